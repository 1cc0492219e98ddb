#include "tandem/plan/plan.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <thread>

#include "tandem/plan/internal/engine.h"
#include "tandem/plan/internal/obstacles.h"
#include "tandem/solver/relaxation.h"
#include "tandem/solver/solver.h"

namespace tandem::plan {
namespace {

using internal::Account;
using internal::Demands;
using internal::Effort;
using internal::Formulation;
using internal::Outcome;
using model::Case;
using value::Economics;

constexpr double kHeld = 1e-6;  // what an earlier objective may lose to a later one

bool wants_ideal(const Case& of) {
  if (of.principles().proportional_max_gap) return true;
  return std::ranges::any_of(of.data().objectives, [](const model::Objective& objective) {
    return objective.kind == model::ObjectiveKind::fairness;
  });
}

Demands demands_of(const Case& of, const Options& options) {
  Demands demands;
  const auto& threshold = of.principles().min_margin;
  demands.min_margin = options.min_margin.value_or(threshold ? threshold->mode : 0);
  demands.deviation = options.deviation.value_or(of.time().deviation);
  demands.ideal.resize(of.parties().size());
  return demands;
}

/// Nodes of the tree behind one ideal: fewer where each takes longer.
std::int64_t ideal_nodes(const Formulation& formulation) {
  constexpr std::int64_t kWork = 400'000;
  constexpr std::int64_t kLeast = 50;
  constexpr std::int64_t kMost = 4000;
  return std::clamp(kWork / static_cast<std::int64_t>(formulation.columns.size() + 1), kLeast,
                    kMost);
}

Outcome ideal_of(const Case& of, const Economics& worth, PartyId i, const Options& options,
                 Account& account) {
  Demands bare;
  bare.principles = false;
  bare.ideal.resize(of.parties().size());
  Formulation formulation = formulate(of, worth, bare);
  add_net_gain(of, worth, i, formulation);
  const std::int64_t nodes = ideal_nodes(formulation);
  const Effort effort{200, nodes, 0, 0, 0, nodes, nodes};
  return optimise(formulation, {}, effort, options, account);
}

/// One question from its formulation to its answer.
class Planner {
 public:
  Planner(const Case& of, const Options& options)
      : of_(of),
        options_(options),
        worth_(of),
        demands_(demands_of(of, options)),
        solver_(solver::make_solver()),
        account_(options) {}

  Answer run() {
    account_.statistics.solver = solver::relaxation_name();
    if (wants_ideal(of_)) find_ideals();
    if (options_.fewest_phases && !find_fewest()) return finished();
    Formulation formulation = formulate(of_, worth_, demands_);
    add_objectives(of_, worth_, demands_, formulation);
    solve(formulation);
    return finished();
  }

  std::vector<std::optional<double>> find_ideals() {
    answer_.ideal_proven.resize(of_.parties().size());
    std::vector<PartyId> principals;
    for (std::size_t p = 0; p < of_.parties().size(); ++p)
      if (of_.parties()[p].role == model::Role::principal) principals.emplace_back(p);
    const auto together = static_cast<std::size_t>(std::clamp(options_.threads, 1, 2));
    for (std::size_t first = 0; first < principals.size(); first += together) {
      const std::size_t last = std::min(first + together, principals.size());
      account_.tell("ideal of " + of_.party(principals[first]).name, std::nullopt, std::nullopt);
      find_ideals_of(std::span(principals).subspan(first, last - first));
    }
    // What ended those questions is not the end of this one.
    account_.statistics.stopped_by.clear();
    return demands_.ideal;
  }

 private:
  /// Each on a thread of its own.
  void find_ideals_of(std::span<const PartyId> principals) {
    Options quiet = options_;
    quiet.progress = {};
    quiet.threads = 1;
    std::vector<Account> accounts(principals.size(), account_.for_part(quiet));
    std::vector<Outcome> best(principals.size());
    const auto find = [&](std::size_t k) {
      best[k] = ideal_of(of_, worth_, principals[k], quiet, accounts[k]);
    };
    {
      std::vector<std::jthread> others;
      for (std::size_t k = 1; k < principals.size(); ++k) others.emplace_back(find, k);
      find(0);
    }
    for (std::size_t k = 0; k < principals.size(); ++k) take_ideal(principals[k], best[k]);
    for (const Account& part : accounts) account_.add(part);
  }

