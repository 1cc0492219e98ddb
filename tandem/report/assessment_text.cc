#include <fmt/format.h>

#include "tandem/base/width.h"
#include "tandem/report/internal/facts.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using assess::Assessment;
using assess::Finding;
using assess::Principle;
using assess::Verdict;
using model::Case;
using model::Roadmap;

Ink ink_of(Verdict verdict) {
  if (verdict == Verdict::fails) return Ink::bad;
  return verdict == Verdict::meets ? Ink::good : Ink::plain;
}

std::string breaches_text(const Assessment& assessment, TextStyle style) {
  if (assessment.breaches.empty())
    return heading("Breaches", style) + "  None: the roadmap keeps every rule of the case.\n";
  std::string out = heading(fmt::format("Breaches ({})", assessment.breaches.size()), style);
  for (const assess::Breach& breach : assessment.breaches) {
    const std::string where = breach.phase > 0 ? fmt::format("Phase {}, ", breach.phase) : "";
    for (const std::string& line : wrapped(where + breach.rule, kTextColumns - 2))
      out += "  " + inked(line, Ink::bad, style) + '\n';
    out += paragraph(breach.text, 6, kTextColumns);
  }
  return out;
}

TextRow finding_row(const std::string& title, const Finding& finding) {
  return {
      {{title, Ink::strong},
       {finding.name},
       {finding.range ? value_words(finding) + " " + range_words(finding) : value_words(finding)},
       {threshold_words(finding)},
       {std::string(verdict_words(finding.verdict)), ink_of(finding.verdict)}},
      finding.reason};
}

std::string principles_text(const Assessment& assessment, TextStyle style) {
  TextTable table{{{"Principle", Align::left, 12},
                   {"What is measured", Align::left, 14},
                   {"Number", Align::right},
                   {"Threshold", Align::right},
                   {"Verdict", Align::left, 8}},
                  {}};
  for (const Principle& principle : assessment.principles) {
    std::string title = principle.title;
    for (const Finding& finding : principle.findings) {
      table.rows.push_back(finding_row(title, finding));
      title.clear();
    }
  }
  return heading("Principles", style) + table.text(style);
}

