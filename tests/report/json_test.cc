#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/report/sample.h"
#include "tests/support/drafts.h"

namespace tandem::report {
namespace {

using Json = nlohmann::ordered_json;

/// Every key, however deep.
void collect_keys(const Json& json, std::vector<std::string>& keys) {
  for (const auto& [key, value] : json.items()) {
    if (json.is_object()) keys.push_back(key);
    if (value.is_structured()) collect_keys(value, keys);
  }
}

Json assessed(const Brief& brief) {
  return assessment_json(brief.of, brief.roadmap, brief.assessment);
}

TEST(AssessmentJson, NamesAreSnakeCase) {
  std::vector<std::string> keys;
  collect_keys(assessed(test::small_brief()), keys);
  for (const std::string& key : keys)
    EXPECT_THAT(key, ::testing::MatchesRegex("[a-z][a-z0-9_]*")) << key;
}

TEST(AssessmentJson, KeepsEveryBitOfANumber) {
  const Brief brief = test::small_brief();
  const Json back = Json::parse(assessed(brief).dump());
  EXPECT_EQ(back["parties"][1]["by_decision_month"]["margin_points"].get<std::vector<double>>(),
            brief.assessment.game.margin[1]);
  EXPECT_EQ(back["principles"][0]["findings"][0]["value"].get<double>(),
            *brief.assessment.principles[0].findings[0].value);
}

TEST(AssessmentJson, StatesUnitsThresholdsAndVerdicts) {
  const Json json = assessed(test::small_brief());
  EXPECT_TRUE(json["units"].contains("points"));
  const Json& finding = json["principles"][0]["findings"][0];
  EXPECT_EQ(finding["unit"], "share");
  EXPECT_EQ(finding["threshold"], 0.3);
  EXPECT_EQ(finding["threshold_is"], "at_most");
  EXPECT_EQ(finding["verdict"], "fails");
  EXPECT_EQ(json["stands"], false);
  EXPECT_EQ(json["breaches"][0]["phase"], 2);
}

TEST(AssessmentJson, RowsFitTheDecisionMonths) {
  const Json json = assessed(test::large_brief(7));
  const std::size_t months = json["decision_months"].size();
  EXPECT_EQ(json["decision_dates"].size(), months);
  for (const Json& party : json["parties"]) {
    EXPECT_EQ(party["by_decision_month"]["margin_points"].size(), months);
    EXPECT_EQ(party["by_phase"]["gives_points"].size(), 10U);
  }
  for (const Json& pair : json["leverage"])
    EXPECT_EQ(pair["share_by_decision_month"].size(), months);
}

TEST(RoadmapJson, HasDatesAndAccessions) {
  const Brief brief = test::small_brief();
  const Json json = roadmap_json(brief.of, brief.roadmap);
  EXPECT_EQ(json["accession_phase"]["east"], 1);
  EXPECT_EQ(json["steps"][1]["measure"], "pay");
  EXPECT_EQ(json["steps"][1]["share"], 0.5);
  EXPECT_EQ(json["steps"][1]["in_force_date"], "2027-04-01");
}

TEST(PlanJson, WithoutARoadmapHasNullsAndObstacles) {
  const Brief brief = test::small_brief();
  plan::Answer answer;
  answer.status = plan::Status::infeasible;
  answer.obstacles = {{"parallel", std::nullopt, 0, 0.1, "The tracks part."},
                      {"capacity", PartyId(1), 5, 3, "Too much.", plan::Unit::points},
                      {"mandatory", std::nullopt, 0, 0, "All of it.", plan::Unit::none}};
  const Json json = plan_json(brief.of, answer);
  EXPECT_EQ(json["status"], "infeasible");
  EXPECT_TRUE(json["roadmap"].is_null());
  EXPECT_TRUE(json["relative_gap"].is_null());
  EXPECT_EQ(json["obstacles"][0]["unit"], "share");
  EXPECT_TRUE(json["obstacles"][0]["party"].is_null());
  EXPECT_EQ(json["obstacles"][1]["unit"], "points");
  EXPECT_EQ(json["obstacles"][1]["when"], "the end");
  EXPECT_TRUE(json["obstacles"][1]["phase"].is_null());
  EXPECT_TRUE(json["obstacles"][2]["short_by"].is_null());
}

TEST(PlanJson, RanksObjectivesThatStandInOrder) {
  Brief brief = test::small_brief();
  plan::Answer answer;
  answer.objectives = {{model::ObjectiveKind::final_goals, 1, 0.5},
                       {model::ObjectiveKind::fairness, 1, 0.25}};
  answer.ideal = {38.0, std::nullopt, std::nullopt};
  answer.ideal_proven = {false, false, false};
  brief.draft.objectives_in_order = true;
  const Json json = plan_json(test::must_case(brief.draft), answer);
  EXPECT_EQ(json["objectives"][1]["rank"], 2);
  EXPECT_TRUE(json["objectives"][1]["weight"].is_null());
  EXPECT_EQ(json["objectives"][1]["unit"], "share");
  EXPECT_EQ(json["ideal_is_proven"], Json({{"north", false}}));
}

TEST(AssessmentJson, TellsABoundFromAnIdealThatIsReached) {
  Brief brief = test::small_brief();
  brief.assessment.ideal = {38.0, 44.5, std::nullopt};
  brief.assessment.ideal_proven = {false, true, true};
  const Json json = assessment_json(brief.of, brief.roadmap, brief.assessment);
  EXPECT_EQ(json["parties"][0]["ideal_is_proven"], false);
  EXPECT_EQ(json["parties"][1]["ideal_is_proven"], true);
  EXPECT_TRUE(json["parties"][2]["ideal_is_proven"].is_null());
}

TEST(AssessmentJson, IsNullForAPartyThatHasNotAcceded) {
  Brief brief = test::small_brief();
  brief.roadmap.accession[2] = 3;
  brief = test::brief_of(brief.draft, brief.roadmap);
  const Json late = assessed(brief)["parties"][2];
  EXPECT_TRUE(late["by_decision_month"]["margin_points"][0].is_null());
  EXPECT_TRUE(late["exposure_points"][0].is_null());
  EXPECT_TRUE(late["by_decision_month"]["margin_points"].back().is_number());
  EXPECT_TRUE(late["net_points"].is_number());
  brief.roadmap.accession[2].reset();
  brief = test::brief_of(brief.draft, brief.roadmap);
  EXPECT_TRUE(assessed(brief)["parties"][2]["net_points"].is_null());
}

TEST(PlanJson, WithARoadmapHoldsIt) {
  const Brief brief = test::small_brief();
  plan::Answer answer;
  answer.status = plan::Status::optimal;
  answer.roadmap = brief.roadmap;
  answer.objective = answer.bound = 1.5;
  const Json json = plan_json(brief.of, answer);
  EXPECT_EQ(json["relative_gap"], 0.0);
  EXPECT_EQ(json["roadmap"]["steps"].size(), brief.roadmap.increments.size());
}

}  // namespace
}  // namespace tandem::report
