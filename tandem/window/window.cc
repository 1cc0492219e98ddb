#include "tandem/window/window.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "tandem/base/findings.h"
#include "tandem/plan/feasible.h"

namespace tandem::window {
namespace {

using model::Case;
using model::Easing;
using model::Limit;

constexpr double kLooser = 1e-5;  // of what counts as one broken rule

/// The planner as a judge of what can be held together.
class Planner : public Judge {
 public:
  Planner(const Case& of, const std::vector<Limit>& limits, const plan::Options& options)
      : limits_(limits), feasible_(of, options) {}

  Ruling ask(const Limits& given_up) override {
    const auto trial = feasible_.attempt(given(given_up));
    if (trial.status == plan::Status::infeasible) return {Verdict::impossible, {}};
    if (!trial.roadmap) return {Verdict::unsettled, {}};
    Limits broken = broken_by(*trial.roadmap, given_up);
    roadmaps_.insert_or_assign(broken, *trial.roadmap);
    return {Verdict::possible, std::move(broken)};
  }

  bool sure(const Limits& given_up) override {
    return feasible_.attempt(given(given_up), kLooser).status == plan::Status::infeasible;
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
    std::vector<Easing> easings;
    for (const std::size_t k : given_up) easings.push_back({limits_[k], std::nullopt});
    return easings;
  }

  /// Those of the given up without which the exact evaluator turns the roadmap down.
  [[nodiscard]] Limits broken_by(const model::Roadmap& roadmap, const Limits& given_up) const {
    Limits broken = given_up;
    for (const std::size_t k : given_up) {
      Limits fewer = broken;
      std::erase(fewer, k);
      if (feasible_.stands(roadmap, given(fewer))) broken = std::move(fewer);
    }
    return broken;
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

Result<std::vector<Limit>> named(const Case& of, const std::vector<std::string>& names) {
  std::vector<Limit> found;
  std::vector<std::string> known;
  for (const Limit& limit : model::limits_of(of)) known.push_back(model::name_of(of, limit));
  for (const std::string& name : names) {
    const std::size_t before = found.size();
    for (const Limit& limit : model::limits_of(of)) {
      const std::string its = model::name_of(of, limit);
      if (its == name || its.starts_with(name + ".")) found.push_back(limit);
    }
    if (found.size() > before) continue;
    return tl::unexpected(
        Error{Errc::invalid_input,
              fmt::format("the case has no limit '{}'; {}", name,
                          did_you_mean(name, known, "name one, or a kind, as in reserve"))});
  }
  return found;
}

bool among(const std::vector<Limit>& limits, const Limit& limit) {
  return std::ranges::find(limits, limit) != limits.end();
}

std::optional<model::Quantity> cost_of(const Case& of, const std::vector<Limit>& limits,
                                       const Limits& given_up, std::size_t& without) {
  std::optional<model::Quantity> sum;
  for (const std::size_t k : given_up) {
    const auto cost = model::cost_of(of, limits[k]);
    if (!cost) {
      ++without;
      continue;
    }
    if (!sum) sum = model::Quantity{};
    sum->low += cost->low;
    sum->mode += cost->mode;
    sum->high += cost->high;
    sum->ranged = sum->ranged || cost->ranged;
  }
  return sum;
}

/// What every question about a window begins with: its targets, and the limits never given up,
/// which are those that say the targets and those that are named.
struct Asked {
  Aim aim;
  std::vector<Limit> held;
};

Result<Asked> asked_of(const Case& of, const Options& options) {
  auto aimed = aim(of, options.targets);
  if (!aimed) return tl::unexpected(std::move(aimed.error()));
  auto held = named(aimed->of, options.firm);
  if (!held) return tl::unexpected(std::move(held.error()));
  for (const Target& target : aimed->targets)
    for (const Limit& limit : target.limits)
      if (!among(*held, limit)) held->push_back(limit);
  return Asked{*std::move(aimed), *std::move(held)};
}

/// @param weight  of giving each limit up; shape [limits]
Answer inquire(Aim aim, std::vector<Limit> limits, std::vector<Limit> held,
               const std::vector<double>& weight, const Options& options) {
  Answer answer{std::move(limits), std::move(held), std::move(aim), {}, {}, {}, false, 0, {}, {}};
  const Case& of = answer.aim.of;
  Planner planner(of, answer.limits, options.search);
  // Boundaries come first and are left out last: they are what people know their conflict by.
  Limits order(answer.limits.size());
  std::iota(order.rbegin(), order.rend(), std::size_t{0});
  const auto told = [&](const Exploration& so_far) {
    if (!options.search.progress) return;
    options.search.progress({fmt::format("{} conflicts, {} relaxations", so_far.conflicts.size(),
                                         so_far.relaxations.size()),
                             planner.seconds(), std::nullopt, std::nullopt});
  };
  Exploration found = explore(weight, order, planner, options.extent, told);
  for (Conflict& conflict : found.conflicts) {
    Block block{std::move(conflict.limits), conflict.sure, conflict.minimal, {}};
    if (options.reasons) block.obstacles = planner.obstacles(block.limits);
    answer.conflicts.push_back(std::move(block));
  }
  answer.unsettled = std::move(found.unsettled);
  answer.all = found.all;
  answer.asked = found.asked;
  Mover mover(of, answer.limits, planner);
  for (const Relaxation& relaxation : found.relaxations) {
    Opening opening;
    opening.limits = relaxation.limits;
    opening.cost = cost_of(of, answer.limits, relaxation.limits, opening.without_cost);
    opening.roadmap = planner.roadmap(relaxation.limits);
    if (options.movements) opening.movements = mover.movements(relaxation.limits);
    answer.openings.push_back(std::move(opening));
  }
  answer.ideal = planner.ideals().points;
  answer.statistics = planner.statistics();
  if (answer.statistics.stopped_by.empty())
    answer.statistics.stopped_by = answer.all ? "proof" : "work";
  return answer;
}

}  // namespace

Result<Answer> why(const Case& of, const Options& options) {
  auto asked = asked_of(of, options);
  if (!asked) return tl::unexpected(std::move(asked.error()));
  auto& [aim, held] = *asked;
  std::vector<Limit> limits = model::limits_of(aim.of);
  std::erase_if(limits, [&](const Limit& limit) { return among(held, limit); });
  const std::vector<double> weight(limits.size(), 1);
  return inquire(std::move(aim), std::move(limits), std::move(held), weight, options);
}

Result<Answer> relax(const Case& of, const Options& options, const std::vector<std::string>& free) {
  auto asked = asked_of(of, options);
  if (!asked) return tl::unexpected(std::move(asked.error()));
  auto& [aim, held] = *asked;
  const auto freed = named(aim.of, free);
  if (!freed) return tl::unexpected(freed.error());
  std::vector<Limit> limits;
  std::vector<double> weight;
  for (const Limit& limit : model::limits_of(aim.of)) {
    if (among(held, limit)) continue;
    const auto cost = model::cost_of(aim.of, limit);
    if (!cost && !among(*freed, limit)) {
      held.push_back(limit);
      continue;
    }
    limits.push_back(limit);
    weight.push_back(cost ? cost->mode : 0);
  }
  return inquire(std::move(aim), std::move(limits), std::move(held), weight, options);
}

namespace {

/// Finds the best roadmaps of a case, each in its share of the time, by one yardstick.
class Appraiser {
 public:
  Appraiser(const Case& of, const plan::Options& options, std::size_t questions)
      : of_(of), options_(options), questions_(questions), search_(options) {
    search_.progress = {};
    share_time();
    search_.relative_gap = plan::Options{}.relative_gap;
    search_.ideals = plan::ideals(of, search_);
    search_.relative_gap = options.relative_gap;
  }

