#include "tandem/report/result_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tandem/base/csv.h"

namespace tandem::report {
namespace {

using ::testing::ElementsAre;
using Json = nlohmann::ordered_json;
using Rows = std::vector<std::vector<std::string>>;

/// The table as it is read back.
Rows read(const Json& result, const std::string& which = "") {
  Findings found;
  Rows rows;
  for (const auto& line : parse_csv(result_csv(result, which), "t.csv", found)) {
    auto& row = rows.emplace_back();
    for (const CsvCell& cell : line) row.push_back(cell.text);
  }
  EXPECT_TRUE(found.empty());
  return rows;
}

const Json kRoadmap{{"steps",
                     {{{"number", "1.1"},
                       {"measure", "road"},
                       {"phase", 1},
                       {"start_month", 0},
                       {"start_date", "2030-01-01"},
                       {"in_force_month", 3},
                       {"in_force_date", "2030-04-01"},
                       {"share", 0.1}}}}};

TEST(ResultCsv, OfAPlanHasItsSteps) {
  const Rows rows = read({{"kind", "plan"}, {"roadmap", kRoadmap}});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_THAT(rows[1], ElementsAre("step", "1.1", "road", "1", "0", "2030-01-01", "3", "2030-04-01",
                                   "0.1", "", "", "", ""));
  EXPECT_EQ(read({{"kind", "plan"}, {"roadmap", nullptr}}).size(), 1U) << "no roadmap, no steps";
}

TEST(ResultCsv, OfAnAssessmentHasItsMarginsToo) {
  const Json party{{"id", "north"},
                   {"by_decision_month",
                    {{"carry_on_points", {1.5, 2}},
                     {"break_off_points", {0.5, nullptr}},
                     {"margin_points", {1, -0.25}}}},
                   {"exposure_points", {0, 3}}};
  const Rows rows = read({{"roadmap", kRoadmap},
                          {"assessment",
                           {{"decision_months", {0, 12}},
                            {"decision_dates", {"2030-01-01", "2031-01-01"}},
                            {"parties", {party}}}}});
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_THAT(rows[3], ElementsAre("margin", "", "north", "", "12", "2031-01-01", "", "", "", "2",
                                   "", "-0.25", "3"));
}

TEST(ResultCsv, OfStressCountsWhatIsLeftByTheEndOfEachMonth) {
  const Rows rows = read({{"kind", "stress"},
                          {"histories", 10},
                          {"breakdowns", {1, 0, 2, 7}},
                          {"collapses", {0, 1, 0, 9}},
                          {"completions", {0, 0, 4, 6}}});
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_THAT(rows[1], ElementsAre("0", "10", "9", "10", "0"));
  EXPECT_THAT(rows[2], ElementsAre("1", "10", "9", "9", "0"));
  EXPECT_THAT(rows[3], ElementsAre("2", "10", "7", "9", "4"));
}

TEST(ResultCsv, OfATradeoffHasAColumnForEachObjective) {
  const Rows rows = read(
      {{"kind", "tradeoff"},
       {"between", {"fairness", "final_goals"}},
       {"points", {{{"values", {{"fairness", 0.5}, {"final_goals", 1}}}, {"efficient", true}}}}});
  EXPECT_THAT(rows[0], ElementsAre("point", "fairness", "final_goals", "efficient"));
  EXPECT_THAT(rows[1], ElementsAre("1", "0.5", "1", "true"));
}

TEST(ResultCsv, OfAWindowHasConflictsAndRelaxations) {
  const Rows rows = read(
      {{"kind", "window"},
       {"conflicts", {{{"limits", {"a", "b"}}, {"sure", nullptr}, {"minimal", true}}}},
       {"relaxations",
        {{{"limits", {"a"}}, {"cost", {{"low", 1}, {"mode", 2}, {"high", 3}}}, {"minimal", false}},
         {{"limits", Json::array()}, {"cost", nullptr}, {"minimal", true}}}}});
  EXPECT_THAT(rows[1], ElementsAre("conflict", "a b", "", "", "", "", "true"));
  EXPECT_THAT(rows[2], ElementsAre("relaxation", "a", "1", "2", "3", "", "false"));
  EXPECT_THAT(rows[3], ElementsAre("relaxation", "", "", "", "", "", "true"));
}

TEST(ResultCsv, OfAWorthHasARowForEachLimitBetweenAsItIsAndAll) {
  const auto best = [](const Json& limits, const Json& objective) {
    return Json{{"limits", limits}, {"status", "optimal"}, {"objective", objective},
                {"bound", 1},       {"gain_at_least", 0},  {"gain_at_most", nullptr}};
  };
  Json each = best({"x"}, 0.75);
  each["cost"] = {{"low", 1}, {"mode", 2}, {"high", 3}};
  const Rows rows = read({{"kind", "window-worth"},
                          {"as_it_is", best(Json::array(), nullptr)},
                          {"each", {each}},
                          {"all", best({"x", "y"}, 0.9)}});
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_THAT(rows[1], ElementsAre("", "", "", "", "optimal", "", "1", "0", ""));
  EXPECT_THAT(rows[2], ElementsAre("x", "1", "2", "3", "optimal", "0.75", "1", "0", ""));
  EXPECT_EQ(rows[3][0], "x y");
}

TEST(ResultCsv, OfAComparisonHasARowForEachMetricOfEachPolicy) {
  const Json policy{{"id", "p"},
                    {"title", "Press, then talk"},
                    {"differs_from_first",
                     {{"value.us", {{"mean", 2}, {"interval_95", {1, 3}}}},
                      {"crises", {{"mean", 0}, {"interval_95", {-1, 1}}}}}},
                    {"stress", {{"values", {{"us", {{"mean", 40.5}}}}}}}};
  const Rows rows = read({{"kind", "comparison"}, {"policies", {policy}}});
  EXPECT_THAT(rows[1], ElementsAre("p", "Press, then talk", "value.us", "40.5", "2", "1", "3"));
  EXPECT_THAT(rows[2], ElementsAre("p", "Press, then talk", "crises", "", "0", "-1", "1"));
}

TEST(ResultCsv, OfASensitivityAStoryAndAnAgreementHasTheirLists) {
  EXPECT_EQ(read({{"kind", "sensitivity"}, {"drivers", {{{"number", "a"}, {"total", 0.5}}}}})[1][0],
            "a");
  EXPECT_EQ(
      read({{"kind", "story"},
            {"events", {{{"month", 3}, {"date", "d"}, {"kind", "crisis"}, {"words", "w"}}}}})[1][5],
      "w");
  const Json agreement{{"timetable", {{"obligations", {{{"id", "A1"}, {"actors", {"n", "s"}}}}}}},
                       {"findings", {{"findings", {{{"rule", "start-only"}, {"line", 4}}}}}}};
  EXPECT_EQ(read(agreement)[1][3], "n s");
  EXPECT_EQ(read(agreement, "findings")[1][0], "start-only");
}

TEST(ResultCsv, IsEmptyWhereThereIsNoTable) { EXPECT_EQ(result_csv({{"brief", "0123"}}), ""); }

}  // namespace
}  // namespace tandem::report
