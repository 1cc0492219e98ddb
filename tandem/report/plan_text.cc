#include <fmt/format.h>

#include <cmath>

#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/report/internal/facts.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using model::Case;
using plan::Answer;
using plan::Status;

std::string_view verdict(Status status) {
  switch (status) {
    case Status::optimal:
      return "Optimal";
    case Status::feasible:
      return "Feasible";
    case Status::infeasible:
      return "Infeasible";
    case Status::unknown:
      break;
  }
  return "Unknown";
}

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
      return "Proven: no roadmap meets all limits of the case.";
    case Status::unknown:
      break;
  }
  const std::string nothing = "a roadmap that meets all limits, or a proof that there is none.";
  if (answer.statistics.stopped_by == "time")
    return "Time ran out before the search found " + nothing;
  if (answer.statistics.stopped_by == "signal")
    return "The search was stopped before it found " + nothing;
  return "The search found no roadmap that meets all limits, and no proof that there is none.";
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

std::string place(const Case& of, const plan::Obstacle& obstacle) {
  std::string words = rule_words(obstacle.rule);
  if (obstacle.party) words += ", " + of.party(*obstacle.party).name;
  const std::string when = when_words(of, obstacle);
  return when.empty() ? words : words + ", " + when;
}

/// At least two digits of what is missing, with its unit.
std::string shortfall(const plan::Obstacle& obstacle) {
  if (obstacle.unit == plan::Unit::none || obstacle.short_by <= 0) return {};
  const bool in_points = obstacle.unit == plan::Unit::points;
  const double shown = in_points ? obstacle.short_by : 100 * obstacle.short_by;
  int decimals = 1;
  for (double scaled = 10 * shown; scaled < 10 && decimals < 6; scaled *= 10) ++decimals;
  return " Short by " +
         (in_points ? fixed(shown, decimals) + " points" : percent(obstacle.short_by, decimals)) +
         ".";
}

std::string obstacles_text(const Case& of, const Answer& answer, TextStyle style) {
  const bool proven = answer.status == Status::infeasible;
  if (answer.obstacles.empty())
    return proven ? "  Which of the limits stand in the way was not found out.\n" : "";
  std::string out = heading(
      proven ? "What stands in the way" : "What the nearest that was found falls short of", style);
  for (const plan::Obstacle& obstacle : answer.obstacles) {
    for (const std::string& line : wrapped(place(of, obstacle), kTextColumns - 2))
      out += "  " + inked(line, Ink::bad, style) + '\n';
    out += paragraph(obstacle.text + shortfall(obstacle), 6, kTextColumns);
  }
  return out;
}

std::string ideals_text(const Case& of, const Answer& answer, TextStyle style) {
  TextTable table{{{"Principal", Align::left, 16}, {"Best attainable", Align::right}}, {}};
  for (std::size_t p = 0; p < answer.ideal.size(); ++p) {
    const bool bound = p < answer.ideal_proven.size() && !answer.ideal_proven[p];
    if (answer.ideal[p])
      table.rows.push_back(
          {{{of.parties()[p].name}, {(bound ? "at most " : "") + points(*answer.ideal[p])}}});
  }
  if (table.rows.empty()) return {};
  return heading("Best attainable net gain, % of each party's own scale", style) +
         table.text(style);
}

std::string search_text(const Answer& answer, TextStyle style) {
  const plan::Statistics& s = answer.statistics;
  std::string words = fmt::format("{} in {}, {} and {}", s.solver.empty() ? "Searched" : s.solver,
                                  trimmed(s.seconds, 2) + " s",
                                  counted(static_cast<std::size_t>(s.moves), "move", "moves"),
                                  counted(static_cast<std::size_t>(s.nodes), "node", "nodes"));
  if (s.seconds_to_first)
    words += "; first roadmap after " + trimmed(*s.seconds_to_first, 2) + " s";
  if (!s.stopped_by.empty()) words += "; ended by " + s.stopped_by;
  return heading("Search", style) + paragraph(words + ".", 2, kTextColumns);
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
  out += obstacles_text(of, answer, style) + objectives_text(of, answer, style);
  out += ideals_text(of, answer, style) + search_text(answer, style);
  if (answer.roadmap) out += '\n' + roadmap_text(of, *answer.roadmap, style);
  return out;
}

}  // namespace tandem::report
