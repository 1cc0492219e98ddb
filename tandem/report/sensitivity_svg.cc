#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "tandem/base/width.h"
#include "tandem/report/internal/chart.h"
#include "tandem/report/internal/sensitivity_words.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using stress::Driver;
using stress::Sensitivity;

constexpr double kWidth = 760;     // pixels
constexpr double kNames = 340;     // bars begin to the right of it
constexpr double kEnd = 650;       // and end here
constexpr double kMore = 664;      // what more of the number does
constexpr double kTop = 58;        // of the drawing area
constexpr double kRow = 30;        // from one number to the next
constexpr std::size_t kName = 48;  // columns
constexpr std::size_t kMost = 12;  // numbers

std::vector<Driver> drawn_drivers(const Sensitivity& made) {
  std::vector<Driver> drivers = made.drivers;
  std::ranges::stable_sort(drivers, std::greater<>(), &Driver::total);
  if (drivers.size() > kMost) drivers.resize(kMost);
  return drivers;
}

double top_of(double index, double error) { return std::max(0.0, index) + half_interval(error); }

Axis axis_of(const std::vector<Driver>& drivers) {
  double most = 0.01;
  for (const Driver& driver : drivers)
    most = std::max(
        {most, top_of(driver.total, driver.total_error), top_of(driver.first, driver.first_error)});
  return {round_values(0, most), percent_tick, ""};
}

/// A drawing that says that there is nothing to draw.
std::string nothing(const std::string& title) {
  const std::string words = "No uncertain number makes a difference that chance does not cover.";
  return chart_file(
      chart_drawing(kWidth, kTop, title, words,
                    words_at({8, 18}, "strong", title) + words_at({8, 40}, "", words)));
}

/// A bar and its 95 % interval.
Html bar(const Chart& chart, double index, double error, double y, double half,
         std::string_view css) {
  const double shown = std::max(0.0, index);
  const double low = chart.x(index - half_interval(error));
  const double high = chart.x(index + half_interval(error));
  return block({chart.x(0), y - half}, {chart.x(shown), y + half}, css,
               fmt::format("{} ± {}", percent(shown, 0), trimmed(100 * half_interval(error), 0))) +
         segment({low, y}, {high, y}, "whisker") + segment({low, y - 3}, {low, y + 3}, "whisker") +
         segment({high, y - 3}, {high, y + 3}, "whisker");
}

/// On one line, or on two, parted at a dot.
Html name(const std::string& words, double y) {
  if (display_width(words) <= kName) return words_at({kNames - 10, y + 4}, "end", words);
  const std::size_t dot = words.rfind('.', kName);
  if (dot == std::string::npos)
    return words_at({kNames - 10, y + 4}, "end", shortened(words, kName));
  return words_at({kNames - 10, y - 3}, "end", words.substr(0, dot)) +
         words_at({kNames - 10, y + 11}, "end", shortened(words.substr(dot), kName));
}

Html row(const Chart& chart, const Driver& driver, double y) {
  return name(driver.name, y) + bar(chart, driver.total, driver.total_error, y - 5, 6, "bar") +
         bar(chart, driver.first, driver.first_error, y + 6, 4, "faint") +
         words_at({kMore, y + 4}, "", direction_words(driver));
}

Html key(PaperPoint at) {
  constexpr double kSwatch = 18;
  constexpr double kSecond = 190;
  constexpr double kThird = 262;
  return block({at.x, at.y - 10}, {at.x + kSwatch, at.y + 1}, "bar", "") +
         words_at({at.x + kSwatch + 6, at.y}, "", "in all, with interactions") +
         block({at.x + kSecond, at.y - 9}, {at.x + kSecond + kSwatch, at.y}, "faint", "") +
         words_at({at.x + kSecond + kSwatch + 6, at.y}, "", "alone") +
         segment({at.x + kThird, at.y - 4}, {at.x + kThird + kSwatch, at.y - 4}, "whisker") +
         segment({at.x + kThird, at.y - 7}, {at.x + kThird, at.y - 1}, "whisker") +
         segment({at.x + kThird + kSwatch, at.y - 7}, {at.x + kThird + kSwatch, at.y - 1},
                 "whisker") +
         words_at({at.x + kThird + kSwatch + 6, at.y}, "", "95 % interval");
}

}  // namespace

std::string sensitivity_svg(const model::Case& of, const stress::Target& target,
                            const Sensitivity& made) {
  const std::vector<Driver> drivers = drawn_drivers(made);
  const std::string title = "What decides " + target_words(of, target);
  if (drivers.empty() || made.spread <= 0) return nothing(title);
  const double floor = kTop + kRow * static_cast<double>(drivers.size());
  const Axis axis = axis_of(drivers);
  const Chart chart({kNames, kEnd, kTop, floor}, axis, {{0, 1}, percent_tick, ""});
  Html inner = words_at({8, 18}, "strong", title) + words_at({8, 36}, "", of.data().title) +
               words_at({kMore, kTop - 8}, "small", "more of it");
  for (const double tick : axis.ticks)
    inner += segment({chart.x(tick), kTop}, {chart.x(tick), floor}, tick == 0 ? "zero" : "grid") +
             words_at({chart.x(tick), floor + 16}, "mid", percent_tick(tick));
  for (std::size_t k = 0; k < drivers.size(); ++k)
    inner += row(chart, drivers[k], kTop + kRow * (static_cast<double>(k) + 0.5));
  inner +=
      words_at({(kNames + kEnd) / 2, floor + 36}, "mid", "share of the variance between worlds") +
      key({kNames - 120, floor + 62});
  return chart_file(chart_drawing(
      kWidth, floor + 76, title,
      fmt::format("{} decides most: {} of the variance between worlds, in all.",
                  drivers.front().name, percent(std::max(0.0, drivers.front().total), 0)),
      inner));
}

}  // namespace tandem::report