  Best best(const std::vector<Limit>& limits, Limits given_up) {
    std::vector<Easing> easings;
    for (const std::size_t k : given_up) easings.push_back({limits[k], std::nullopt});
    share_time();
    plan::Answer answer = plan::plan(model::eased(of_, easings), search_);
    ++done_;
    statistics_.moves += answer.statistics.moves;
    statistics_.nodes += answer.statistics.nodes;
    statistics_.solver = answer.statistics.solver;
    const std::string& ended = answer.statistics.stopped_by;
    if (ended != "proof" || statistics_.stopped_by.empty()) statistics_.stopped_by = ended;
    return {std::move(given_up), answer.status, answer.objective, answer.bound,
            std::move(answer.roadmap)};
  }

  [[nodiscard]] plan::Statistics statistics() const {
    plan::Statistics all = statistics_;
    all.seconds = seconds();
    return all;
  }

 private:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

  /// What is left, in equal parts for the questions left.
  void share_time() {
    const double left = options_.time_limit ? options_.time_limit->count() - seconds() : 0;
    if (options_.time_limit)
      search_.time_limit =
          std::chrono::duration<double>(left / static_cast<double>(questions_ - done_));
    if (options_.progress)
      options_.progress({fmt::format("{} of {} roadmaps", done_, questions_), seconds(),
                         std::nullopt, std::nullopt});
  }

  const Case& of_;
  const plan::Options& options_;
  std::size_t questions_;
  std::size_t done_ = 0;
  plan::Options search_;
  plan::Statistics statistics_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// Where more is given up, what is known to stand where less is stands too.
void no_worse_than(const Best& known, Best& best) {
  if (!known.roadmap || (best.roadmap && best.objective >= known.objective)) return;
  best.objective = known.objective;
  best.roadmap = known.roadmap;
  if (best.status != plan::Status::optimal) best.status = plan::Status::feasible;
}

}  // namespace

std::pair<double, double> gain(const Best& with, const Best& without) {
  return {std::max(0.0, without.objective - with.bound),
          std::max(0.0, without.bound - with.objective)};
}

Result<Worth> worth(const Case& of, const Options& options) {
  if (of.data().objectives_in_order)
    return tl::unexpected(Error{Errc::invalid_input,
                                "what a limit is worth is not told of objectives in order; give "
                                "them weights"});
  auto asked = asked_of(of, options);
  if (!asked) return tl::unexpected(std::move(asked.error()));
  Worth made{.aim = std::move(asked->aim)};
  Limits all;
  for (const Limit& limit : model::limits_of(made.aim.of)) {
    if (!model::cost_of(made.aim.of, limit) || among(asked->held, limit)) continue;
    all.push_back(made.limits.size());
    made.limits.push_back(limit);
  }
  Appraiser appraiser(made.aim.of, options.search, all.size() + 2);
  made.as_it_is = appraiser.best(made.limits, {});
  made.all = appraiser.best(made.limits, all);
  for (const std::size_t k : all) {
    Best one = appraiser.best(made.limits, {k});
    no_worse_than(made.as_it_is, one);
    no_worse_than(one, made.all);
    one.bound = std::min(one.bound, made.all.bound);
    made.each.push_back(std::move(one));
  }
  made.statistics = appraiser.statistics();
  return made;
}

}  // namespace tandem::window
