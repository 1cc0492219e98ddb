#include <fmt/format.h>

#include <algorithm>

#include "tandem/base/text.h"
#include "tandem/report/internal/event_words.h"
#include "tandem/report/internal/page.h"
#include "tandem/report/internal/stress_drawings.h"
#include "tandem/report/internal/stress_words.h"
#include "tandem/report/internal/words.h"

/// Under stress: how long the roadmap lasts in many histories, what it reaches and is worth, and
/// why it breaks down.
namespace tandem::report {
namespace {

using stress::Mark;
using stress::Results;

constexpr int kLate = 96;  // months
constexpr std::size_t kMostChains = 6;
constexpr std::size_t kMostCrises = 4;

Html subheading(std::string_view words) { return element("h3", "", text(words)); }

std::string after_words(const Mark& mark) {
  return mark.month % 12 == 0 ? counted(static_cast<std::size_t>(mark.month / 12), "year", "years")
                              : counted(static_cast<std::size_t>(mark.month), "month", "months");
}

std::string stress_message(const Results& results) {
  const Mark& late = mark_at(results, kLate);
  return fmt::format(
      "After {} the process has never been suspended in {} of the histories and has not ended for "
      "good in {}; it is suspended for {} months on average.",
      after_words(late), range_words(late.unbroken), range_words(late.alive),
      fixed(results.suspended.mean(), 0));
}

/// What may come between the parties, as the case has it.
std::string shocks_words(const model::Case& of) {
  const model::Dynamics& dynamics = of.dynamics();
  std::vector<std::string> kinds;
  std::vector<PartyId> governed;
  for (const model::Administration& one : dynamics.administrations) governed.push_back(one.party);
  if (!governed.empty())
    kinds.push_back("changes of government (" + short_names(of, governed) + ")");
  std::vector<std::string> crises;
  for (const model::Crisis& crisis : dynamics.crises) crises.push_back(crisis.title);
  if (!crises.empty())
    kinds.push_back(counted(crises.size(), "kind of crisis", "kinds of crises") + " (" +
                    some_of(crises, kMostCrises) + ")");
  kinds.insert(kinds.end(), {"parties that break off or cheat", "false alarms", "delays"});
  std::string words = "What may come between: " + join_words(kinds) + ".";
  if (!dynamics.defaults.empty())
    words += fmt::format(" {} open, for which tandem's defaults stand.",
                         counted(dynamics.defaults.size(), "number is left", "numbers are left"));
  return words;
}

Html assumed(const Page& page) {
  const Stress& stress = *page.brief.stress;
  return para("intro", text(fmt::format("{} histories of {} months, from {} (seed {}). ",
                                        stress.results.histories, stress.results.months,
                                        month_words(page.of, 0), stress.asked.seed) +
                            worlds_words(stress.results, stress.asked))) +
         para("intro", text(shocks_words(page.of)));
}

Html lasts(const Results& results) {
  Table table{"How long it lasts",
              "narrow",
              {{"After"},
               {"Never suspended", "num"},
               {"Not ended for good", "num"},
               {"Running", "num"},
               {"All was in force", "num"}}};
  for (const Mark* mark : some_marks(results))
    table.rows.push_back({{{.inner = text(after_words(*mark)), .head = true},
                           {text(range_words(mark->unbroken))},
                           {text(range_words(mark->alive))},
                           {text(range_words(mark->running))},
                           {text(range_words(mark->completed))}}});
  return figure("wide", survival_drawing(results)) + table.html() +
         para("", text(time_words(results)));
}

Html reached(const Page& page, const Results& results) {
  return subheading("What it reaches") + figure("wide", fans_drawing(page.of, results));
}

Html worths(const Page& page, const Results& results) {
  Table table{"What it is worth, % of each party's own scale",
              "narrow",
              {{"Party"},
               {"Mean", "num"},
               {"Worst tenth", "num"},
               {"Best tenth", "num"},
               {"Below no agreement", "num"}}};
  for (std::size_t p = 0; p < page.of.parties().size(); ++p) {
    const Sketch& value = results.values[p];
    table.rows.push_back({{{.inner = text(page.of.parties()[p].name), .head = true},
                           {text(points(value.mean()))},
                           {text(points(value.lower_tail(kTail)))},
                           {text(points(value.upper_tail(kTail)))},
                           {text(percent(value.share_below(0), 0) + " of histories")}}});
  }
  return subheading("What it is worth to each party") +
         figure("wide", values_drawing(page.of, results)) + table.html();
}

Html causes(const Page& page, const Results& results) {
  const std::uint64_t all = broken(results);
  const Html head = subheading("Why it first breaks down");
  if (all == 0) return head + para("", text("It never does in these histories."));
  std::vector<Html> items;
  for (const auto& [count, chain] : commonest(results)) {
    if (items.size() == kMostChains) break;
    items.push_back(
        element("b", "",
                text(percent(static_cast<double>(count) / static_cast<double>(all), 0) + ": ")) +
        text(capitalised(chain_words(page.of, page.roadmap, chain)) + "."));
  }
  return head +
         para("intro",
              text(fmt::format("In {} of {} histories it breaks down at least once. {}", all,
                               results.histories, worst_phase_words(page.of, results)))) +
         figure("wide", causes_drawing(page.of, results)) +
         para("intro", text("The commonest ways, as shares of the first breakdowns:")) +
         bullets(items);
}

TableRow compared_row(const Page& page, const std::string& title, bool agreement,
                      const Results& results) {
  TableRow row{{{.inner = text(title), .head = true},
                {text(agreement ? range_words(mark_at(results, kLate).alive) : "–")}}};
  for (const PartyId i : page.principals()) {
    const Sketch& value = results.values[i.index()];
    row.cells.push_back(
        {text(fmt::format("{} ({} to {})", points(value.mean()), points(value.lower_tail(kTail)),
                          points(value.upper_tail(kTail))))});
  }
  return row;
}

Html beside(const Page& page) {
  const Stress& stress = *page.brief.stress;
  if (stress.alternatives.empty()) return {};
  Table table{
      "The alternatives in the same futures",
      "",
      {{"Policy"}, {"Not ended after " + after_words(mark_at(stress.results, kLate)), "num"}}};
  for (const PartyId i : page.principals()) table.columns.push_back({page.of.party(i).name, "num"});
  table.rows.push_back(compared_row(page, page.title(), true, stress.results));
  for (std::size_t k = 0; k < stress.alternatives.size(); ++k)
    table.rows.push_back(compared_row(page, page.brief.alternatives[k].title,
                                      page.brief.alternatives[k].agreement,
                                      stress.alternatives[k]));
  return subheading("Beside the alternatives") + table.html() +
         para("note", text("Parties: the mean value in % of the own scale, against no agreement "
                           "(worst tenth to best tenth of the histories)."));
}

}  // namespace

Html stress_section(const Page& page) {
  if (!page.brief.stress) return {};
  const Results& results = page.brief.stress->results;
  if (page.roadmap.increments.empty())
    return section("stress", "Under stress",
                   message("There is no agreement, so there is nothing that could break down.") +
                       assumed(page) + reached(page, results),
                   "fresh");
  return section("stress", "Under stress",
                 message(stress_message(results)) + assumed(page) + lasts(results) + beside(page) +
                     reached(page, results) + worths(page, results) + causes(page, results),
                 "fresh");
}

}  // namespace tandem::report
