#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "tandem/base/width.h"
#include "tandem/report/internal/chart.h"
#include "tandem/report/internal/event_words.h"
#include "tandem/report/internal/stress_drawings.h"
#include "tandem/report/internal/stress_words.h"
#include "tandem/report/internal/words.h"

/// What was played, as bars side by side.
namespace tandem::report {
namespace {

using stress::Results;

constexpr double kWidth = 720;  // pixels

// --- values

constexpr double kFirst = 52;  // where the first row is
constexpr double kRow = 34;
constexpr Frame kScale{130, 560, 34, 0};
constexpr double kNumbers = 574;  // right of the bars

std::string plain_tick(double value) { return trimmed(value, 2); }

std::vector<double> ticks_of(const std::vector<Sketch>& values) {
  double low = 0;
  double high = 0;
  for (const Sketch& value : values) {
    low = std::min(low, value.quantile(0.05));
    high = std::max(high, value.quantile(0.95));
  }
  return sketch_ticks(low, high);
}

Html box(const Chart& chart, const Sketch& value, double y) {
  const auto x = [&](double q) { return chart.x(value.quantile(q)); };
  return block({x(0.05), y - 5}, {x(0.95), y + 5}, "far", "") +
         block({x(0.25), y - 9}, {x(0.75), y + 9}, "near", "") +
         segment({x(0.5), y - 12}, {x(0.5), y + 12}, "median");
}

// --- causes

constexpr double kNames = 410;    // bars begin to the right of it
constexpr double kLongest = 180;  // bar
constexpr double kTop = 34;
constexpr double kBar = 18;   // from one bar to the next
constexpr double kSpace = 8;  // between kinds
constexpr std::size_t kName = 62;
constexpr std::size_t kMostOfKind = 6;
constexpr double kRare = 0.002;  // of all first breakdowns, below which some are told together

struct Bar {
  std::string words;
  std::uint64_t count = 0;
  bool kind = false;
};

/// What stands behind first breakdowns of this kind, the commonest first.
std::vector<Bar> of_kind(const model::Case& of, const Results& results, stress::EventKind kind) {
  const double rare = kRare * static_cast<double>(broken(results));
  std::map<std::string, std::uint64_t> counts;
  for (const auto& [chain, count] : results.chains)
    if (chain.cause.kind == kind) counts[cause_words(of, chain.cause)] += count;
  std::vector<Bar> bars;
  for (const auto& [words, count] : counts)
    if (!words.empty()) bars.push_back({words, count});
  std::ranges::stable_sort(bars, std::greater<>(), &Bar::count);
  const auto common = static_cast<std::size_t>(std::ranges::count_if(
      bars, [rare](const Bar& bar) { return static_cast<double>(bar.count) >= rare; }));
  const std::size_t shown = bars.size() <= kMostOfKind ? common : std::min(common, kMostOfKind - 1);
  if (shown + 1 >= bars.size()) return bars;
  Bar rest{fmt::format("{} others", bars.size() - shown)};
  for (std::size_t k = shown; k < bars.size(); ++k) rest.count += bars[k].count;
  bars.resize(shown);
  bars.push_back(rest);
  return bars;
}

std::vector<Bar> bars_of(const model::Case& of, const Results& results) {
  std::vector<BreakdownKind> sorted = breakdown_kinds(results);
  std::ranges::stable_sort(sorted, std::greater<>(), &BreakdownKind::count);
  std::vector<Bar> bars;
  for (const BreakdownKind& kind : sorted) {
    bars.push_back({capitalised(std::string(kind.words)), kind.count, true});
    for (const Bar& one : of_kind(of, results, kind.kind)) bars.push_back(one);
  }
  return bars;
}

Html drawn(const Bar& bar, double y, std::uint64_t most, std::uint64_t all) {
  const double length = kLongest * static_cast<double>(bar.count) / static_cast<double>(most);
  const std::string share = chance_words(static_cast<double>(bar.count) / static_cast<double>(all));
  const char* css = bar.kind ? "strong" : "";
  const std::string name = bar.kind ? bar.words : capitalised(bar.words);
  return words_at({kNames - 10, y + 4}, fmt::format("end {}", css), shortened(name, kName)) +
         block({kNames, y - (bar.kind ? 8 : 5)}, {kNames + length, y + (bar.kind ? 8 : 5)},
               bar.kind ? "bar" : "faint", name) +
         words_at({kNames + length + 8, y + 4}, css, fmt::format("{} ({})", share, bar.count));
}

}  // namespace

Html values_drawing(const model::Case& of, const Results& results) {
  const auto parties = static_cast<double>(of.parties().size());
  Frame frame = kScale;
  frame.floor = kFirst + kRow * (parties - 0.5);
  const Chart chart(frame, {ticks_of(results.values), plain_tick, ""}, {{0, 1}, plain_tick, ""});
  Html inner;
  for (const double tick : ticks_of(results.values)) {
    const double x = chart.x(tick);
    inner += segment({x, frame.top}, {x, frame.floor}, tick == 0 ? "zero" : "grid") +
             words_at({x, frame.floor + 16}, "mid", plain_tick(tick));
  }
  inner += words_at({chart.x(0), frame.top - 8}, "mid", "no agreement") +
           words_at({kNumbers, frame.top - 8}, "small", "median (middle 90 %)");
  for (std::size_t p = 0; p < of.parties().size(); ++p) {
    const double y = kFirst + kRow * static_cast<double>(p);
    inner += words_at({kScale.left - 10, y + 4}, "end", short_name(of.parties()[p])) +
             box(chart, results.values[p], y) +
             words_at({kNumbers, y + 4}, "", spread_words(results.values[p]));
  }
  inner += words_at({(frame.left + frame.end) / 2, frame.floor + 36}, "mid",
                    "% of each party's own scale, in today's value") +
           spread_key({kScale.left, frame.floor + 62});
  return chart_drawing(kWidth, frame.floor + 76, "What it is worth to each party",
                       "Bars are where the middle half and the middle 90 % of the histories are, "
                       "against no agreement.",
                       inner);
}

Html causes_drawing(const model::Case& of, const Results& results) {
  const std::vector<Bar> bars = bars_of(of, results);
  if (bars.empty()) return {};
  const std::uint64_t all = broken(results);
  Html inner = words_at({kNames, kTop - 18}, "small", "of all first breakdowns (histories)");
  double y = kTop;
  for (const Bar& bar : bars) {
    if (bar.kind && y > kTop) y += kSpace;
    inner += drawn(bar, y, bars.front().count, all);
    y += kBar;
  }
  return chart_drawing(
      kWidth, y, "Why it first breaks down",
      fmt::format("Of {} histories {} break down at least once. {} come first: {}.",
                  results.histories, all, bars.front().words,
                  chance_words(static_cast<double>(bars.front().count) / static_cast<double>(all))),
      inner);
}

}  // namespace tandem::report
