#include "tandem/report/internal/worth_drawings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tandem/report/internal/chart.h"
#include "tandem/report/internal/window_words.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using window::Curve;
using window::Spending;
using window::Standing;
using window::Worth;

constexpr double kWidth = 640;                      // pixels
constexpr Frame kFrame{70, kWidth - 150, 44, 284};  // names of holders to the right
constexpr Frame kWide{70, kWidth - 20, 44, 284};
constexpr double kLineGap = 14;
constexpr double kKey = 52;            // from the axis to the first line of the key
constexpr std::size_t kMostNames = 2;  // in a line of the key
constexpr double kRoom = 1.05;         // to the right of the dearest
constexpr double kArm = 5;             // of a cross

std::string cost_tick(double cost) { return trimmed(cost, 1); }

/// What a drawing has to hold.
struct Extent {
  double cheapest = 0;
  double dearest = 1;
  double least = std::numeric_limits<double>::infinity();
  double best = -std::numeric_limits<double>::infinity();

  void see(double cost, double value) {
    cheapest = std::min(cheapest, cost);
    dearest = std::max(dearest, cost);
    if (!std::isfinite(value)) return;
    least = std::min(least, value);
    best = std::max(best, value);
  }
  void see(const Curve& curve) {
    for (const Curve::Reach& reach : curve.reached) see(reach.cost, reach.value);
    for (const Curve::Ceiling& ceiling : curve.ceilings)
      see(ceiling.cost, std::max(ceiling.bound, least));
  }

  [[nodiscard]] Axis across(std::string title) const {
    return {round_values(cheapest * kRoom, dearest * kRoom), cost_tick, std::move(title)};
  }
  [[nodiscard]] Axis up() const {
    return {round_values(least, best), percent_tick, "Best weighted sum of the objectives"};
  }
};

Stairs reached(const Curve& curve) {
  Stairs steps;
  for (const Curve::Reach& reach : curve.reached) steps.emplace_back(reach.cost, reach.value);
  return steps;
}

Stairs ceilings(const Curve& curve) {
  Stairs steps;
  for (const Curve::Ceiling& ceiling : curve.ceilings)
    steps.emplace_back(ceiling.cost, ceiling.bound);
  return steps;
}

/// "16 (9 to 26): us-relief-after-freeze, us-oil-after-yongbyon".
std::string words_of(const Worth& worth, std::size_t k) {
  const Curve::Reach& reach = worth.total.curve.reached[k];
  if (reach.limits.empty()) return "nothing: the case as it stands";
  std::vector<std::string> names;
  for (const std::size_t limit : reach.limits)
    names.push_back(model::name_of(worth.aim.of, worth.limits[limit]));
  return fmt::format("{}: {}", cost_words(worth.total.cost[k]), some_of(names, kMostNames, ", "));
}

/// A line of the key below the axis.
Html key_line(std::size_t k, const std::string& words) {
  return words_at({kFrame.left / 4, kFrame.floor + kKey + kLineGap * static_cast<double>(k + 1)},
                  "small", words);
}

double height_with_key(std::size_t lines) {
  return kFrame.floor + kKey + kLineGap * static_cast<double>(lines + 1);
}

/// The roadmaps, numbered, and what the numbers mean below the axis.
Html dots(const Worth& worth, const Chart& chart) {
  Html out;
  const std::vector<Curve::Reach>& reached = worth.total.curve.reached;
  for (std::size_t k = 0; k < reached.size(); ++k) {
    const PaperPoint at{chart.x(reached[k].cost), chart.y(reached[k].value)};
    const std::string words =
        fmt::format("{}. {} for {}", k + 1, percent(reached[k].value, 2), words_of(worth, k));
    out += dot(at, "dot", words);
    out += words_at({at.x + 7, at.y + 13}, "small", std::to_string(k + 1));
    out += key_line(k, words);
  }
  return out;
}

/// What each holder could bring alone, with its name at the end of its line.
Html holders(const Worth& worth, const Chart& chart) {
  if (worth.holders.size() < 2) return {};
  Html out;
  std::vector<double> wanted;
  std::vector<std::string> labels;
  for (const Spending& spending : worth.holders) {
    if (spending.curve.reached.empty()) continue;
    out += chart.stairs(reached(spending.curve), "own");
    wanted.push_back(chart.y(spending.curve.reached.back().value) + 4);
    labels.push_back(short_name(worth.aim.of.party(*spending.holder)) + " alone");
  }
  const std::vector<double> at = spread(wanted, kLineGap, kFrame.top, kFrame.floor);
  for (std::size_t k = 0; k < at.size(); ++k)
    out += words_at({kFrame.end + 6, at[k]}, "small", labels[k]);
  return out;
}

