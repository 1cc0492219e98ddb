#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/report/internal/event_words.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using model::Case;
using model::Roadmap;
using stress::Chain;
using stress::Mark;
using stress::Results;

constexpr std::size_t kMostChains = 6;

/// The marks that a table has room for: years 1, 2, 4, 8 and the last.
std::vector<const Mark*> some_marks(const Results& results) {
  std::vector<const Mark*> some;
  for (const Mark& mark : results.marks)
    if (mark.month == 12 || mark.month == 24 || mark.month == 48 || mark.month == 96 ||
        &mark == &results.marks.back())
      some.push_back(&mark);
  return some;
}

std::string amount(double value) { return trimmed(value, std::abs(value) < 10 ? 1 : 0); }

/// "41 (28 to 60)": the median, and what the middle 90 % of the histories come to.
std::string spread(const Sketch& all, double scale = 1) {
  return fmt::format("{} ({} to {})", amount(scale * all.quantile(0.5)),
                     amount(scale * all.quantile(0.05)), amount(scale * all.quantile(0.95)));
}

std::string meaning(const Case& of, const Results& results, const StressAsked& asked) {
  double half = 0;
  for (const Mark* mark : some_marks(results))
    for (const stress::Chance* chance : {&mark->unbroken, &mark->alive, &mark->running}) {
      const Interval interval = chance->sampling();
      half = std::max(half, (interval.high - interval.low) / 2);
    }
  std::string out = fmt::format("{} histories of {} months, from {} (seed {}). ", results.histories,
                                results.months, month_words(of, 0), asked.seed);
  if (asked.draw)
    out += fmt::format(
        "They are played in {} worlds, each with a value of its own for every number that has a "
        "range. A percentage is the mean over all; in brackets, where 90 % of the worlds lie: what "
        "is not known, and more histories would not narrow. Their number leaves the means "
        "uncertain by {} points at most (95 %).",
        results.worlds, fixed(100 * half, 1));
  else
    out += fmt::format(
        "Every number stays at its likeliest value, so what is not known about them is left out. "
        "The number of histories leaves a percentage uncertain by {} points at most (95 %).",
        fixed(100 * half, 1));
  if (results.stopped) out += " It was stopped before all histories were played.";
  return out;
}

std::string lasts(const Results& results, TextStyle style) {
  TextTable table{{{"After", Align::left, 18},
                   {"Unbroken", Align::right, 15},
                   {"Alive", Align::right, 15},
                   {"Running", Align::right, 15},
                   {"All in force", Align::right, 15}},
                  {}};
  for (const Mark* mark : some_marks(results))
    table.rows.push_back({{{fmt::format("{} months", mark->month)},
                           {range_words(mark->unbroken)},
                           {range_words(mark->alive)},
                           {range_words(mark->running)},
                           {range_words(mark->completed)}}});
  std::string out = heading("How long it lasts", style) + table.text(style);
  const auto mean = [](const Sketch& months) { return fixed(months.mean(), 0); };
  out += paragraph(
      fmt::format(
          "Unbroken: it never stopped so far. Alive: it did not end for good. Of {} months "
          "it runs for {} and is suspended for {} on average, with {} breakdowns; {} of {} "
          "disputes are settled.",
          results.months, mean(results.running), mean(results.suspended),
          fixed(
              static_cast<double>(results.all_breakdowns) / static_cast<double>(results.histories),
              1),
          percent(results.disputes == 0 ? 1
                                        : static_cast<double>(results.settled) /
                                              static_cast<double>(results.disputes),
                  0),
          fixed(static_cast<double>(results.disputes) / static_cast<double>(results.histories), 1)),
      0, kTextColumns);
  return out;
}

/// "Crises 58 %, parties that broke off 30 %, ...".
std::string by_kind(const Results& results, std::uint64_t all) {
  constexpr std::array<std::pair<stress::EventKind, std::string_view>, 5> kKinds{
      {{stress::EventKind::crisis, "crises"},
       {stress::EventKind::defection, "parties that broke off"},
       {stress::EventKind::found, "cheating that was found"},
       {stress::EventKind::undone, "measures undone by a new government"},
       {stress::EventKind::alarm, "false alarms"}}};
  std::vector<std::string> parts;
  for (const auto& [kind, words] : kKinds) {
    std::uint64_t count = 0;
    for (const auto& [chain, times] : results.chains)
      if (chain.cause.kind == kind) count += times;
    if (count > 0)
      parts.push_back(fmt::format(
          "{} {}", words, chance_words(static_cast<double>(count) / static_cast<double>(all))));
  }
  return fmt::format("By kind: {}.", join_words(parts));
}

