#include <fmt/format.h>

#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/plan_json_parts.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

/// Reads back to the same bits.
std::string number(double value) { return fmt::format("{}", value); }

std::vector<PartyId> principals(const model::Case& of) {
  std::vector<PartyId> list;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (of.parties()[p].role == model::Role::principal) list.emplace_back(p);
  return list;
}

}  // namespace

std::vector<std::string> sweep_columns(const plan::Sweep& all) {
  std::vector<std::string> columns{"run", "draw"};
  columns.insert(columns.end(), all.names.begin(), all.names.end());
  for (const char* name : {"status", "ended_by", "objective", "bound", "relative_gap"})
    columns.emplace_back(name);
  if (all.runs.empty()) return columns;
  const model::Case& of = all.runs.front().of;
  for (const model::Objective& objective : of.data().objectives)
    columns.emplace_back(model::word_of(objective.kind, model::kObjectives));
  for (const PartyId i : principals(of)) columns.push_back("ideal_points." + of.party(i).id);
  for (const char* name : {"steps", "obstacle"}) columns.emplace_back(name);
  return columns;
}

std::vector<std::string> sweep_row(const plan::SweepRun& run, const plan::Answer& answer) {
  const auto found = [&](double value) { return answer.roadmap ? number(value) : ""; };
  std::vector<std::string> row{std::to_string(run.number),
                               run.draw ? std::to_string(*run.draw) : ""};
  for (const double value : run.values) row.push_back(number(value));
  row.push_back(status_json(answer.status).get<std::string>());
  row.push_back(answer.statistics.stopped_by);
  row.push_back(found(answer.objective));
  row.push_back(found(answer.bound));
  row.push_back(found(answer.gap().value_or(0)));
  for (const model::Objective& wanted : run.of.data().objectives) {
    row.emplace_back();
    for (const plan::ObjectiveValue& one : answer.objectives)
      if (one.kind == wanted.kind) row.back() = found(one.value);
  }
  for (const PartyId i : principals(run.of)) {
    const auto& ideal = answer.ideal[i.index()];
    row.push_back(ideal ? number(*ideal) : "");
  }
  row.push_back(answer.roadmap ? std::to_string(answer.roadmap->increments.size()) : "");
  row.push_back(answer.obstacles.empty() ? "" : answer.obstacles.front().rule);
  return row;
}

}  // namespace tandem::report
