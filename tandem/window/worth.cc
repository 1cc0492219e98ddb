#include "tandem/window/worth.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "tandem/assess/objectives.h"
#include "tandem/window/internal/asked.h"

namespace tandem::window {
namespace {

using model::Case;
using model::Limit;
using plan::Status;

constexpr std::size_t kPartsOfPolicy = 4;
constexpr std::size_t kPartsOfConflict = 8;  // a conflict takes as long as so many roadmaps

/// Finds the best roadmaps of a case, each in its share of the time, by one yardstick.
class Planned : public Valuer {
 public:
  /// @param besides  parts of the time that are expected besides those of sets of limits
  Planned(const Case& of, const std::vector<Limit>& limits, const Options& options,
          std::size_t besides)
      : of_(of),
        limits_(limits),
        options_(options.search),
        first_(limits.size() + 2 + besides),
        more_(options.extent.relaxations),
        search_(options.search) {
    search_.progress = {};
    share_time();
    search_.relative_gap = plan::Options{}.relative_gap;
    if (!search_.ideals) search_.ideals = plan::ideals(of, search_);
    search_.relative_gap = options_.relative_gap;
    checker_.emplace(of, search_);
  }

  Appraisal appraise(const Limits& given_up) override {
    return take(ask(model::eased(of_, internal::easings_of(limits_, given_up))), given_up);
  }

  /// The best of a case, in so many parts of the time.
  plan::Answer ask(const Case& within, std::size_t parts = 1) {
    plan::Answer answer = plan::plan(within, longer(parts));
    ++asked_;
    count(answer.statistics);
    return answer;
  }

  /// What an answer says of the case without these limits: all others were held.
  Appraisal take(const plan::Answer& answer, const Limits& given_up) {
    Appraisal made;
    if (answer.status == Status::infeasible) {
      made.bound = -std::numeric_limits<double>::infinity();
      return made;
    }
    if (!answer.roadmap) return made;
    made.reached = answer.objective;
    made.bound = answer.bound;
    made.broken = internal::broken_by(*checker_, limits_, *answer.roadmap, given_up);
    found_.push_back({made.broken, made.reached, *answer.roadmap});
    return made;
  }

  /// How a question is to be asked that may take as long as `parts` roadmaps, which were expected.
  void expect(std::size_t parts) { first_ += parts; }
  [[nodiscard]] plan::Options longer(std::size_t parts) {
    share_time();
    taken_ += parts;
    plan::Options search = search_;
    if (search.time_limit) *search.time_limit *= static_cast<double>(parts);
    return search;
  }

  bool over() override { return taken_ >= first_ + more_ || ended(); }

  /// Whether the user or the clock ends the work.
  [[nodiscard]] bool ended() const {
    return options_.stop.stop_requested() || (options_.time_limit && left() <= 0);
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
          std::max(0.0, left()) /
          static_cast<double>(std::max<std::size_t>(1, all - std::min(all, taken_))));
    if (options_.progress)
      options_.progress({taken_ < first_
                             ? fmt::format("{} of {} questions", taken_, first_)
                             : fmt::format("{} questions, for the curve up to {}", taken_, all),
                         seconds(), std::nullopt, std::nullopt});
  }

