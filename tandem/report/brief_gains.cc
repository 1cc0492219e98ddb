#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tandem/report/internal/page.h"
#include "tandem/report/internal/words.h"

/// What the roadmap is worth to each party, and whether each would rather carry on than break off.
namespace tandem::report {
namespace {

/// Shades of a margin or gain; the number itself carries the sign.
std::string shade_margin(double value) {
  if (value < -5) return "heat-worst";
  if (value < 0) return "heat-bad";
  if (value < 5) return "heat-thin";
  return value < 20 ? "heat-fair" : "heat-good";
}

std::string gain_note(const model::Party& party, double net, double reserve) {
  if (net >= reserve) return "accepts it";
  return party.role == model::Role::partner ? "has no reason to join" : "has no reason to sign";
}

Html gains_table(const Page& page) {
  Table table{"Net gain against no agreement, % of each party's own scale",
              "gains short",
              {{"Party", "name", "26%"},
               {"Since", "date"},
               {"Net gain", "num"},
               {"Least it accepts", "num"},
               {"Best attainable", "num"},
               {"Share of that", "num"},
               {"On these judgements"}}};
  for (const PartyId i : page.members()) {
    const double net = page.assessment.game.net[i.index()];
    const double reserve = reserve_points(page.of, i);
    const auto& ideal = page.assessment.ideal[i.index()];
    table.rows.push_back({{{.inner = text(page.of.party(i).name), .head = true},
                           {text(month_short(page.of, page.since(i)))},
                           {text(points(net)), net < reserve ? "warn" : ""},
                           {text(points(reserve))},
                           {text(ideal_words(page.assessment, i))},
                           {text(ideal && *ideal > 0 ? percent(net / *ideal, 0) : "–")},
                           {text(gain_note(page.of.party(i), net, reserve))}}});
  }
  return table.html();
}

std::vector<PhaseRow> margin_rows(const Page& page, const value::GameValues& game,
                                  const std::vector<PartyId>& parties) {
  const ByPhase cells = by_phase(page.of, page.roadmap, game.months, game.margin, Pick::smallest);
  std::vector<PhaseRow> rows;
  for (const PartyId i : parties) rows.push_back({short_name(page.of.party(i)), cells[i.index()]});
  return rows;
}

/// One small chart a party on a common scale, so that heights compare.
Html margin_charts(const Page& page) {
  double low = 0;
  double high = 0.01;
  for (const auto& row : page.assessment.game.margin)
    for (const double points : row) {
      low = std::min(low, points / value::kScale);
      high = std::max(high, points / value::kScale);
    }
  StepChart chart = phase_chart(page, "Margin",
                                "Carrying on less breaking off, by phase; the table below has the "
                                "numbers.");
  chart.width = 220;
  chart.height = 110;
  chart.low = low;
  chart.high = high;
  return party_charts(page, chart, 0, page.assessment.game.margin);
}

std::string margin_message(const Page& page) {
  const ByPhase cells = by_phase(page.of, page.roadmap, page.assessment.game.months,
                                 page.assessment.game.margin, Pick::smallest);
  const auto least = extreme(cells, Pick::smallest);
  if (!least) return "No party is in at any time.";
  const std::string who = page.of.party(least->party).name;
  const std::string when =
      least->phase > page.phases() ? "when all is done" : fmt::format("in phase {}", least->phase);
  return least->value < 0
             ? fmt::format(
                   "The margin is smallest for {} {}: on these judgements breaking off is "
                   "then worth {} % of its scale more than carrying on.",
                   who, when, points(-least->value))
             : fmt::format(
                   "The margin is smallest for {} {}: carrying on is then worth {} % of "
                   "its scale more than breaking off.",
                   who, when, points(least->value));
}

Html other_convention(const Page& page) {
  const std::vector<PartyId> parties = convention_matters(page.assessment);
  const std::string when = deviation_words(page.of, true);
  if (parties.empty())
    return para("note",
                text("To the digits printed, the margins are the same where " + when + "."));
  return phase_tables(
      page, "The same where " + when + "; only parties for which it makes a difference",
      margin_rows(page, page.assessment.other_convention, parties), shade_margin, "end");
}

}  // namespace

Html gains_section(const Page& page) {
  Html inner = message(margin_message(page)) + gains_table(page);
  inner += element("h3", "", text("Margins")) + margin_charts(page);
  inner +=
      phase_tables(page,
                   "Margin: carrying on less breaking off, % of each party's own scale, the "
                   "smallest in each phase; " +
                       deviation_words(page.of, false),
                   margin_rows(page, page.assessment.game, page.members()), shade_margin, "end");
  inner += other_convention(page);
  return section("gains", "Net gain and margins", inner);
}

}  // namespace tandem::report
