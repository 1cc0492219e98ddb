#include "tandem/report/internal/plan_parts.h"

#include <fmt/format.h>

#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {

using model::Case;
using plan::Status;

namespace {

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

}  // namespace

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

std::string without_roadmap(Status status, const plan::Statistics& statistics) {
  if (status == Status::infeasible) return "Proven: no roadmap meets all limits of the case.";
  const std::string nothing = "a roadmap that meets all limits, or a proof that there is none.";
  if (statistics.stopped_by == "time") return "Time ran out before the search found " + nothing;
  if (statistics.stopped_by == "signal") return "The search was stopped before it found " + nothing;
  return "The search found no roadmap that meets all limits, and no proof that there is none.";
}

std::string obstacles_text(const Case& of, Status status, std::span<const plan::Obstacle> obstacles,
                           TextStyle style) {
  const bool proven = status == Status::infeasible;
  if (obstacles.empty())
    return proven ? "  Which of the limits stand in the way was not found out.\n" : "";
  std::string out = heading(
      proven ? "What stands in the way" : "What the nearest that was found falls short of", style);
  for (const plan::Obstacle& obstacle : obstacles) {
    for (const std::string& line : wrapped(place(of, obstacle), kTextColumns - 2))
      out += "  " + inked(line, Ink::bad, style) + '\n';
    out += paragraph(obstacle.text + shortfall(obstacle), 6, kTextColumns);
  }
  return out;
}

std::string ideals_text(const Case& of, std::span<const std::optional<double>> ideal,
                        const std::vector<bool>& proven, TextStyle style) {
  TextTable table{{{"Principal", Align::left, 16}, {"Best attainable", Align::right}}, {}};
  for (std::size_t p = 0; p < ideal.size(); ++p) {
    const bool bound = p < proven.size() && !proven[p];
    if (ideal[p])
      table.rows.push_back(
          {{{of.parties()[p].name}, {(bound ? "at most " : "") + points(*ideal[p])}}});
  }
  if (table.rows.empty()) return {};
  return heading("Best attainable net gain, % of each party's own scale", style) +
         table.text(style);
}

std::string search_text(const plan::Statistics& s, TextStyle style) {
  std::string words = fmt::format("{} in {}, {} and {}", s.solver.empty() ? "Searched" : s.solver,
                                  trimmed(s.seconds, 2) + " s",
                                  counted(static_cast<std::size_t>(s.moves), "move", "moves"),
                                  counted(static_cast<std::size_t>(s.nodes), "node", "nodes"));
  if (s.seconds_to_first)
    words += "; first roadmap after " + trimmed(*s.seconds_to_first, 2) + " s";
  if (!s.stopped_by.empty()) words += "; ended by " + s.stopped_by;
  return heading("Search", style) + paragraph(words + ".", 2, kTextColumns);
}

}  // namespace tandem::report