/// One row a party, one column a phase and one for the end; only `parties`.
TextTable phase_table(const Case& of, const ByPhase& values, const std::vector<PartyId>& parties,
                      Pick worst) {
  TextTable table{{{"Phase", Align::left, 13}}, {}};
  for (int phase = 1; phase <= of.time().phases; ++phase)
    table.columns.push_back({std::to_string(phase), Align::right});
  table.columns.push_back({"end", Align::right});
  for (const PartyId i : parties) {
    TextRow row{{{short_name(of.party(i))}}};
    for (const auto& cell : values[i.index()]) {
      const bool bad = cell && (worst == Pick::smallest ? *cell < 0 : *cell > 0);
      row.cells.push_back({cell ? points(*cell) : "·", bad ? Ink::bad : Ink::plain});
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<PartyId> all_parties(const Case& of) {
  std::vector<PartyId> all;
  for (std::size_t p = 0; p < of.parties().size(); ++p) all.emplace_back(p);
  return all;
}

std::string margins_text(const Case& of, const Roadmap& roadmap, const Assessment& assessment,
                         TextStyle style) {
  const auto table = [&](const value::GameValues& game, const std::vector<PartyId>& parties) {
    const ByPhase cells = by_phase(of, roadmap, game.months, game.margin, Pick::smallest);
    return phase_table(of, cells, parties, Pick::smallest).text(style);
  };
  std::string out = heading("Margins, % of each party's own scale", style);
  out += paragraph("Value of carrying on less value of breaking off, the smallest in each phase; " +
                       deviation_words(of, false) + ".",
                   0, kTextColumns);
  out += table(assessment.game, all_parties(of));
  const std::vector<PartyId> differing = convention_matters(assessment);
  if (differing.empty())
    return out +
           paragraph("The same, to the digits printed, where " + deviation_words(of, true) + ".", 0,
                     kTextColumns);
  out += '\n' + paragraph("The same where " + deviation_words(of, true) +
                              "; parties for which it makes a difference:",
                          0, kTextColumns);
  return out + table(assessment.other_convention, differing);
}

std::string exposure_text(const Case& of, const Roadmap& roadmap, const Assessment& assessment,
                          TextStyle style) {
  const ByPhase cells =
      by_phase(of, roadmap, assessment.game.months, assessment.game.exposure, Pick::largest);
  return heading("Exposure, % of each party's own scale", style) +
         paragraph(
             "How far below zero a party would end that alone did its part of the phase, "
             "the largest in each phase.",
             0, kTextColumns) +
         phase_table(of, cells, all_parties(of), Pick::largest).text(style);
}

std::string gains_text(const Case& of, const Roadmap& roadmap, const Assessment& assessment,
                       TextStyle style) {
  TextTable table{{{"Party", Align::left, 13},
                   {"Net gain", Align::right},
                   {"Least it accepts", Align::right},
                   {"Best attainable", Align::right},
                   {"Since", Align::left, 8}},
                  {}};
  for (const PartyId i : all_parties(of)) {
    const auto since = value::accession_month(of, roadmap, i);
    const double net = assessment.game.net[i.index()];
    const double reserve = reserve_points(of, i);
    table.rows.push_back({{{short_name(of.party(i))},
                           {since ? points(net) : "·", net < reserve ? Ink::bad : Ink::plain},
                           {points(reserve)},
                           {ideal_words(assessment, i)},
                           {since ? month_short(of, *since) : "not in"}}});
  }
  return heading("Net gain against no agreement, % of each party's own scale", style) +
         table.text(style);
}

TextRow covert_row(const Case& of, const value::CovertThreshold& threshold) {
  const bool enough = deters(threshold);
  return {{{short_name(of.party(threshold.party))},
           {of.measure(threshold.measure).title},
           {threshold.needed ? chance_words(*threshold.needed) : "no chance"},
           {threshold.detection ? chance_words(*threshold.detection) : "none"},
           {enough ? "deters" : "does not deter", enough ? Ink::good : Ink::bad}}};
}

std::string covert_text(const Case& of, const Assessment& assessment, TextStyle style) {
  if (assessment.covert.empty()) return {};
  TextTable table{{{"Party", Align::left, 13},
                   {"Step in force", Align::left, 18},
                   {"Needs", Align::right},
                   {"Has", Align::right},
                   {"Verdict", Align::left, 8}},
                  {}};
  for (const auto& threshold : assessment.covert) table.rows.push_back(covert_row(of, threshold));
  return heading("Covert cheating, chance of detection a month", style) +
         paragraph("\"No chance\": not even certain detection makes carrying on the better choice.",
                   0, kTextColumns) +
         table.text(style);
}

std::string essential_text(const Case& of, const Assessment& assessment, TextStyle style) {
  const std::string title = heading("Essential parties", style);
  if (!assessment.gradualism)
    return title + paragraph(
                       "Not measured: some party gains from the others at no burden of its "
                       "own, so the Perron root is unbounded.",
                       2, kTextColumns);
  const value::Gradualism& gradual = *assessment.gradualism;
  std::vector<PartyId> needed;
  for (const PartyId i : all_parties(of))
    if (gradual.essential[i.index()]) needed.push_back(i);
  std::string words = fmt::format(
      "Steps that can never be taken back could {}be exchanged gradually: the discounted Perron "
      "root is {}, and it takes more than 1.",
      gradual.possible() ? "" : "not ", trimmed(gradual.discounted, 3));
  if (gradual.possible())
    words += needed.empty() ? " No single party is essential to that."
                            : " Essential to that: " + names(of, needed) + ".";
  return title + paragraph(words, 2, kTextColumns);
}

}  // namespace

std::string assessment_text(const Case& of, const Roadmap& roadmap, const Assessment& assessment,
                            TextStyle style) {
  const std::string title = title_of(roadmap);
  std::string out;
  for (const std::string& line : wrapped(title, kTextColumns))
    out += inked(line, Ink::strong, style) + '\n';
  out += paragraph("Consequences of the judgements in case " + of.data().id +
                       ", not a forecast of what anybody will do.",
                   0, kTextColumns);
  out += breaches_text(assessment, style);
  out += principles_text(assessment, style);
  out += margins_text(of, roadmap, assessment, style);
  out += exposure_text(of, roadmap, assessment, style);
  out += gains_text(of, roadmap, assessment, style);
  out += covert_text(of, assessment, style);
  return out + essential_text(of, assessment, style);
}

}  // namespace tandem::report
