#include <fmt/format.h>

#include <cmath>

#include "tandem/base/width.h"
#include "tandem/report/internal/plan_parts.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using model::Case;
using plan::Answer;
using plan::Status;

std::string bounded(const Answer& answer) {
  const auto gap = answer.gap();
  if (!gap || !std::isfinite(answer.bound) || !std::isfinite(*gap))
    return "how much better another could be is not known";
  const std::string left = percent(*gap, 4);
  if (left == "0 %") return "none is better by the case's objectives";
  return "none is better by more than " + left + " by the case's objectives";
}

std::string meaning(const Answer& answer) {
  switch (answer.status) {
    case Status::optimal:
      return "This roadmap meets all limits, and " + bounded(answer) + " (proven).";
    case Status::feasible:
      return "This roadmap meets all limits and is the best found; " + bounded(answer) + ".";
    case Status::infeasible:
    case Status::unknown:
      break;
  }
  return without_roadmap(answer.status, answer.statistics);
}

/// Every objective is a share: of the attainable risk reduction, of a party's ideal or its scale,
/// of the final goals, of the phases.
std::string objectives_text(const Case& of, const Answer& answer, TextStyle style) {
  if (answer.objectives.empty()) return {};
  const bool in_order = of.data().objectives_in_order;
  TextTable table{{{"Objective", Align::left, 16},
                   {in_order ? "Rank" : "Weight", Align::right},
                   {"Value", Align::right}},
                  {}};
  for (const plan::ObjectiveValue& one : answer.objectives)
    table.rows.push_back(
        {{{objective_words(one.kind)},
          {in_order ? std::to_string(table.rows.size() + 1) : trimmed(one.weight, 3)},
          {percent(one.value, 2)}}});
  return heading("Objectives", style) + table.text(style);
}

}  // namespace

std::string plan_sentence(const Answer& answer) {
  switch (answer.status) {
    case Status::optimal:
      return "Found by search over all roadmaps of the case: " + bounded(answer) + ".";
    case Status::feasible:
      return "The best roadmap that the search found; " + bounded(answer) + ".";
    case Status::infeasible:
    case Status::unknown:
      break;
  }
  return meaning(answer);
}

std::string plan_text(const Case& of, const Answer& answer, TextStyle style) {
  const bool found = answer.roadmap.has_value();
  std::string out = inked(verdict(answer.status), found ? Ink::good : Ink::bad, style) + '\n' +
                    paragraph(meaning(answer), 2, kTextColumns);
  if (answer.phases_used)
    out += paragraph(
        fmt::format("It uses {}.",
                    counted(static_cast<std::size_t>(*answer.phases_used), "phase", "phases")),
        2, kTextColumns);
  out += obstacles_text(of, answer.status, answer.obstacles, style) +
         objectives_text(of, answer, style);
  out += ideals_text(of, answer.ideal, answer.ideal_proven, style) +
         search_text(answer.statistics, style);
  if (answer.roadmap) out += '\n' + roadmap_text(of, *answer.roadmap, style);
  return out;
}

}  // namespace tandem::report
