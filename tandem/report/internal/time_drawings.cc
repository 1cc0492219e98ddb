#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "tandem/base/width.h"
#include "tandem/report/internal/chart.h"
#include "tandem/report/internal/stress_drawings.h"
#include "tandem/report/internal/words.h"

/// What was played, against time.

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
    out += block({chart.x(mark.month) - kBar / 2, chart.y(range.high)},
                 {chart.x(mark.month) + kBar / 2, chart.y(range.low)}, "open", "");
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

// --- fans

constexpr double kPanel = 236;  // pixels from one row of fans to the next
constexpr double kKey = 34;
constexpr std::size_t kTitle = 50;  // columns
constexpr double kNarrow = 3;       // half of the width of a fan that has only one year

/// Quantiles of one quantity by mark.
struct Fan {
  std::string title;
  std::string unit;
  std::vector<std::array<double, 5>> quantiles;  ///< shape [marks]
  bool share = false;
};

std::array<double, 5> quantiles_of(const Sketch& all) {
  return {all.quantile(0.05), all.quantile(0.25), all.quantile(0.5), all.quantile(0.75),
          all.quantile(0.95)};
}

std::vector<Fan> fans_of(const model::Case& of, const Results& results) {
  std::vector<Fan> fans{{"Risk reduction in force", "% of all that the case has", {}, true},
                        {"Final goals in force", "% of all that the case has", {}, true}};
  for (const model::Indicator& one : of.dynamics().indicators)
    fans.push_back({shortened(one.title, kTitle), one.unit, {}});
  for (const Mark& mark : results.marks) {
    fans[0].quantiles.push_back(quantiles_of(mark.security));
    fans[1].quantiles.push_back(quantiles_of(mark.goals));
    for (std::size_t k = 0; k < mark.indicators.size(); ++k)
      fans[2 + k].quantiles.push_back(quantiles_of(mark.indicators[k]));
  }
  return fans;
}

std::string plain_tick(double value) { return trimmed(value, 2); }

Axis axis_up(const Fan& fan) {
  if (fan.share) return {{0, 0.2, 0.4, 0.6, 0.8, 1}, percent_tick, fan.title};
  double low = fan.quantiles.front()[0];
  double high = fan.quantiles.front()[4];
  for (const auto& at : fan.quantiles) {
    low = std::min(low, at[0]);
    high = std::max(high, at[4]);
  }
  if (low > 0 && low < high / 2) low = 0;
  return {sketch_ticks(low, high), plain_tick, fan.title};
}

/// Between two quantiles, straight from year to year.
Html band(const Chart& chart, const std::vector<double>& x, const Fan& fan, std::size_t low,
          std::size_t high, std::string_view css) {
  std::string path;
  for (std::size_t k = 0; k < x.size(); ++k)
    path += fmt::format("{}{:.1f} {:.1f}", k == 0 ? 'M' : 'L', x[k],
                        chart.y(fan.quantiles[std::min(k, fan.quantiles.size() - 1)][high]));
  for (std::size_t k = x.size(); k-- > 0;)
    path += fmt::format("L{:.1f} {:.1f}", x[k],
                        chart.y(fan.quantiles[std::min(k, fan.quantiles.size() - 1)][low]));
  return Html(fmt::format(R"(<path class="{}" d="{}Z"/>)", css, path));
}

Html drawn(const Results& results, const Fan& fan, PaperPoint at) {
  const Chart chart({at.x + 70, at.x + kGap - 16, at.y + 44, at.y + kPanel - 46},
                    {years(results.months), year_tick, "Years"}, axis_up(fan));
  std::vector<double> x;
  for (const Mark& mark : results.marks) x.push_back(chart.x(mark.month));
  if (x.size() == 1) x = {x[0] - kNarrow, x[0] + kNarrow};
  return band(chart, x, fan, 0, 4, "far") + band(chart, x, fan, 1, 3, "near") +
         chart.axes(fan.unit) + band(chart, x, fan, 2, 2, "median");
}

}  // namespace

Html fans_drawing(const model::Case& of, const Results& results) {
  const std::vector<Fan> fans = fans_of(of, results);
  Html inner;
  for (std::size_t k = 0; k < fans.size(); ++k) {
    const std::size_t row = k / 2;
    inner += drawn(results, fans[k], {k % 2 == 0 ? 0 : kGap, kPanel * static_cast<double>(row)});
  }
  const std::size_t rows = (fans.size() + 1) / 2;
  const double end = kPanel * static_cast<double>(rows);
  const Mark& last = results.marks.back();
  return chart_drawing(
      kWidth, end + kKey, "What it reaches",
      fmt::format("Year by year. In the end, after {} months, {} of the risk reduction and {} of "
                  "the final goals are in force in half of the histories or more.",
                  last.month, percent(last.security.quantile(0.5), 0),
                  percent(last.goals.quantile(0.5), 0)),
      inner + spread_key({70, end + 18}));
}

Html survival_drawing(const Results& results) {
  const Html inner =
      drawn(results, {"Never suspended so far", results.breakdowns, &Mark::unbroken}, 0) +
      drawn(results, {"Not ended for good", results.collapses, &Mark::alive}, kGap);
  const Mark& last = results.marks.back();
  return chart_drawing(
      kWidth, kHeight, "How long the process lasts",
      fmt::format("After {} months {} of {} histories were never suspended, and {} have not ended "
                  "for good.",
                  last.month, percent(last.unbroken.share()), results.histories,
                  percent(last.alive.share())),
      inner);
}

}  // namespace tandem::report
