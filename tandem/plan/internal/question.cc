#include "tandem/plan/internal/question.h"

#include <algorithm>
#include <thread>

#include "tandem/plan/internal/obstacles.h"
#include "tandem/plan/internal/settle.h"
#include "tandem/solver/relaxation.h"

namespace tandem::plan::internal {
namespace {

using model::Case;
using value::Economics;

bool wants_ideal(const Case& of) {
  if (of.principles().proportional_max_gap) return true;
  return std::ranges::any_of(of.data().objectives, [](const model::Objective& objective) {
    return objective.kind == model::ObjectiveKind::fairness;
  });
}

Demands demands_of(const Case& of, const Options& options) {
  Demands demands;
  demands.min_margin = least_margin(of, options.min_margin);
  demands.deviation = options.deviation.value_or(of.time().deviation);
  demands.ideal.resize(of.parties().size());
  demands.continuation = options.continuation;
  return demands;
}

/// Nodes of the tree behind one ideal: fewer where each takes longer, none where too few would be
/// to prove anything.
std::int64_t ideal_nodes(const Formulation& formulation) {
  constexpr double kWork = 140e6;
  constexpr std::int64_t kLeast = 100;
  constexpr std::int64_t kMost = 4000;
  const double columns = static_cast<double>(formulation.columns.size()) + 1;
  const auto nodes = static_cast<std::int64_t>(kWork / (columns * columns));
  return nodes < kLeast ? 0 : std::min(nodes, kMost);
}

Outcome ideal_of(const Case& of, const Economics& worth, PartyId i, const Options& options,
                 Account& account) {
  Demands bare;
  bare.principles = false;
  bare.ideal.resize(of.parties().size());
  Formulation formulation = formulate(of, worth, bare);
  add_net_gain(of, worth, i, formulation);
  const std::int64_t nodes = ideal_nodes(formulation);
  Effort effort;
  effort.bound_only = nodes == 0;
  effort.ways = 1;
  effort.neighbourhoods = 0;
  effort.neighbourhood_nodes = 0;
  effort.first_nodes = effort.finish_nodes = effort.proof_nodes = nodes;
  return optimise(formulation, {}, effort, options, account);
}

}  // namespace

Question::Question(const Case& of_case, const Options& with)
    : of(of_case),
      options(with),
      worth(of_case),
      demands(demands_of(of_case, with)),
      ideal_proven(of_case.parties().size()),
      account(with),
      solver_(solver::make_solver()) {
  if (options.ideals) {
    demands.ideal = options.ideals->points;
    ideal_proven = options.ideals->proven;
  }
  account.statistics.solver = solver::relaxation_name();
}

void Question::find_ideals_if_wanted() {
  if (wants_ideal(of) && !options.ideals) find_ideals();
}

void Question::find_ideals() {
  std::vector<PartyId> principals;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (of.parties()[p].role == model::Role::principal) principals.emplace_back(p);
  std::vector<Outcome> best(principals.size());
  account.tell("ideals", std::nullopt, std::nullopt);
  in_pairs(principals.size(), options, account,
           [&](std::size_t k, const Options& part, Account& its) {
             best[k] = ideal_of(of, worth, principals[k], part, its);
           });
  for (std::size_t k = 0; k < principals.size(); ++k) take_ideal(principals[k], best[k]);
}

void Question::take_ideal(PartyId i, const Outcome& best) {
  const bool proven = best.status == Status::optimal;
  ideal_proven[i.index()] = proven;
  if (best.status != Status::infeasible && best.bound < kInfinity)
    demands.ideal[i.index()] = proven ? best.objective : best.bound;
}

Formulation Question::limits() const {
  Formulation made = formulate(of, worth, demands);
  if (demands.continuation) settle(of, *demands.continuation, made);
  return made;
}

Formulation Question::formulation() const {
  Formulation made = formulate(of, worth, demands);
  add_objectives(of, worth, demands, made);
  if (demands.continuation) settle(of, *demands.continuation, made);
  return made;
}

std::vector<Obstacle> Question::obstacles(const Formulation& formulation, const Outcome& outcome) {
  return explain(of, worth, demands, formulation, outcome.nearest, *solver_, account);
}

void in_pairs(
    std::size_t count, const Options& options, Account& account,
    const std::function<void(std::size_t k, const Options& options, Account& account)>& work) {
  Options quiet = options;
  quiet.progress = {};
  const auto together = static_cast<std::size_t>(std::clamp(options.threads, 1, 2));
  for (std::size_t first = 0; first < count; first += together) {
    const std::size_t last = std::min(first + together, count);
    quiet.threads = last - first > 1 ? 1 : options.threads;
    std::vector<Account> accounts(last - first, account.for_part(quiet));
    {
      std::vector<std::jthread> others;
      for (std::size_t k = first + 1; k < last; ++k)
        others.emplace_back([&, k] { work(k, quiet, accounts[k - first]); });
      work(first, quiet, accounts.front());
    }
    for (const Account& part : accounts) account.add(part);
  }
}

}  // namespace tandem::plan::internal
