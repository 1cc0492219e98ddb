#include <fmt/format.h>

#include <algorithm>

#include "tandem/report/internal/page.h"
#include "tandem/report/internal/words.h"

/// Who is ahead of what it has received, and who still holds what over whom.
namespace tandem::report {
namespace {

constexpr double kNothing = 0.0005;  // of a scale: less than the last digit printed

std::string shade_exposure(double value) {
  if (value < 0.05) return "";
  if (value < 2) return "heat-thin";
  return value < 5 ? "heat-bad" : "heat-worst";
}

std::string no_shade(double) { return {}; }

Html exposure_charts(const Page& page, const ByPhase& cells) {
  const auto& demanded = page.of.principles().max_exposure;
  const auto most = extreme(cells, Pick::largest);
  const double high =
      std::max({0.02, most ? most->value / value::kScale : 0, demanded ? demanded->mode : 0});
  StepChart chart = phase_chart(page, "Exposure",
                                "How far below zero it would end if it alone did its part, by "
                                "phase; the table below has the numbers.");
  chart.width = 220;
  chart.height = 110;
  chart.high = high;
  if (demanded) chart.levels.push_back({demanded->mode, "limit " + percent(demanded->mode)});
  return party_charts(page, chart, 1, page.assessment.game.exposure);
}

std::string exposure_message(const Page& page, const ByPhase& cells) {
  const auto most = extreme(cells, Pick::largest);
  if (!most || most->value < 0.05)
    return "On these judgements no party is ever visibly ahead of what it has received.";
  return fmt::format(
      "{} is the most exposed, in {}: if it alone did its part, it would end {} % of "
      "its scale below no agreement.",
      page.of.party(most->party).name, phase_words(page.of, most->phase), points(most->value));
}

Html exposure_html(const Page& page) {
  const ByPhase cells = by_phase(page.of, page.roadmap, page.assessment.game.months,
                                 page.assessment.game.exposure, Pick::largest);
  std::vector<PhaseRow> rows;
  for (const PartyId i : page.members())
    rows.push_back({short_name(page.of.party(i)), cells[i.index()]});
  return element("h3", "", text("Exposure")) + message(exposure_message(page, cells)) +
         exposure_charts(page, cells) +
         phase_tables(page, "Exposure, % of each party's own scale, the largest in each phase",
                      rows, shade_exposure, "end");
}

/// What `holder` holds for `over`; empty where it never holds anything.
const std::vector<double>& held(const Page& page, PartyId holder, PartyId over) {
  return page.assessment.leverage[holder.index()][over.index()];
}

bool ever_holds(const Page& page, PartyId holder, PartyId over) {
  return holder != over && std::ranges::any_of(held(page, holder, over),
                                               [](double share) { return share > kNothing; });
}

Html leverage_charts(const Page& page) {
  double high = 0.02;
  for (const auto& row : page.assessment.leverage)
    for (std::size_t j = 0; j < row.size(); ++j)
      if (&row != &page.assessment.leverage[j])
        for (const double share : row[j]) high = std::max(high, share);
  Html out;
  for (const PartyId i : page.members()) {
    const std::string name = page.of.party(i).name;
    StepChart chart = phase_chart(page, "Leverage of " + name,
                                  "Benefit to each other party of what it has yet to start, share "
                                  "of that party's scale, by phase; the table has the numbers.");
    chart.height = 160;
    chart.label_room = 92;
    chart.labels_left = true;
    chart.high = high;
    for (const PartyId j : page.members())
      if (ever_holds(page, i, j))
        chart.lines.push_back({short_name(page.of.party(j)),
                               steps_of(page.assessment.game.months, held(page, i, j), 1, 0),
                               static_cast<int>(j.index())});
    if (!chart.lines.empty())
      out += figure("panel", element("figcaption", "", text(name + " over:")) + chart.svg());
  }
  return element("div", attribute("class", "panels two"), out) + Html("\n");
}

/// Values at the starts of phases 1..T, in % of the scale.
PhaseRow leverage_row(const Page& page, PartyId i, PartyId j) {
  PhaseRow row{short_name(page.of.party(i)) + " over " + short_name(page.of.party(j)), {}};
  const std::vector<int>& months = page.assessment.game.months;
  for (int phase = 1; phase <= page.phases(); ++phase) {
    const auto at = std::ranges::find(months, page.of.phase_start(phase));
    row.values.emplace_back();
    if (at != months.end())
      row.values.back() =
          value::kScale * held(page, i, j)[static_cast<std::size_t>(at - months.begin())];
  }
  return row;
}

/// The first phase in which `i` holds nothing more for `j`, which still holds something for `i`;
/// 0 if there is none.
int runs_out(const Page& page, PartyId i, PartyId j) {
  const std::vector<int>& months = page.assessment.game.months;
  for (std::size_t k = 0; k < months.size(); ++k)
    if (held(page, i, j)[k] <= kNothing && held(page, j, i)[k] > kNothing)
      return page.of.phase_of(months[k]);
  return 0;
}

std::string leverage_message(const Page& page) {
  std::string words;
  for (const PartyId i : page.principals())
    for (const PartyId j : page.principals()) {
      const int phase = i == j ? 0 : runs_out(page, i, j);
      if (phase == 0) continue;
      words += fmt::format("{}{} has nothing left to start for {} from phase {} on",
                           words.empty() ? "" : "; ", page.of.party(i).name, page.of.party(j).name,
                           phase);
    }
  if (words.empty())
    return "No principal runs out of what it can offer while another still owes it something.";
  return words + ", while it is still owed something.";
}

Html leverage_html(const Page& page) {
  std::vector<PhaseRow> rows;
  for (const PartyId i : page.members())
    for (const PartyId j : page.members())
      if (ever_holds(page, i, j)) rows.push_back(leverage_row(page, i, j));
  Html out = element("h3", "", text("Leverage")) + message(leverage_message(page));
  if (rows.empty()) return out;
  return out + leverage_charts(page) +
         phase_tables(page,
                      "Leverage at the start of each phase: benefit to the second party of what "
                      "the first has yet to start, % of the second's scale",
                      rows, no_shade, "");
}

}  // namespace

Html leverage_section(const Page& page) {
  return section("exposure", "Exposure, leverage and covert cheating",
                 exposure_html(page) + leverage_html(page) + covert_html(page));
}

}  // namespace tandem::report
