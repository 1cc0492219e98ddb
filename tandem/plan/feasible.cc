#include "tandem/plan/feasible.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "tandem/assess/assessment.h"
#include "tandem/base/random.h"
#include "tandem/plan/internal/question.h"
#include "tandem/solver/relaxation.h"

namespace tandem::plan {
namespace {

using internal::Formulation;
using internal::Gauge;
using internal::Outcome;
using model::Case;

constexpr double kAnyWillDo = 1e9;  // gap at which the first roadmap ends the search

void loosen(Formulation& formulation, double share) {
  for (Gauge& gauge : formulation.gauges) {
    gauge.lower -= share * gauge.unit;
    gauge.upper += share * gauge.unit;
  }
}

/// Ideals of the case as it stands, if it measures by them; the work is added to `account`.
Ideals yardstick(const Case& of, const Options& options, internal::Account& account) {
  internal::Question as_it_stands(of, options);
  as_it_stands.find_ideals_if_wanted();
  account.add(as_it_stands.account);
  return {as_it_stands.demands.ideal, as_it_stands.ideal_proven};
}

/// Any roadmap will do, but a program without an objective leaves the solver nothing to go by: to
/// start little, of some things less than of others, keeps its steps apart.
void guide(Formulation& formulation) {
  constexpr std::uint64_t kStream = 71;
  Gauge gauge;
  gauge.rule = "guide";
  for (std::size_t k = 0; k < formulation.columns.size(); ++k)
    gauge.entries.push_back({static_cast<int>(k), -Rng(k, kStream).uniform(0.5, 1)});
  formulation.terms.push_back(
      {model::ObjectiveKind::final_goals, 1, {static_cast<int>(formulation.gauges.size())}});
  formulation.gauges.push_back(std::move(gauge));
}

internal::Effort part_of(internal::Effort effort, double share) {
  constexpr int kFewFailures = 20;
  constexpr int kFewSteps = 50;
  constexpr int kFewAccessions = 10;
  const auto part = [share](std::int64_t nodes) {
    return static_cast<std::int64_t>(std::ceil(share * static_cast<double>(nodes)));
  };
  effort.one_by_one = share >= 1;
  effort.failures = std::max(kFewFailures, static_cast<int>(part(effort.failures)));
  effort.search_steps = std::max(kFewSteps, static_cast<int>(part(effort.search_steps)));
  effort.accessions = std::max(kFewAccessions, static_cast<int>(part(effort.accessions)));
  effort.ways = static_cast<int>(part(effort.ways));
  effort.first_nodes = part(effort.first_nodes);
  effort.finish_nodes = part(effort.finish_nodes);
  effort.proof_nodes = part(effort.proof_nodes);
  return effort;
}

}  // namespace

struct Feasibility::State {
  State(const Case& the_case, Options with)
      : of(the_case), worth(of), options(std::move(with)), account(options) {
    options.relative_gap = Options{}.relative_gap;  // of the yardstick
    options.min_margin.reset();
    options.deviation.reset();
    options.ideals = yardstick(of, options, account);
  }

  [[nodiscard]] Options left() const {
    Options part = options;
    if (part.time_limit) part.time_limit = std::chrono::duration<double>(account.seconds_left());
    part.progress = {};
    return part;
  }

  /// `here` is the case with something eased, which changes nothing of what anything is worth.
  [[nodiscard]] bool accepts(const Case& here, const model::Roadmap& roadmap) const {
    return assess::assess(here, worth, roadmap, {options.ideals->points, false}).stands();
  }

  const Case& of;
  value::Economics worth;
  Options options;
  internal::Account account;
};

Feasibility::Feasibility(const Case& of, const Options& options)
    : state_(std::make_unique<State>(of, options)) {}

Feasibility::~Feasibility() = default;

/// The case with so much eased, and the answer to whether it allows a roadmap.
struct Feasibility::Attempt {
  Attempt(State& state, std::span<const model::Easing> easings, double looser, double share)
      : options(state.left()), here(model::eased(state.of, easings)), asked(here, options) {
    formulation = asked.limits();
    loosen(formulation, looser);
    guide(formulation);
    options.relative_gap = kAnyWillDo;
    outcome = optimise(formulation, {}, part_of(internal::Effort{}, share), options, asked.account);
    state.account.add(asked.account);
  }

  Options options;
  Case here;
  internal::Question asked;
  Formulation formulation;
  Outcome outcome;
};

Feasibility::Trial Feasibility::attempt(std::span<const model::Easing> easings, double looser,
                                        double effort) {
  const Attempt made(*state_, easings, looser, effort);
  Trial trial;
  if (made.outcome.status == Status::infeasible) trial.status = Status::infeasible;
  trial.found = !made.outcome.values.empty();
  if (!trial.found) return trial;
  const model::Roadmap roadmap = to_roadmap(made.here, made.formulation, made.outcome.values);
  if (!state_->accepts(made.here, roadmap)) return trial;
  trial.status = Status::feasible;
  trial.roadmap = roadmap;
  return trial;
}

std::vector<Obstacle> Feasibility::obstacles(std::span<const model::Easing> easings) {
  Attempt made(*state_, easings, 0, 1);
  if (made.outcome.status != Status::infeasible) return {};
  return made.asked.obstacles(made.formulation, made.outcome);
}

bool Feasibility::stands(const model::Roadmap& roadmap,
                         std::span<const model::Easing> easings) const {
  return state_->accepts(model::eased(state_->of, easings), roadmap);
}

bool Feasibility::over() { return state_->account.over(); }
double Feasibility::seconds() const { return state_->account.seconds(); }
Statistics Feasibility::statistics() const {
  Statistics all = state_->account.statistics;
  all.seconds = state_->account.seconds();
  all.solver = solver::relaxation_name();
  return all;
}
const Ideals& Feasibility::ideals() const { return *state_->options.ideals; }

}  // namespace tandem::plan
