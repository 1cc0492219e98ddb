#include "tandem/window/window.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "tandem/plan/feasible.h"
#include "tandem/window/internal/asked.h"

namespace tandem::window {
namespace {

using model::Case;
using model::Easing;
using model::Limit;

constexpr double kLooser = 1e-5;  // of what counts as one broken rule

/// Share of the usual work.
double effort(Patience patience) {
  switch (patience) {
    case Patience::little:
      return 0.0005;
    case Patience::some:
      return 0.02;
    case Patience::all:
      break;
  }
  return 1;
}

/// The planner as a judge of what can be held together.
class Planner : public Judge {
 public:
  Planner(const Case& of, const std::vector<Limit>& limits, const plan::Options& options)
      : limits_(limits), feasible_(of, options) {}

  Ruling ask(const Limits& given_up, Patience patience) override {
    const auto trial = feasible_.attempt(given(given_up), 0, effort(patience));
    if (trial.status == plan::Status::infeasible) return {Verdict::impossible, {}};
    if (!trial.roadmap) return {Verdict::unsettled, {}};
    Limits broken = internal::broken_by(feasible_, limits_, *trial.roadmap, given_up);
    roadmaps_.insert_or_assign(broken, *trial.roadmap);
    return {Verdict::possible, std::move(broken)};
  }

  Verdict ask_looser(const Limits& given_up, Patience patience) override {
    const auto trial = feasible_.attempt(given(given_up), kLooser, effort(patience));
    if (trial.status == plan::Status::infeasible) return Verdict::impossible;
    return trial.found ? Verdict::possible : Verdict::unsettled;
  }

  std::vector<plan::Obstacle> obstacles(const Limits& held) {
    Limits given_up;
    for (std::size_t k = 0; k < limits_.size(); ++k)
      if (!std::ranges::binary_search(held, k)) given_up.push_back(k);
    return feasible_.obstacles(given(given_up));
  }

  bool over() override { return feasible_.over(); }

  [[nodiscard]] const model::Roadmap& roadmap(const Limits& broken) const {
    return roadmaps_.at(broken);
  }

  /// Whether limit `moved` at `to` suffices where the others are given up.
  Verdict suffices(const Limits& given_up, std::size_t moved, double to) {
    Limits others = given_up;
    std::erase(others, moved);
    std::vector<Easing> easings = given(others);
    easings.push_back({limits_[moved], to});
    for (const model::Roadmap& seen : moved_)
      if (feasible_.stands(seen, easings)) return Verdict::possible;
    auto trial = feasible_.attempt(easings);
    if (trial.status == plan::Status::infeasible) return Verdict::impossible;
    if (!trial.roadmap) return Verdict::unsettled;
    moved_.push_back(*std::move(trial.roadmap));
    return Verdict::possible;
  }

  [[nodiscard]] plan::Statistics statistics() const { return feasible_.statistics(); }
  [[nodiscard]] double seconds() const { return feasible_.seconds(); }
  [[nodiscard]] const plan::Ideals& ideals() const { return feasible_.ideals(); }

 private:
  [[nodiscard]] std::vector<Easing> given(const Limits& given_up) const {
    return internal::easings_of(limits_, given_up);
  }

  const std::vector<Limit>& limits_;
  plan::Feasibility feasible_;
  std::map<Limits, model::Roadmap> roadmaps_;
  std::vector<model::Roadmap> moved_;  // roadmaps that were found as limits moved
};

/// Finds how far limits have to move.
class Mover {
 public:
  Mover(const Case& of, const std::vector<Limit>& limits, Planner& planner)
      : of_(of), limits_(limits), planner_(planner) {}

  std::vector<Movement> movements(const Limits& given_up) {
    std::vector<Movement> made;
    for (const std::size_t k : given_up) {
      if (planner_.over()) break;
      if (const auto setting = model::setting_of(of_, limits_[k]))
        made.push_back(movement(given_up, k, *setting));
    }
    return made;
  }

 private:
  /// In steps from `now`: doubled till it suffices, then halved between the two.
  Movement movement(const Limits& given_up, std::size_t k, const model::Setting& setting) {
    Movement made{k, setting.now, setting.now, std::nullopt, setting.unit};
    const double most = std::isinf(setting.last)
                            ? kFarthest
                            : std::floor(std::abs(setting.last - setting.now) / setting.step);
    const auto at = [&](double steps) {
      const double value = setting.now + setting.direction * steps * setting.step;
      return steps >= most && !std::isinf(setting.last) ? setting.last : value;
    };
    double low = 0;
    double high = 0;
    for (double steps = 1; high == 0 && low < most; steps *= kFaster) {
      const double tried = std::min(steps, most);
      const Verdict verdict = planner_.suffices(given_up, k, at(tried));
      if (verdict == Verdict::possible)
        high = tried;
      else if (verdict == Verdict::impossible)
        low = tried;
      if (verdict == Verdict::unsettled || planner_.over()) break;
    }
    while (high > low + 1 && !planner_.over()) {
      const double middle = std::floor((low + high) / 2);
      const Verdict verdict = planner_.suffices(given_up, k, at(middle));
      if (verdict == Verdict::unsettled) break;
      (verdict == Verdict::possible ? high : low) = middle;
    }
    made.too_little = at(low);
    if (high > 0) made.enough = at(high);
    return made;
  }

