#include "tandem/report/result_table.h"

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "tandem/base/csv.h"
#include "tandem/report/internal/json_values.h"

namespace tandem::report {
namespace {

/// A value as a cell: lists of words are joined by blanks.
std::string cell(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return value.dump();
  std::string all;
  for (const Json& one : value) all += (all.empty() ? "" : " ") + cell(one);
  return all;
}

/// Of an object that may be null.
std::string cell(const Json& object, const char* key) {
  return object.is_object() && object.contains(key) ? cell(object[key]) : std::string();
}

class Table {
 public:
  explicit Table(const std::vector<std::string>& heads) { add(heads); }
  void add(const std::vector<std::string>& cells) { text_ += csv_line(cells) + "\r\n"; }
  /// These keys of each object.
  void add_all(const Json& rows, std::initializer_list<const char*> keys) {
    for (const Json& row : rows) {
      std::vector<std::string> cells;
      for (const char* key : keys) cells.push_back(cell(row, key));
      add(cells);
    }
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// A row of each object with these keys as its heads.
std::string table_of(const Json& rows, std::initializer_list<const char*> keys) {
  Table table(std::vector<std::string>(keys.begin(), keys.end()));
  table.add_all(rows, keys);
  return table.text();
}

const std::vector<std::string> kStepHeads{"row",
                                          "step",
                                          "id",
                                          "phase",
                                          "month",
                                          "date",
                                          "in_force_month",
                                          "in_force_date",
                                          "share",
                                          "carry_on_points",
                                          "break_off_points",
                                          "margin_points",
                                          "exposure_points"};

void add_steps(const Json& roadmap, Table& table) {
  if (!roadmap.is_object()) return;
  for (const Json& one : roadmap["steps"])
    table.add({"step", cell(one["number"]), cell(one["measure"]), cell(one["phase"]),
               cell(one["start_month"]), cell(one["start_date"]), cell(one["in_force_month"]),
               cell(one["in_force_date"]), cell(one["share"]), "", "", "", ""});
}

void add_margins(const Json& assessment, Table& table) {
  for (const Json& party : assessment["parties"]) {
    const Json& game = party["by_decision_month"];
    for (std::size_t k = 0; k < assessment["decision_months"].size(); ++k)
      table.add({"margin", "", cell(party["id"]), "", cell(assessment["decision_months"][k]),
                 cell(assessment["decision_dates"][k]), "", "", "",
                 cell(game["carry_on_points"][k]), cell(game["break_off_points"][k]),
                 cell(game["margin_points"][k]), cell(party["exposure_points"][k])});
  }
}

std::string steps_csv(const Json& roadmap, const Json& assessment) {
  Table table(kStepHeads);
  add_steps(roadmap, table);
  if (assessment.is_object()) add_margins(assessment, table);
  return table.text();
}

std::string tradeoff_csv(const Json& curve) {
  std::vector<std::string> heads{"point"};
  for (const Json& name : curve["between"]) heads.push_back(name.get<std::string>());
  heads.emplace_back("efficient");
  Table table(heads);
  for (std::size_t k = 0; k < curve["points"].size(); ++k) {
    const Json& point = curve["points"][k];
    std::vector<std::string> cells{std::to_string(k + 1)};
    for (const Json& name : curve["between"])
      cells.push_back(cell(point["values"][name.get<std::string>()]));
    cells.push_back(cell(point["efficient"]));
    table.add(cells);
  }
  return table.text();
}

std::string window_csv(const Json& window) {
  Table table({"row", "limits", "cost_low", "cost_mode", "cost_high", "sure", "minimal"});
  for (const Json& one : window["conflicts"])
    table.add(
        {"conflict", cell(one["limits"]), "", "", "", cell(one["sure"]), cell(one["minimal"])});
  for (const Json& one : window["relaxations"])
    table.add({"relaxation", cell(one["limits"]), cell(one["cost"], "low"),
               cell(one["cost"], "mode"), cell(one["cost"], "high"), "", cell(one["minimal"])});
  return table.text();
}

std::string worth_csv(const Json& worth) {
  Table table({"limits", "cost_low", "cost_mode", "cost_high", "status", "objective", "bound",
               "gain_at_least", "gain_at_most"});
  const auto add = [&](const Json& one) {
    const Json cost = one.value("cost", Json());
    table.add({cell(one["limits"]), cell(cost, "low"), cell(cost, "mode"), cell(cost, "high"),
               cell(one["status"]), cell(one["objective"]), cell(one["bound"]),
               cell(one["gain_at_least"]), cell(one["gain_at_most"])});
  };
  add(worth["as_it_is"]);
  for (const Json& one : worth["each"]) add(one);
  add(worth["all"]);
  return table.text();
}

/// By the end of each month: how many histories had no breakdown so far, had not ended for good,
/// had all in force.
std::string stress_csv(const Json& stress) {
  Table table({"month", "histories", "unbroken", "alive", "completed"});
  const auto histories = stress["histories"].get<std::uint64_t>();
  std::uint64_t broken = 0;
  std::uint64_t collapsed = 0;
  std::uint64_t completed = 0;
  for (std::size_t month = 0; month + 1 < stress["breakdowns"].size(); ++month) {
    broken += stress["breakdowns"][month].get<std::uint64_t>();
    collapsed += stress["collapses"][month].get<std::uint64_t>();
    completed += stress["completions"][month].get<std::uint64_t>();
    table.add({std::to_string(month), std::to_string(histories), std::to_string(histories - broken),
               std::to_string(histories - collapsed), std::to_string(completed)});
  }
  return table.text();
}

std::string comparison_csv(const Json& comparison) {
  Table table({"policy", "title", "metric", "mean", "differs_from_first", "low_95", "high_95"});
  for (const Json& policy : comparison["policies"])
    for (const auto& [metric, differs] : policy["differs_from_first"].items()) {
      constexpr std::string_view kValue = "value.";
      const Json& values = policy["stress"]["values"];
      const std::string party = metric.starts_with(kValue) ? metric.substr(kValue.size()) : "";
      const bool valued = !party.empty() && values.contains(party);
      table.add({cell(policy["id"]), cell(policy["title"]), metric,
                 valued ? cell(values[party]["mean"]) : "", cell(differs["mean"]),
                 cell(differs["interval_95"][0]), cell(differs["interval_95"][1])});
    }
  return table.text();
}

std::string ways_csv(const Json& resumption) {
  Table table({"way", "party", "better_than_none", "low_95", "high_95"});
  for (const Json& way : resumption["ways"])
    for (const auto& [party, better] : way["better_than_none"].items())
      table.add({cell(way["way"]), party, cell(better["mean"]), cell(better["low"]),
                 cell(better["high"])});
  return table.text();
}

std::string agreement_csv(const Json& agreement, const std::string& which) {
  if (which == "findings")
    return table_of(agreement["findings"]["findings"], {"rule", "level", "obligations", "line",
                                                        "words", "message", "repair", "allowed"});
  return table_of(
      agreement["timetable"]["obligations"],
      {"id", "title", "phase", "actors", "trigger", "start", "due", "earliest", "latest",
       "expected", "effective", "verified", "late", "slack", "undated", "waits_for", "driver"});
}

}  // namespace

std::string result_csv(const Json& result, const std::string& which) {
  const std::string kind = result.value("kind", "");
  if (result.contains("assessment")) return steps_csv(result["roadmap"], result["assessment"]);
  if (result.contains("timetable")) return agreement_csv(result, which);
  if (kind == "plan") return steps_csv(result["roadmap"], Json());
  if (kind == "tradeoff") return tradeoff_csv(result);
  if (kind == "window") return window_csv(result);
  if (kind == "window-worth") return worth_csv(result);
  if (kind == "stress") return stress_csv(result);
  if (kind == "comparison") return comparison_csv(result);
  if (kind == "resumption") return ways_csv(result);
  if (kind == "sensitivity")
    return table_of(result["drivers"], {"number", "p5", "p95", "first_order", "first_order_error",
                                        "total", "total_error", "rank_correlation"});
  if (kind == "story")
    return table_of(result["events"], {"month", "date", "kind", "party", "measure", "words"});
  return {};
}

}  // namespace tandem::report
