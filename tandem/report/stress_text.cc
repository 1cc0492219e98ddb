#include <fmt/format.h>

#include <algorithm>

#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/report/internal/event_words.h"
#include "tandem/report/internal/stress_words.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using model::Case;
using model::Roadmap;
using stress::Mark;
using stress::Results;

constexpr std::size_t kMostChains = 6;

std::string meaning(const Case& of, const Results& results, const StressAsked& asked) {
  return fmt::format("{} histories of {} months, from {} (seed {}). ", results.histories,
                     results.months, month_words(of, 0), asked.seed) +
         worlds_words(results, asked);
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
  out += paragraph(
      "Unbroken: it never stopped so far. Alive: it did not end for good. " + time_words(results),
      0, kTextColumns);
  return out;
}

/// "By kind: crises 58 %, parties that broke off 30 %, ...".
std::string by_kind(const Results& results) {
  std::vector<std::string> parts;
  for (const BreakdownKind& kind : breakdown_kinds(results))
    parts.push_back(fmt::format(
        "{} {}", kind.words,
        chance_words(static_cast<double>(kind.count) / static_cast<double>(broken(results)))));
  return fmt::format("By kind: {}.", join_words(parts));
}

std::string reasons(const Case& of, const Roadmap& roadmap, const Results& results,
                    TextStyle style) {
  const std::uint64_t all = broken(results);
  std::string out = heading("Why it first breaks down", style);
  if (all == 0) return out + "It never does.\n";
  const auto chains = commonest(results);
  out += paragraph(by_kind(results), 0, kTextColumns);
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
  out += paragraph(worst_phase_words(of, results), 0, kTextColumns);
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
                           {spread_words(value)},
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
    security.cells.push_back({spread_words(mark->security, 100)});
    goals.cells.push_back({spread_words(mark->goals, 100)});
    for (std::size_t k = 0; k < indicators.size(); ++k)
      indicators[k].cells.push_back({spread_words(mark->indicators[k])});
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