  const Case& of_;
  const std::vector<Limit>& limits_;
  const plan::Options& options_;
  std::size_t first_;  // parts of the work that are taken in any case
  std::size_t more_;   // that may be taken besides
  std::size_t taken_ = 0;
  std::size_t asked_ = 0;  // roadmaps
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

/// Positions in `worth` of the limits that a policy gives up; absent where one has no stated cost,
/// or is held.
std::optional<Limits> given_up_by(const Worth& worth, const model::Alternative& policy) {
  Limits given_up;
  for (const std::size_t index : policy.gives_up) {
    const Limit limit{model::LimitKind::boundary, index};
    const auto at = std::ranges::find(worth.limits, limit);
    if (at == worth.limits.end()) return std::nullopt;
    given_up.push_back(static_cast<std::size_t>(at - worth.limits.begin()));
  }
  std::ranges::sort(given_up);
  return given_up;
}

/// The best of a policy. What it reaches holds for the limits that it gives up, too; that it
/// reaches no more says nothing of them, for it insists on others.
Standing standing_of(const Worth& worth, std::size_t policy, Planned& planned, Band& band) {
  const Case& of = worth.aim.of;
  const model::Alternative& its = of.data().alternatives[policy];
  Standing made{.policy = policy};
  for (const std::size_t index : its.gives_up)
    internal::add_cost(made.spent, of.boundaries()[index].cost);
  for (const model::Boundary& boundary : its.boundaries)
    internal::add_cost(made.insisted, boundary.cost);
  const plan::Answer answer = planned.ask(model::under(of, its), kPartsOfPolicy);
  made.best = {{}, answer.status, answer.objective, answer.bound, answer.roadmap};
  const std::optional<Limits> given_up = given_up_by(worth, its);
  if (!answer.roadmap || !given_up) return made;
  Appraisal appraisal = planned.take(answer, *given_up);
  appraisal.bound = std::numeric_limits<double>::infinity();
  band.learn(*given_up, appraisal);
  return made;
}

/// What the roadmap that goes with a policy comes to.
void judge(const Case& of, const model::Roadmap& roadmap, const plan::Ideals& ideals,
           Standing& standing) {
  const assess::Assessment assessment =
      assess::assess(of, value::Economics(of), roadmap,
                     {.ideal = ideals.points, .covert = false, .ideal_proven = ideals.proven});
  standing.own = assess::weighted_objective(of, roadmap, assessment);
  standing.own_stands = assessment.stands();
}

/// What a policy without a roadmap comes up against.
std::optional<Answer> why_not(const Case& of, const Standing& standing, const Options& options,
                              const plan::Options& search) {
  Options one = options;
  one.policy = of.data().alternatives[standing.policy].id;
  one.extent = {1, 0};
  one.reasons = false;
  one.movements = false;
  one.search = search;
  auto answer = why(of, one);
  if (!answer || answer->conflicts.empty()) return {};
  return *std::move(answer);
}

/// What is known of each pair.
std::vector<Pair> pairs_of(const Band& band, std::size_t limits) {
  std::vector<Pair> pairs;
  for (std::size_t a = 0; a < limits; ++a)
    for (std::size_t b = a + 1; b < limits; ++b) {
      Pair pair{{a, b}};
      pair.best = band.reached(pair.limits);
      const double alone = std::max(band.reached({a}), band.reached({b}));
      const double at_most = std::max(band.bound({a}), band.bound({b}));
      if (std::isfinite(pair.best)) pair.least = std::max(0.0, pair.best - at_most);
      pair.most = std::max(0.0, band.bound(pair.limits) - alone);
      pairs.push_back(std::move(pair));
    }
  std::ranges::stable_sort(pairs, std::greater(),
                           [](const Pair& pair) { return std::pair(pair.least, pair.most); });
  return pairs;
}

std::vector<double> costs_of(const Worth& worth) {
  std::vector<double> costs;
  for (const Limit& limit : worth.limits)
    costs.push_back(model::cost_of(worth.aim.of, limit)->mode);
  return costs;
}

}  // namespace

double Standing::width() const {
  return (spent ? spent->mode : 0) - (insisted ? insisted->mode : 0);
}

std::vector<Limit> against(const Standing& standing) {
  std::vector<Limit> limits;
  if (!standing.why_not) return limits;
  for (const std::size_t k : standing.why_not->conflicts.front().limits)
    limits.push_back(standing.why_not->limits[k]);
  return limits;
}

std::pair<double, double> gain(const Best& with, const Best& without) {
  return {std::max(0.0, without.objective - with.bound),
          std::max(0.0, without.bound - with.objective)};
}

Result<Worth> worth(const Case& of, const Options& options,
                    const std::vector<std::optional<model::Roadmap>>& roadmaps) {
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
  std::vector<std::size_t> policies;
  const auto& alternatives = made.aim.of.data().alternatives;
  for (std::size_t k = 0; k < alternatives.size(); ++k)
    if (alternatives[k].is_window()) policies.push_back(k);
  Options measured = options;
  measured.search = asked->search;
  Planned planned(made.aim.of, made.limits, measured, policies.size() * kPartsOfPolicy);
  Band band(costs_of(made));
  const auto learn = [&](const Limits& given_up) {
    band.learn(given_up, planned.appraise(given_up));
  };
  learn({});
  learn(all);
  for (const std::size_t k : all) learn({k});
  for (const std::size_t k : policies) made.policies.push_back(standing_of(made, k, planned, band));
  const auto without = static_cast<std::size_t>(std::ranges::count(
      made.policies, Status::infeasible, [](const Standing& one) { return one.best.status; }));
  planned.expect(without * kPartsOfConflict);
  for (Standing& standing : made.policies) {
    if (standing.best.status == Status::infeasible && !planned.over())
      standing.why_not = why_not(of, standing, options, planned.longer(kPartsOfConflict));
    if (standing.policy < roadmaps.size() && roadmaps[standing.policy])
      judge(made.aim.of, *roadmaps[standing.policy], planned.ideals(), standing);
  }
  // Two roadmaps within the gap of their bounds cannot tell curves apart that are nearer.
  made.near = options.search.relative_gap * std::abs(best_of(band, planned, all, 0).objective);
  if (options.pairs) {
    const std::vector<Pair> pairs = pairs_of(band, made.limits.size());
    planned.expect(pairs.size());
    for (const Pair& pair : pairs)
      if (pair.most > made.near && !planned.ended()) learn(pair.limits);
  }
  const auto trace = [&](const Limits& allowed, std::optional<PartyId> holder) {
    return spending_of(made, planned, band.trace(allowed, made.near, planned), holder);
  };
  made.total = trace(all, std::nullopt);
  for (std::size_t p = 0; p < made.aim.of.parties().size(); ++p)
    if (const Limits held = held_by(made, PartyId(p)); !held.empty())
      made.holders.push_back(trace(held, PartyId(p)));
  made.pairs = pairs_of(band, made.limits.size());
  made.as_it_is = best_of(band, planned, {}, made.near);
  made.all = best_of(band, planned, all, made.near);
  for (const std::size_t k : all) made.each.push_back(best_of(band, planned, {k}, made.near));
  for (Standing& standing : made.policies)
    if (const auto limits = given_up_by(made, alternatives[standing.policy]);
        limits && standing.best.roadmap)
      standing.best.bound = std::clamp(band.bound(*limits), standing.best.objective,
                                       std::max(standing.best.objective, standing.best.bound));
  made.asked = planned.asked();
  made.ideal = planned.ideals().points;
  made.statistics = planned.statistics();
  return made;
}

}  // namespace tandem::window
