#include <fmt/format.h>

#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/outlook_report.h"

namespace tandem::report {
namespace {

using outlook::WayOn;

std::string_view way_words(WayOn::Kind kind, bool suspended) {
  switch (kind) {
    case WayOn::Kind::none:
      return "none: it ends";
    case WayOn::Kind::as_it_stands:
      return suspended ? "restore what was done, no more" : "keep what was done, no more";
    case WayOn::Kind::as_agreed:
      return suspended ? "resume as agreed" : "go on as agreed";
    case WayOn::Kind::replanned:
      break;
  }
  return suspended ? "resume as replanned" : "go on as replanned";
}

std::string better_words(const stress::Estimate& one) {
  const auto number = [](double value) {
    return (value > 0 ? "+" : "") + fixed(value, std::abs(value) < 10 ? 1 : 0);
  };
  return fmt::format("{} ({} to {})", number(one.mean), number(one.low), number(one.high));
}

/// What could not be kept, and what stands in the way of keeping all.
std::string missed_text(const model::Case& of, const outlook::Replanned& replanned) {
  if (replanned.ahead == 0)
    return paragraph("No agreed step lies ahead; what is late or has no day is planned anew.", 0,
                     kTextColumns);
  if (replanned.missed.empty())
    return paragraph("All agreed steps that are open keep their phase.", 0, kTextColumns);
  const auto& last = replanned.missed.back();
  std::string text = paragraph(
      fmt::format("{} in which {} of the agreed steps ahead keep their phase; {}",
                  last.proven ? "There is no continuation" : "No continuation was found",
                  last.keep < 1 ? percent(last.keep, 0) + " or more" : "all",
                  replanned.from.keep > 0
                      ? fmt::format("in this one {} do, at least.", percent(replanned.from.keep, 0))
                      : "this is the best whatever it keeps."),
      0, kTextColumns);
  for (const plan::Obstacle& one : replanned.missed.front().obstacles)
    if (one.rule != "keep")
      text += paragraph(
          fmt::format("In the way of keeping all: {}{}. {}", rule_words(one.rule),
                      when_words(of, one).empty() ? "" : ", " + when_words(of, one), one.text),
          2, kTextColumns);
  return text;
}

}  // namespace

std::string resumption_text(const model::Case& of, const outlook::Standing& standing,
                            const outlook::Replanned& replanned, const outlook::Resumption& made,
                            TextStyle style) {
  std::string text = standing_text(of, standing);
  if (replanned.answer.roadmap) text += missed_text(of, replanned);
  text += replan_text(of, replanned.from, replanned.answer, style);
  TextTable table{{{"way on", Align::left, 18, 24}}, {}};
  std::vector<PartyId> shown;
  for (std::size_t p = 0; p < of.parties().size(); ++p) {
    if (of.parties()[p].role != model::Role::principal) continue;
    shown.emplace_back(p);
    table.columns.push_back({short_name(of.parties()[p]), Align::right, 12});
  }
  table.columns.push_back({"prefer it to none", Align::left, 10, 20});
  for (const WayOn& way : made.ways) {
    if (way.kind == WayOn::Kind::none) continue;
    TextRow row{{{std::string(way_words(way.kind, made.suspended))}}};
    for (const PartyId p : shown) row.cells.push_back({better_words(way.better[p.index()])});
    std::string prefer = way.preferred_by.empty() ? "nobody" : short_names(of, way.preferred_by);
    if (way.preferred_by.size() == shown.size()) prefer = "all";
    if (!way.refused_by.empty()) prefer += "; not " + short_names(of, way.refused_by);
    row.cells.push_back({std::move(prefer)});
    table.rows.push_back(std::move(row));
  }
  return text + heading("Which way on is better than none", style) + table.text(style) +
         paragraph(fmt::format("Mean value beyond an end for good, in points of each party's own "
                               "scale of 100, with the 95 % interval of the mean over {} histories "
                               "from the state of the record. A party prefers what is better over "
                               "the whole interval; which number would change that, tandem "
                               "sensitivity says.",
                               made.histories),
                   0, kTextColumns);
}

}  // namespace tandem::report
