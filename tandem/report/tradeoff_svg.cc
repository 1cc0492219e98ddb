#include <fmt/format.h>

#include "tandem/report/internal/chart.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using plan::Tradeoff;

constexpr double kWidth = 560;  // pixels
constexpr double kHeight = 420;
constexpr Frame kFrame{70, kWidth - 20, 44, kHeight - 56};

Axis axis_of(const Tradeoff& curve, std::size_t k) {
  return {round_values(curve.best[k] - curve.range[k], curve.best[k]), percent_tick,
          capitalised(objective_words(curve.between[k]))};
}

/// A staircase down to the right: all that is at or below one of the values, in both objectives.
Stairs stairs_of(double from, const std::vector<std::vector<double>>& values) {
  Stairs steps;
  for (const std::vector<double>& at : values) {
    steps.emplace_back(from, at[1]);
    from = at[0];
  }
  return steps;
}

Html dots(const Tradeoff& curve, const Chart& chart) {
  Html out;
  for (std::size_t k = 0; k < curve.points.size(); ++k) {
    const plan::TradeoffPoint& point = curve.points[k];
    out += dot({chart.x(point.values[0]), chart.y(point.values[1])},
               point.efficient ? "dot" : "hollow",
               fmt::format("Point {}: {}, {}", k + 1, percent(point.values[0], 2),
                           percent(point.values[1], 2)));
  }
  return out;
}

}  // namespace

std::string tradeoff_svg(const model::Case& of, const Tradeoff& curve) {
  if (curve.points.empty() || curve.between.size() != 2) return {};
  const Axis across = axis_of(curve, 0);
  const double from = across.ticks.front();
  const Chart chart(kFrame, across, axis_of(curve, 1));
  std::vector<std::vector<double>> reached;
  for (const plan::TradeoffPoint& point : curve.points) reached.push_back(point.values);
  Html inner = chart.ground();
  if (!curve.corners.empty())
    inner += chart.below(stairs_of(from, curve.corners), "open", curve.corners.back()[0]);
  inner += chart.below(stairs_of(from, reached), "met", reached.back()[0]);
  inner += chart.axes("grey: proven out of reach; yellow: not known; hollow: not proven efficient");
  inner += dots(curve, chart);
  const std::string title =
      fmt::format("{}: {} against {}", of.data().title, objective_words(curve.between[1]),
                  objective_words(curve.between[0]));
  return chart_file(chart_drawing(
      kWidth, kHeight, title,
      "Points are roadmaps, hollow where not proven to be efficient. Grey is proven to be out of "
      "reach; in between, nothing is known.",
      inner));
}

}  // namespace tandem::report
