#include <fmt/format.h>

#include <algorithm>

#include "tandem/report/internal/chart.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using stress::Chance;
using stress::Mark;
using stress::Results;

constexpr double kWidth = 720;
constexpr double kHeight = 330;
constexpr double kGap = 360;  // from one drawing to the next
constexpr double kBar = 6;    // pixels
constexpr double kYear = 12;  // months
constexpr int kMostTicks = 6;

std::string year_tick(double month) { return trimmed(month / kYear, 1); }

/// Every so many years that few ticks are needed.
std::vector<double> years(int months) {
  double step = kYear;
  while (months / step > kMostTicks) step += step < 5 * kYear ? kYear : 5 * kYear;
  std::vector<double> ticks;
  for (double month = 0; month < months; month += step) ticks.push_back(month);
  ticks.push_back(ticks.back() + step);
  return ticks;
}

/// One curve, with where the middle 90 % of the worlds lie at every mark.
struct Survival {
  std::string title;
  const std::vector<std::uint64_t>& ended;  ///< by month
  Chance Mark::*chance;
};

/// A bar at every mark, from the low to the high end: between marks nothing is known.
Html bars(const Chart& chart, const Results& results, Chance Mark::*chance) {
  Html out;
  for (const Mark& mark : results.marks) {
    const Interval range = (mark.*chance).worlds();
    const double top = chart.y(range.high);
    out += Html(
        fmt::format(R"(<rect class="open" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>)",
                    chart.x(mark.month) - kBar / 2, top, kBar, chart.y(range.low) - top));
  }
  return out;
}

Html drawn(const Results& results, const Survival& one, double left) {
  const Chart chart({left + 70, left + kGap - 16, 44, kHeight - 60},
                    {years(results.months), year_tick, "Years"},
                    {{0, 0.2, 0.4, 0.6, 0.8, 1}, percent_tick, one.title});
  Stairs mean;
  double standing = 1;
  for (int month = 0; month <= results.months; ++month) {
    standing -= static_cast<double>(one.ended[static_cast<std::size_t>(month)]) /
                static_cast<double>(results.histories);
    mean.emplace_back(month, standing);
  }
  const auto end = static_cast<double>(results.months);
  return bars(chart, results, one.chance) +
         chart.axes("line: all histories; bars: 90 % of the worlds") +
         chart.stairs(mean, "edge", end);
}

}  // namespace

std::string survival_svg(const Results& results) {
  const Html inner =
      drawn(results, {"Never suspended so far", results.breakdowns, &Mark::unbroken}, 0) +
      drawn(results, {"Not ended for good", results.collapses, &Mark::alive}, kGap);
  const Mark& last = results.marks.back();
  return chart_file(chart_drawing(
      kWidth, kHeight, "How long the process lasts",
      fmt::format("After {} months {} of {} histories were never suspended, and {} have not ended "
                  "for good.",
                  last.month, percent(last.unbroken.share()), results.histories,
                  percent(last.alive.share())),
      inner));
}

}  // namespace tandem::report