std::string reasons(const Case& of, const Roadmap& roadmap, const Results& results,
                    TextStyle style) {
  std::uint64_t all = 0;
  std::vector<std::pair<std::uint64_t, Chain>> chains;
  for (const auto& [chain, count] : results.chains) {
    all += count;
    chains.emplace_back(count, chain);
  }
  std::string out = heading("Why it first breaks down", style);
  if (all == 0) return out + "It never does.\n";
  std::ranges::stable_sort(chains, std::greater<>(), &std::pair<std::uint64_t, Chain>::first);
  out += paragraph(by_kind(results, all), 0, kTextColumns);
  TextTable table{{{"Of all", Align::right, 8}, {"What happens", Align::left, 40, 70}}, {}};
  const auto share = [&](std::uint64_t count) {
    return percent(static_cast<double>(count) / static_cast<double>(all), 0);
  };
  std::uint64_t shown = 0;
  for (std::size_t k = 0; k < std::min(kMostChains, chains.size()); ++k) {
    shown += chains[k].first;
    table.rows.push_back(
        {{{share(chains[k].first)}, {capitalised(chain_words(of, roadmap, chains[k].second))}}});
  }
  if (shown < all)
    table.rows.push_back(
        {{{share(all - shown)}, {fmt::format("{} other ways", chains.size() - kMostChains)}}});
  out += table.text(style);
  const auto worst = std::ranges::max_element(results.phases);
  const auto phase = static_cast<int>(worst - results.phases.begin());
  const std::string when =
      phase > of.time().phases ? "after the last phase" : "in " + phase_words(of, phase);
  out += paragraph(fmt::format("Most often {}: {} of first breakdowns.", when, share(*worst)), 0,
                   kTextColumns);
  return out;
}

std::string worths(const Case& of, const Results& results, TextStyle style) {
  TextTable table{{{"Party", Align::left, 12},
                   {"Mean", Align::right},
                   {"Median (90 %)", Align::right, 16},
                   {"Worst tenth", Align::right},
                   {"Best tenth", Align::right},
                   {"Below 0", Align::right}},
                  {}};
  for (std::size_t p = 0; p < of.parties().size(); ++p) {
    const Sketch& value = results.values[p];
    table.rows.push_back({{{short_name(of.parties()[p])},
                           {points(value.mean())},
                           {spread(value)},
                           {points(value.lower_tail(kTail))},
                           {points(value.upper_tail(kTail))},
                           {percent(value.share_below(0), 0)}}});
  }
  return heading("What it is worth, % of each party's own scale", style) + table.text(style) +
         paragraph(
             "Against no agreement, to the horizon, in today's value. Worst and best tenth: the "
             "mean over that share of the histories.",
             0, kTextColumns);
}

std::string reached(const Case& of, const Results& results, TextStyle style) {
  TextTable table{{{"What is in force", Align::left, 20}}, {}};
  TextRow security{{{"Risk reduction, %"}}};
  TextRow goals{{{"Final goals, %"}}};
  std::vector<TextRow> indicators;
  for (const model::Indicator& one : of.dynamics().indicators)
    indicators.push_back({{{fmt::format("{}, {}", one.title, one.unit)}}});
  for (const Mark* mark : some_marks(results)) {
    table.columns.push_back({fmt::format("{} months", mark->month), Align::right, 14});
    security.cells.push_back({spread(mark->security, 100)});
    goals.cells.push_back({spread(mark->goals, 100)});
    for (std::size_t k = 0; k < indicators.size(); ++k)
      indicators[k].cells.push_back({spread(mark->indicators[k])});
  }
  table.rows = {std::move(security), std::move(goals)};
  for (TextRow& row : indicators) table.rows.push_back(std::move(row));
  return heading("What it reaches", style) + table.text(style) +
         paragraph("The median, and what the middle 90 % of the histories come to.", 0,
                   kTextColumns);
}

std::string assumptions(const Case& of, TextStyle style) {
  const auto& defaults = of.dynamics().defaults;
  std::string out = heading("What the case leaves open", style);
  if (defaults.empty()) return out + "Nothing: every number is the case's own.\n";
  TextTable table{{{"Number", Align::left, 26}, {"Default", Align::right, 18}}, {}};
  for (const model::Default& one : defaults) {
    const auto number = [](double value) { return trimmed(value, 4); };
    const std::string value = one.value.ranged
                                  ? fmt::format("{} ({} to {})", number(one.value.mode),
                                                number(one.value.low), number(one.value.high))
                                  : number(one.value.mode);
    table.rows.push_back(
        {{{one.name.substr(one.name.find('.') + 1)}, {value}},
         fmt::format("{}: {}.", one.judgement ? "Our judgement" : "Base rate", one.basis)});
  }
  return out + table.text(style);
}

}  // namespace

std::string stress_text(const Case& of, const Roadmap& roadmap, const StressAsked& asked,
                        const Results& results, TextStyle style) {
  std::string out = fmt::format("{}: {}\n", of.data().id, title_of(roadmap));
  out += paragraph(meaning(of, results, asked), 0, kTextColumns);
  if (roadmap.increments.empty())
    out += paragraph(
        "There is no agreement, so nothing can break down; what is worth 0 by "
        "definition is left out.",
        0, kTextColumns);
  else
    out +=
        lasts(results, style) + reasons(of, roadmap, results, style) + worths(of, results, style);
  out += reached(of, results, style);
  out += assumptions(of, style);
  return out;
}

std::string story_text(const Case& of, const Roadmap& roadmap,
                       const std::vector<stress::Event>& story) {
  std::string out;
  int month = -1;
  for (const stress::Event& event : story) {
    const std::string when = event.month == month ? std::string(19, ' ')
                                                  : fmt::format("{:>5}  {:<12}", event.month,
                                                                month_short(of, event.month));
    month = event.month;
    const std::vector<std::string> lines =
        wrapped(capitalised(event_words(of, roadmap, event)), 60);
    for (std::size_t k = 0; k < lines.size(); ++k)
      out += (k == 0 ? when : std::string(19, ' ')) + lines[k] + '\n';
  }
  return out;
}

}  // namespace tandem::report
