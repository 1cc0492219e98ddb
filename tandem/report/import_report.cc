#include "tandem/report/import_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "tandem/base/width.h"
#include "tandem/report/internal/json_values.h"

namespace tandem::report {
namespace {

using casefile::Assumption;
using casefile::ImportedObligations;

constexpr std::size_t kWidth = 80;

/// Assumptions of one rule about one column.
struct AssumptionGroup {
  std::vector<const Assumption*> all;
};

std::vector<AssumptionGroup> groups_of(const ImportedObligations& from) {
  std::vector<AssumptionGroup> groups;
  for (const Assumption& one : from.assumptions) {
    const auto same = std::ranges::find_if(groups, [&](const AssumptionGroup& group) {
      return group.all[0]->rule == one.rule && group.all[0]->column == one.column;
    });
    if (same == groups.end())
      groups.push_back({{&one}});
    else
      same->all.push_back(&one);
  }
  return groups;
}

std::string head_text(const AssumptionGroup& group) {
  const Assumption& first = *group.all[0];
  const bool alike =
      std::ranges::all_of(group.all, [&](const Assumption* one) { return one->why == first.why; });
  const std::string times =
      group.all.size() == 1 ? "" : fmt::format(", {} times", group.all.size());
  const std::string column = first.column.empty() ? "the table" : "'" + first.column + "'";
  return paragraph(printable(fmt::format("{} ({}{}): {}{}", first.rule, column, times, first.why,
                                         alike ? "" : ", and the like")),
                   2, kWidth);
}

std::string rows_text(const AssumptionGroup& group) {
  std::vector<std::string> rows;
  for (const Assumption* one : group.all)
    if (!one->row.empty() && (rows.empty() || rows.back() != one->row)) rows.push_back(one->row);
  std::string text;
  for (const std::string& row : rows) text += (text.empty() ? "" : ", ") + row;
  return text.empty() ? "" : "    " + shortened(printable(text), kWidth - 4) + "\n";
}

std::string each_text(const AssumptionGroup& group) {
  std::string text;
  for (const Assumption* one : group.all) {
    if (one->row.empty()) continue;
    const std::string read_as = one->read_as.empty() ? "" : " -> " + one->read_as;
    text += paragraph(
        printable(fmt::format("{}: {}{}", one->row, shortened(one->written, 120), read_as)), 4,
        kWidth);
  }
  return text;
}

std::string columns_text(const ImportedObligations& from) {
  std::string text = "Columns\n";
  std::size_t widest = 6;
  for (const auto& use : from.columns)
    widest = std::max(widest, std::min<std::size_t>(display_width(use.column), 36));
  for (const auto& use : from.columns) {
    const std::string name = shortened(printable(use.column), 36);
    const std::string blanks(widest - std::min(widest, display_width(name)), ' ');
    const std::string meaning =
        use.key.empty() ? "no key: kept in the note" : use.key + (use.asked ? " (as asked)" : "");
    text += fmt::format("  {}{}  {}\n", name, blanks, meaning);
  }
  return text;
}

std::string triggers_text(const ImportedObligations& from) {
  std::string text = "Triggers\n";
  for (const auto& use : from.triggers) {
    const std::string written = use.written.empty() ? "(nothing)" : use.written;
    text +=
        paragraph(printable(fmt::format("{}: {} -> {}", use.row, written, use.read_as)), 2, kWidth);
  }
  return text;
}

std::string count_text(const ImportedObligations& from) {
  return fmt::format("{} {}, {} {}", from.rows, from.rows == 1 ? "row" : "rows",
                     from.assumptions.size(),
                     from.assumptions.size() == 1 ? "assumption" : "assumptions");
}

Json json_of(const Assumption& one) {
  return {{"row", one.row},   {"column", one.column},   {"line", one.at.line},
          {"rule", one.rule}, {"written", one.written}, {"read_as", one.read_as},
          {"why", one.why}};
}

}  // namespace

std::string assumptions_text(const ImportedObligations& from) {
  if (from.assumptions.empty()) return {};
  std::string text = count_text(from) + "; check them against the text of the agreement:\n";
  for (const AssumptionGroup& group : groups_of(from)) text += head_text(group) + rows_text(group);
  return text;
}

std::string import_text(const ImportedObligations& from) {
  std::string text = fmt::format("{}: {}{}\n\n", from.draft.id.text, count_text(from),
                                 from.native ? ", in tandem's own columns" : "");
  text += columns_text(from) + "\n" + triggers_text(from);
  if (from.assumptions.empty()) return text;
  text += "\nAssumptions\n";
  for (const AssumptionGroup& group : groups_of(from)) text += head_text(group) + each_text(group);
  return text;
}

nlohmann::ordered_json import_json(const ImportedObligations& from) {
  Json columns = Json::array();
  for (const auto& use : from.columns) {
    Json one = {{"column", use.column}, {"key", nullptr}, {"asked", use.asked}};
    if (!use.key.empty()) one["key"] = use.key;
    columns.push_back(std::move(one));
  }
  Json triggers = Json::array();
  for (const auto& use : from.triggers)
    triggers.push_back({{"row", use.row}, {"written", use.written}, {"read_as", use.read_as}});
  Json assumptions = Json::array();
  for (const Assumption& one : from.assumptions) assumptions.push_back(json_of(one));
  return {{"agreement", from.draft.id.text},
          {"native", from.native},
          {"rows", from.rows},
          {"columns", std::move(columns)},
          {"triggers", std::move(triggers)},
          {"assumptions", std::move(assumptions)}};
}

}  // namespace tandem::report