Html cross(PaperPoint at) {
  return segment({at.x - kArm, at.y - kArm}, {at.x + kArm, at.y + kArm}, "cross") +
         segment({at.x - kArm, at.y + kArm}, {at.x + kArm, at.y - kArm}, "cross");
}

std::string standing_words(const Worth& worth, const Standing& standing) {
  std::string words = worth.aim.of.data().alternatives[standing.policy].title + ": ";
  words += best_words(standing.best);
  if (standing.own)
    words += fmt::format("; its own comes to {}{}", percent(*standing.own, 2),
                         standing.own_stands ? "" : " and misses limits of the case");
  return words;
}

/// A dot for the best of a policy or a cross at the foot where there is none, and a hollow one for
/// the roadmap that goes with it.
Html standing_html(const Worth& worth, const Standing& standing, std::size_t k,
                   const Chart& chart) {
  const double x = chart.x(standing.width());
  const PaperPoint at{
      x, standing.best.roadmap ? chart.y(standing.best.objective) : chart.frame().floor};
  const std::string words = fmt::format("{}. {}", letter_of(k), standing_words(worth, standing));
  Html out;
  if (standing.own) {
    const PaperPoint own{x, chart.y(*standing.own)};
    out += segment(at, own, "own") + dot(own, "hollow", words);
  }
  if (standing.best.roadmap)
    out += dot(at, "dot", words);
  else if (standing.best.status == plan::Status::infeasible)
    out += cross(at);
  else
    out += words_at({at.x, at.y - 2}, "mid", "?");
  out += words_at({at.x + 8, at.y - 6}, "small", letter_of(k));
  return out + key_line(k, words);
}

}  // namespace

Html curve_drawing(const Worth& worth) {
  const Curve& curve = worth.total.curve;
  if (curve.reached.empty()) return {};
  Extent extent;
  extent.see(curve);
  for (const Spending& spending : worth.holders) extent.see(spending.curve);
  const Chart chart(kFrame, extent.across("Political cost spent"), extent.up());
  Html inner = chart.ground() + chart.below(ceilings(curve), "open") +
               chart.below(reached(curve), "met") +
               chart.axes("white: reached; grey: proven out of reach; yellow: not known") +
               holders(worth, chart) + chart.stairs(reached(curve), "edge") + dots(worth, chart);
  return chart_drawing(
      kWidth, height_with_key(curve.reached.size()),
      fmt::format("{}: what widening the window brings", worth.aim.of.data().title),
      "A dot is a roadmap, with the limits that are given up for it. Above the "
      "yellow band it is proven that no roadmap of that cost gets there.",
      inner);
}

Html policies_drawing(const Worth& worth) {
  if (worth.policies.empty()) return {};
  const Curve& curve = worth.total.curve;
  Extent extent;
  extent.see(0, 0);
  extent.see(curve);
  for (const Standing& standing : worth.policies) {
    extent.see(standing.width(), standing.own.value_or(0));
    if (standing.best.roadmap) extent.see(standing.width(), standing.best.objective);
  }
  const Chart chart(kWide,
                    extent.across("Narrower | wider than the case's limits, in political cost"),
                    extent.up());
  Html inner =
      chart.ground(0) + chart.below(ceilings(curve), "open") + chart.below(reached(curve), "met") +
      chart.axes(
          "line: the case's limits, widened to the right; cross: no roadmap; ?: none found; "
          "hollow: a policy's own") +
      chart.stairs(reached(curve), "edge");
  const std::vector<const Standing*> policies = by_width(worth);
  for (std::size_t k = 0; k < policies.size(); ++k)
    inner += standing_html(worth, *policies[k], k, chart);
  return chart_drawing(kWidth, height_with_key(policies.size()),
                       fmt::format("{}: where the policies stand", worth.aim.of.data().title),
                       "A dot is the best roadmap by a policy's own limits, a cross that there is "
                       "none, a hollow dot the roadmap that goes with the policy.",
                       inner);
}

}  // namespace tandem::report
