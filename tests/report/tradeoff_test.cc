#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/report/markup.h"
#include "tests/report/sample.h"

namespace tandem::report {
namespace {

using model::ObjectiveKind;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Three roadmaps of the small case, of which the last is not proven to be efficient; the ranges
/// are 40 and 20 %.
plan::Tradeoff small_curve(const Brief& brief) {
  plan::Tradeoff curve;
  curve.status = plan::Status::feasible;
  curve.between = {ObjectiveKind::early_security, ObjectiveKind::fairness};
  curve.points = {{brief.roadmap, {0.1, 0.6}, true},
                  {brief.roadmap, {0.107, 0.599}, true},
                  {brief.roadmap, {0.5, 0.4}, false}};
  curve.within = 0.1251;
  curve.best = {0.5, 0.6};
  curve.range = {0.4, 0.2};
  curve.corners = {{0.3, 0.6}, {0.5, 0.5}};
  curve.ideal.resize(brief.of.parties().size());
  curve.ideal_proven.resize(brief.of.parties().size());
  return curve;
}

TEST(TradeoffText, StatesWhatTheCurveMayMissAndNeverRoundsItDown) {
  const Brief brief = test::small_brief();
  const std::string text = tradeoff_text(brief.of, small_curve(brief));
  EXPECT_THAT(text, HasSubstr("Trade-off between early security and fairness"));
  EXPECT_THAT(text, HasSubstr("by no more than 12.6 %"));
  EXPECT_THAT(text, HasSubstr("5.1 % in early security and"));  // 12.51 % of 40 %
  EXPECT_THAT(text, HasSubstr("1         10.00 %   60.00 %  proven"));
  EXPECT_THAT(text, HasSubstr("not proven"));
}

TEST(TradeoffText, DrawsPointsThatHaveNoRoomForTheirNumberAsStars) {
  const Brief brief = test::small_brief();
  const std::string text = tradeoff_text(brief.of, small_curve(brief));
  EXPECT_THAT(text, HasSubstr("60 % |1*\n"));
  EXPECT_THAT(text, HasSubstr("40 % |" + std::string(59, ' ') + "3\n"));
}

TEST(TradeoffText, SaysThatThereIsNothingToTrade) {
  const Brief brief = test::small_brief();
  plan::Tradeoff curve = small_curve(brief);
  curve.points.resize(1);
  curve.within = 0;
  EXPECT_THAT(tradeoff_text(brief.of, curve), HasSubstr("there is nothing to trade"));
}

TEST(TradeoffText, SaysWhatStandsInTheWayWhereThereIsNoRoadmap) {
  const Brief brief = test::small_brief();
  plan::Tradeoff curve = small_curve(brief);
  curve.points.clear();
  curve.status = plan::Status::infeasible;
  curve.obstacles = {{.rule = "reserve", .short_by = 0.1, .text = "Too little is left."}};
  const std::string text = tradeoff_text(brief.of, curve);
  EXPECT_THAT(text, HasSubstr("Proven: no roadmap meets all limits"));
  EXPECT_THAT(text, HasSubstr("Too little is left. Short by 10 %."));
}

TEST(TradeoffJson, HasEveryPointWithItsRoadmap) {
  const Brief brief = test::small_brief();
  const auto json = tradeoff_json(brief.of, small_curve(brief));
  EXPECT_EQ(json["kind"], "tradeoff");
  EXPECT_EQ(json["between"], nlohmann::json::parse(R"(["early_security", "fairness"])"));
  ASSERT_EQ(json["points"].size(), 3U);
  EXPECT_EQ(json["points"][2]["values"]["fairness"], 0.4);
  EXPECT_EQ(json["points"][2]["efficient"], false);
  EXPECT_FALSE(json["points"][2]["roadmap"]["steps"].empty());
  EXPECT_EQ(json["corners"][0]["early_security"], 0.3);
  EXPECT_EQ(json["within"], 0.1251);
}

TEST(TradeoffSvg, IsSoundMarkupWithADotForEveryPoint) {
  const Brief brief = test::hostile_brief();
  const auto markup =
      test::read_markup("<!DOCTYPE html>\n" + tradeoff_svg(brief.of, small_curve(brief)));
  EXPECT_THAT(markup.mistakes, IsEmpty());
  ASSERT_EQ(markup.named("circle").size(), 3U);
  EXPECT_EQ(markup.named("circle")[2].attributes.at("class"), "hollow");
  EXPECT_THAT(markup.named("script"), IsEmpty());
}

TEST(TradeoffSvg, IsNotDrawnForThreeObjectives) {
  const Brief brief = test::small_brief();
  plan::Tradeoff curve = small_curve(brief);
  curve.between.push_back(ObjectiveKind::final_goals);
  EXPECT_THAT(tradeoff_svg(brief.of, curve), IsEmpty());
}

}  // namespace
}  // namespace tandem::report
