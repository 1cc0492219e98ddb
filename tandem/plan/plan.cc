#include "tandem/plan/plan.h"

#include <algorithm>
#include <cmath>

#include "tandem/plan/internal/question.h"
#include "tandem/plan/internal/settle.h"

namespace tandem::plan {
namespace {

using internal::Effort;
using internal::Formulation;
using internal::Outcome;
using internal::Question;
using model::Case;

constexpr double kHeld = 1e-6;  // what an earlier objective may lose to a later one

/// One question from its formulation to its answer.
class Planner {
 public:
  Planner(const Case& of, const Options& options)
      : of_(of), options_(options), asked_(of, options) {}

  Answer run() {
    asked_.find_ideals_if_wanted();
    if (options_.fewest_phases && !find_fewest()) return finished();
    Formulation formulation = asked_.formulation();
    if (options_.continuation && start_.empty())
      start_ = from_roadmap(of_, formulation, options_.continuation->agreed);
    solve(formulation);
    return finished();
  }

 private:
  /// Leaves the smallest number of phases that allows a roadmap in the demands.
  bool find_fewest() {
    bool proven = true;
    for (int last = 1; last <= of_.time().phases; ++last) {
      asked_.demands.last_phase = last;
      const Formulation formulation = asked_.limits();
      const Outcome outcome = optimise(formulation, {}, Effort{}, options_, asked_.account);
      asked_.account.tell("phases tried: " + std::to_string(last), std::nullopt, std::nullopt);
      if (!outcome.values.empty()) {
        answer_.phases_used = last;
        fewest_proven_ = proven;
        start_ = outcome.values;
        asked_.account.statistics.stopped_by.clear();
        return true;
      }
      proven = proven && outcome.status == Status::infeasible;
      if (asked_.account.over()) break;
      if (last == of_.time().phases) {
        // With all phases open nothing more is possible, whatever the shorter ones left unproven.
        answer_.status = outcome.status;
        answer_.obstacles = asked_.obstacles(formulation, outcome);
      }
    }
    return false;
  }

  void solve(Formulation& formulation) {
    if (of_.data().objectives_in_order && formulation.terms.size() > 1)
      return solve_in_order(formulation);
    take(formulation, best_of(formulation));
  }

  /// Tells of what it finds on the way.
  Outcome best_of(const Formulation& formulation) {
    if (options_.found)
      asked_.account.found = [&](const std::vector<double>& values, double objective) {
        model::Roadmap roadmap = roadmap_of(formulation, values);
        name(roadmap);
        options_.found(roadmap, objective);
      };
    Outcome outcome = optimise(formulation, start_, Effort{}, options_, asked_.account);
    asked_.account.found = {};
    return outcome;
  }

  [[nodiscard]] model::Roadmap roadmap_of(const Formulation& formulation,
                                          const std::vector<double>& values) const {
    model::Roadmap roadmap = to_roadmap(of_, formulation, values);
    if (options_.continuation) internal::add_done(*options_.continuation, roadmap);
    return roadmap;
  }

  void name(model::Roadmap& roadmap) const {
    const bool goes_on = options_.continuation.has_value();
    roadmap.name = goes_on ? "continued" : "planned";
    roadmap.title = goes_on ? "Continued roadmap" : "Planned roadmap";
  }

  void solve_in_order(Formulation& formulation) {
    const std::vector<internal::Term> terms = formulation.terms;
    Status weakest = Status::optimal;
    for (const internal::Term& term : terms) {
      formulation.terms = {term};
      formulation.terms.front().weight = 1;
      const Outcome outcome = best_of(formulation);
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
    if (weakest != Status::optimal && asked_.account.statistics.stopped_by == "proof")
      asked_.account.statistics.stopped_by = "work";
  }

  void take(const Formulation& formulation, const Outcome& outcome) {
    answer_.status = outcome.status;
    answer_.bound = outcome.bound;
    if (outcome.values.empty()) {
      answer_.obstacles = asked_.obstacles(formulation, outcome);
      return;
    }
    answer_.objective = outcome.objective;
    answer_.roadmap = roadmap_of(formulation, outcome.values);
    answer_.objectives.clear();
    for (const internal::Term& term : formulation.terms)
      answer_.objectives.push_back(
          {term.kind, term.weight, value_of(formulation, term, outcome.values)});
  }

  Answer finished() {
    if (answer_.phases_used && !fewest_proven_ && answer_.status == Status::optimal)
      answer_.status = Status::feasible;
    answer_.ideal = asked_.demands.ideal;
    answer_.ideal_proven = asked_.ideal_proven;
    asked_.account.statistics.seconds = asked_.account.seconds();
    answer_.statistics = asked_.account.statistics;
    if (answer_.roadmap) name(*answer_.roadmap);
    return std::move(answer_);
  }

  const Case& of_;
  const Options& options_;
  Question asked_;
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

Ideals ideals(const model::Case& of, const Options& options) {
  Question asked(of, options);
  asked.find_ideals();
  return {asked.demands.ideal, asked.ideal_proven};
}

Options measured_by(const model::Case& of, Options options) {
  const auto begin = std::chrono::steady_clock::now();
  Options quiet = options;
  quiet.progress = {};
  options.ideals = ideals(of, quiet);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  if (options.time_limit)
    *options.time_limit =
        std::max(*options.time_limit - taken, std::chrono::duration<double>::zero());
  return options;
}

}  // namespace tandem::plan