  void take_ideal(PartyId i, const Outcome& best) {
    const bool proven = best.status == Status::optimal;
    answer_.ideal_proven[i.index()] = proven;
    if (best.status != Status::infeasible && best.bound < internal::kInfinity)
      demands_.ideal[i.index()] = proven ? best.objective : best.bound;
  }

  /// Leaves the smallest number of phases that allows a roadmap in the demands.
  bool find_fewest() {
    bool proven = true;
    for (int last = 1; last <= of_.time().phases; ++last) {
      demands_.last_phase = last;
      const Formulation formulation = formulate(of_, worth_, demands_);
      const Outcome outcome = optimise(formulation, {}, Effort{}, options_, account_);
      account_.tell("phases tried: " + std::to_string(last), std::nullopt, std::nullopt);
      if (!outcome.values.empty()) {
        answer_.phases_used = last;
        fewest_proven_ = proven;
        start_ = outcome.values;
        account_.statistics.stopped_by.clear();
        return true;
      }
      proven = proven && outcome.status == Status::infeasible;
      if (account_.over()) break;
      if (last == of_.time().phases) {
        // With all phases open nothing more is possible, whatever the shorter ones left unproven.
        answer_.status = outcome.status;
        answer_.obstacles = obstacles(formulation, outcome);
      }
    }
    return false;
  }

  std::vector<Obstacle> obstacles(const Formulation& formulation, const Outcome& outcome) {
    return internal::explain(of_, worth_, demands_, formulation, outcome.nearest, *solver_,
                             account_);
  }

  void solve(Formulation& formulation) {
    if (of_.data().objectives_in_order && formulation.terms.size() > 1)
      return solve_in_order(formulation);
    take(formulation, optimise(formulation, start_, Effort{}, options_, account_));
  }

  void solve_in_order(Formulation& formulation) {
    const std::vector<internal::Term> terms = formulation.terms;
    Status weakest = Status::optimal;
    for (const internal::Term& term : terms) {
      formulation.terms = {term};
      formulation.terms.front().weight = 1;
      const Outcome outcome = optimise(formulation, start_, Effort{}, options_, account_);
      formulation.terms = terms;
      take(formulation, outcome);
      if (outcome.values.empty()) return;
      if (outcome.status != Status::optimal) weakest = Status::feasible;
      start_ = outcome.values;
      for (const int index : term.gauges) {
        auto& gauge = formulation.gauges[static_cast<std::size_t>(index)];
        gauge.lower = outcome.objective - kHeld * std::max(1.0, std::abs(outcome.objective));
      }
    }
    answer_.status = weakest;
    if (weakest != Status::optimal && account_.statistics.stopped_by == "proof")
      account_.statistics.stopped_by = "work";
  }

  void take(const Formulation& formulation, const Outcome& outcome) {
    answer_.status = outcome.status;
    answer_.bound = outcome.bound;
    if (outcome.values.empty()) {
      answer_.obstacles = obstacles(formulation, outcome);
      return;
    }
    answer_.objective = outcome.objective;
    answer_.roadmap = to_roadmap(of_, formulation, outcome.values);
    answer_.objectives.clear();
    for (const internal::Term& term : formulation.terms)
      answer_.objectives.push_back(
          {term.kind, term.weight, value_of(formulation, term, outcome.values)});
  }

  Answer finished() {
    if (answer_.phases_used && !fewest_proven_ && answer_.status == Status::optimal)
      answer_.status = Status::feasible;
    answer_.ideal = demands_.ideal;
    account_.statistics.seconds = account_.seconds();
    answer_.statistics = account_.statistics;
    if (answer_.roadmap) {
      answer_.roadmap->name = "planned";
      answer_.roadmap->title = "Planned roadmap";
    }
    return std::move(answer_);
  }

  const Case& of_;
  const Options& options_;
  Economics worth_;
  Demands demands_;
  std::unique_ptr<solver::Solver> solver_;
  Account account_;
  std::vector<double> start_;
  bool fewest_proven_ = true;
  Answer answer_;
};

}  // namespace

std::optional<double> Answer::gap() const {
  if (!roadmap) return std::nullopt;
  return std::max(0.0, bound - objective) / std::max(1e-9, std::abs(objective));
}

Answer plan(const Case& of, const Options& options) { return Planner(of, options).run(); }

std::vector<std::optional<double>> ideals(const Case& of, const Options& options) {
  return Planner(of, options).find_ideals();
}

}  // namespace tandem::plan
