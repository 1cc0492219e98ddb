#include "tandem/window/worth.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "tandem/window/internal/asked.h"

namespace tandem::window {
namespace {

using model::Case;
using model::Limit;
using plan::Status;

/// Finds the best roadmaps of a case, each in its share of the time, by one yardstick.
class Planned : public Valuer {
 public:
  Planned(const Case& of, const std::vector<Limit>& limits, const Options& options)
      : of_(of),
        limits_(limits),
        options_(options.search),
        first_(limits.size() + 2),
        more_(options.extent.relaxations),
        search_(options.search) {
    search_.progress = {};
    share_time();
    search_.relative_gap = plan::Options{}.relative_gap;
    search_.ideals = plan::ideals(of, search_);
    search_.relative_gap = options_.relative_gap;
    checker_.emplace(of, search_);
  }

  Appraisal appraise(const Limits& given_up) override {
    share_time();
    const auto easings = internal::easings_of(limits_, given_up);
    plan::Answer answer = plan::plan(model::eased(of_, easings), search_);
    ++asked_;
    count(answer.statistics);
    Appraisal made;
    if (answer.status == Status::infeasible) {
      made.bound = -std::numeric_limits<double>::infinity();
      return made;
    }
    if (!answer.roadmap) return made;
    made.reached = answer.objective;
    made.bound = answer.bound;
    made.broken = internal::broken_by(*checker_, limits_, *answer.roadmap, given_up);
    found_.push_back({made.broken, made.reached, *std::move(answer.roadmap)});
    return made;
  }

  bool over() override {
    return asked_ >= first_ + more_ || options_.stop.stop_requested() ||
           (options_.time_limit && left() <= 0);
  }

  /// The best of what was found where no more than these is given up; null where nothing was.
  [[nodiscard]] const model::Roadmap* roadmap(const Limits& given_up) const {
    const Found* best = nullptr;
    for (const Found& found : found_)
      if (std::ranges::includes(given_up, found.broken) &&
          (best == nullptr || found.value > best->value))
        best = &found;
    return best == nullptr ? nullptr : &best->roadmap;
  }

  [[nodiscard]] std::size_t asked() const { return asked_; }
  [[nodiscard]] const plan::Ideals& ideals() const { return *search_.ideals; }

  [[nodiscard]] plan::Statistics statistics() const {
    plan::Statistics all = statistics_;
    all.seconds = seconds();
    return all;
  }

 private:
  struct Found {
    Limits broken;
    double value = 0;
    model::Roadmap roadmap;
  };

  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }
  [[nodiscard]] double left() const { return options_.time_limit->count() - seconds(); }

  void count(const plan::Statistics& of_one) {
    statistics_.moves += of_one.moves;
    statistics_.nodes += of_one.nodes;
    statistics_.solver = of_one.solver;
    if (of_one.stopped_by != "proof" || statistics_.stopped_by.empty())
      statistics_.stopped_by = of_one.stopped_by;
  }

  /// What is left, in equal parts for the questions left.
  void share_time() {
    const std::size_t all = first_ + more_;
    if (options_.time_limit)
      search_.time_limit = std::chrono::duration<double>(
          std::max(0.0, left()) / static_cast<double>(std::max<std::size_t>(1, all - asked_)));
    if (options_.progress)
      options_.progress({asked_ < first_
                             ? fmt::format("{} of {} roadmaps", asked_, first_)
                             : fmt::format("{} roadmaps, for the curve up to {}", asked_, all),
                         seconds(), std::nullopt, std::nullopt});
  }

  const Case& of_;
  const std::vector<Limit>& limits_;
  const plan::Options& options_;
  std::size_t first_;  // roadmaps that are asked in any case
  std::size_t more_;   // that may be asked besides
  std::size_t asked_ = 0;
  plan::Options search_;
  std::optional<plan::Feasibility> checker_;
  plan::Statistics statistics_;
  std::vector<Found> found_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// What is known in the end of the best roadmap, by all that was found.
Best best_of(const Band& band, const Planned& planned, Limits given_up, double near) {
  Best best;
  if (const model::Roadmap* roadmap = planned.roadmap(given_up)) best.roadmap = *roadmap;
  const double reached = band.reached(given_up);
  const double bound = band.bound(given_up);
  best.limits = std::move(given_up);
  if (best.roadmap) {
    best.objective = reached;
    best.bound = std::max(bound, reached);
    best.status = bound - reached <= near ? Status::optimal : Status::feasible;
  } else if (std::isinf(bound) && bound < 0) {
    best.status = Status::infeasible;
  }
  return best;
}

Spending spending_of(const Worth& worth, const Planned& planned, Curve curve,
                     std::optional<PartyId> holder) {
  Spending made{holder, std::move(curve), {}, {}};
  for (const Curve::Reach& reach : made.curve.reached) {
    std::size_t without = 0;
    made.cost.push_back(internal::cost_of(worth.aim.of, worth.limits, reach.limits, without));
    made.roadmaps.push_back(*planned.roadmap(reach.limits));
  }
  return made;
}

/// Positions of the limits that `holder` holds.
Limits held_by(const Worth& worth, PartyId holder) {
  Limits held;
  for (std::size_t k = 0; k < worth.limits.size(); ++k)
    if (model::holder_of(worth.aim.of, worth.limits[k]) == holder) held.push_back(k);
  return held;
}

std::vector<double> costs_of(const Worth& worth) {
  std::vector<double> costs;
  for (const Limit& limit : worth.limits)
    costs.push_back(model::cost_of(worth.aim.of, limit)->mode);
  return costs;
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
  auto asked = internal::asked_of(of, options);
  if (!asked) return tl::unexpected(std::move(asked.error()));
  Worth made{.aim = std::move(asked->aim)};
  Limits all;
  for (const Limit& limit : model::limits_of(made.aim.of)) {
    if (!model::cost_of(made.aim.of, limit) || internal::among(asked->held, limit)) continue;
    all.push_back(made.limits.size());
    made.limits.push_back(limit);
  }
  Planned planned(made.aim.of, made.limits, options);
  Band band(costs_of(made));
  const auto learn = [&](const Limits& given_up) {
    band.learn(given_up, planned.appraise(given_up));
  };
  learn({});
  learn(all);
  for (const std::size_t k : all) learn({k});
  // Two roadmaps within the gap of their bounds cannot tell curves apart that are nearer.
  made.near = options.search.relative_gap * std::abs(best_of(band, planned, all, 0).objective);
  const auto trace = [&](const Limits& allowed, std::optional<PartyId> holder) {
    return spending_of(made, planned, band.trace(allowed, made.near, planned), holder);
  };
  made.total = trace(all, std::nullopt);
  for (std::size_t p = 0; p < made.aim.of.parties().size(); ++p)
    if (const Limits held = held_by(made, PartyId(p)); !held.empty())
      made.holders.push_back(trace(held, PartyId(p)));
  made.as_it_is = best_of(band, planned, {}, made.near);
  made.all = best_of(band, planned, all, made.near);
  for (const std::size_t k : all) made.each.push_back(best_of(band, planned, {k}, made.near));
  made.asked = planned.asked();
  made.ideal = planned.ideals().points;
  made.statistics = planned.statistics();
  return made;
}

}  // namespace tandem::window