  static constexpr double kFarthest = 1e6;  // steps
  static constexpr double kFaster = 4;

  const Case& of_;
  const std::vector<Limit>& limits_;
  Planner& planner_;
};

/// What was found, but for reasons and movements. @param answer  what was asked about
Answer with_finds(Answer answer, const Exploration& found, const Planner& planner) {
  for (const Conflict& one : found.conflicts)
    answer.conflicts.push_back({one.limits, one.looser, one.minimal, {}});
  for (const Relaxation& one : found.relaxations) {
    Opening opening;
    opening.limits = one.limits;
    opening.minimal = one.minimal;
    opening.cost =
        internal::cost_of(answer.aim.of, answer.limits, one.limits, opening.without_cost);
    opening.roadmap = planner.roadmap(one.limits);
    answer.openings.push_back(std::move(opening));
  }
  answer.others_cost = found.others_cost;
  answer.unsettled = found.unsettled;
  answer.all = found.all;
  answer.asked = found.asked;
  answer.ideal = planner.ideals().points;
  answer.statistics = planner.statistics();
  return answer;
}

/// @param weight  of giving each limit up; shape [limits]
Answer inquire(Aim aim, std::vector<Limit> limits, std::vector<Limit> held,
               const std::vector<double>& weight, const Options& options) {
  Answer question{.aim = std::move(aim)};
  question.limits = std::move(limits);
  question.held = std::move(held);
  Planner planner(question.aim.of, question.limits, options.search);
  // Boundaries come first and are left out last: they are what people know their conflict by.
  Limits order(question.limits.size());
  std::iota(order.rbegin(), order.rend(), std::size_t{0});
  const auto told = [&](const Exploration& so_far) {
    const bool nothing = so_far.conflicts.empty() && so_far.relaxations.empty();
    if (options.found && !nothing) options.found(with_finds(question, so_far, planner));
    if (!options.search.progress) return;
    options.search.progress({fmt::format("{} conflicts, {} relaxations", so_far.conflicts.size(),
                                         so_far.relaxations.size()),
                             planner.seconds(), std::nullopt, std::nullopt});
  };
  const Exploration found = explore(weight, order, planner, options.extent, told);
  Answer answer = with_finds(question, found, planner);
  if (options.reasons)
    for (Block& block : answer.conflicts) block.obstacles = planner.obstacles(block.limits);
  Mover mover(question.aim.of, question.limits, planner);
  if (options.movements)
    for (Opening& one : answer.openings) one.movements = mover.movements(one.limits);
  answer.statistics = planner.statistics();
  if (answer.statistics.stopped_by.empty())
    answer.statistics.stopped_by = answer.all ? "proof" : "work";
  return answer;
}

Options with(plan::Options search, Options options) {
  options.search = std::move(search);
  return options;
}

}  // namespace

Result<Answer> why(const Case& of, const Options& options) {
  auto asked = internal::asked_of(of, options);
  if (!asked) return tl::unexpected(std::move(asked.error()));
  auto& [aim, held, search] = *asked;
  std::vector<Limit> limits = model::limits_of(aim.of);
  std::erase_if(limits, [&](const Limit& limit) { return internal::among(held, limit); });
  const std::vector<double> weight(limits.size(), 1);
  return inquire(std::move(aim), std::move(limits), std::move(held), weight,
                 with(std::move(search), options));
}

Result<Answer> relax(const Case& of, const Options& options, const std::vector<std::string>& free) {
  auto asked = internal::asked_of(of, options);
  if (!asked) return tl::unexpected(std::move(asked.error()));
  auto& [aim, held, search] = *asked;
  const auto freed = internal::named(aim.of, free);
  if (!freed) return tl::unexpected(freed.error());
  std::vector<Limit> limits;
  std::vector<double> weight;
  for (const Limit& limit : model::limits_of(aim.of)) {
    if (internal::among(held, limit)) continue;
    const auto cost = model::cost_of(aim.of, limit);
    if (!cost && !internal::among(*freed, limit)) {
      held.push_back(limit);
      continue;
    }
    limits.push_back(limit);
    weight.push_back(cost ? cost->mode : 0);
  }
  return inquire(std::move(aim), std::move(limits), std::move(held), weight,
                 with(std::move(search), options));
}

}  // namespace tandem::window
