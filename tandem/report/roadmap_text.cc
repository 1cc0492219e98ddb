#include <fmt/format.h>

#include "tandem/base/width.h"
#include "tandem/report/internal/facts.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using model::Case;
using model::Roadmap;

std::string accessions(const Case& of, const Roadmap& roadmap, int phase) {
  std::string out;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (of.parties()[p].role == model::Role::partner && roadmap.accession[p] == phase)
      out += paragraph(of.parties()[p].name + " accedes.", 2, kTextColumns);
  return out;
}

TextRow step_row(const Case& of, const Tranche& step) {
  const model::Measure& measure = of.measure(step.measure);
  return {{{step.reference()},
           {short_names(of, measure.actors)},
           {measure.title},
           {percent(step.share)},
           {month_short(of, step.start)},
           {month_short(of, step.in_force)}}};
}

std::string phase_text(const Case& of, const Roadmap& roadmap, const std::vector<Tranche>& steps,
                       int phase, TextStyle style) {
  std::string out = heading(fmt::format("Phase {}, {}", phase, period(of, phase)), style);
  out += accessions(of, roadmap, phase);
  TextTable table{{{"No.", Align::left, 4},
                   {"Who", Align::left, 13, 14},
                   {"Step", Align::left, 14},
                   {"Share", Align::right},
                   {"Starts", Align::left, 7},
                   {"In force", Align::left, 8}},
                  {}};
  for (const Tranche& step : steps)
    if (step.phase == phase) table.rows.push_back(step_row(of, step));
  if (table.rows.empty()) return out + "  Nothing new starts.\n";
  return out + table.text(style);
}

std::string staying_out(const Case& of, const Roadmap& roadmap) {
  std::vector<PartyId> out;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (!value::accession_month(of, roadmap, PartyId(p))) out.emplace_back(p);
  if (out.empty()) return {};
  return '\n' + paragraph("Not part of it: " + names(of, out) + ".", 0, kTextColumns);
}

}  // namespace

std::string roadmap_text(const Case& of, const Roadmap& roadmap, TextStyle style) {
  const std::vector<Tranche> steps = tranches(of, roadmap);
  const std::string title = title_of(roadmap);
  std::string out;
  for (const std::string& line : wrapped(title, kTextColumns))
    out += inked(line, Ink::strong, style) + '\n';
  out += paragraph(
      fmt::format("Case {}: {}, {} of {} from {}.", of.data().id, of.data().title,
                  counted(static_cast<std::size_t>(of.time().phases), "phase", "phases"),
                  counted(static_cast<std::size_t>(of.time().months_per_phase), "month", "months"),
                  format_date(of.time().start)),
      0, kTextColumns);
  if (steps.empty()) out += "Nothing is agreed: no step starts.\n";
  const int last = steps.empty() ? 0 : steps.back().phase;
  for (int phase = 1; phase <= last; ++phase) out += phase_text(of, roadmap, steps, phase, style);
  return out + staying_out(of, roadmap);
}

}  // namespace tandem::report
