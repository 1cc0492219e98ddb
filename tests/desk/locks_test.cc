#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/desk/visitor.h"

namespace tandem::desk {
namespace {

using test::Json;
using test::Visitor;
using ::testing::HasSubstr;

Json planned(Visitor& visitor, const Json& locks, const Json& changes = Json::array()) {
  return visitor.job(
      {{"kind", "plan"}, {"key", "tutorial"}, {"locks", locks}, {"changes", changes}});
}

test::Reply refused(const Json& locks, const Json& changes = Json::array()) {
  Visitor visitor;
  return visitor.post(
      "/api/v1/jobs",
      {{"kind", "plan"}, {"key", "tutorial"}, {"locks", locks}, {"changes", changes}});
}

TEST(Locks, MeasureStartsInItsPhaseAllOfIt) {
  Visitor visitor;
  for (int phase = 1; phase <= 3; ++phase)
    for (const char* measure : {"road", "market"}) {
      const Json answer = planned(visitor, {{{"measure", measure}, {"phase", phase}}})["answer"];
      if (answer["status"] == "infeasible") continue;
      ASSERT_TRUE(answer.contains("steps")) << answer;
      EXPECT_EQ(answer["steps"][measure], phase) << measure;
    }
}

TEST(Locks, MeasureThatIsLockedOutNeverStarts) {
  Visitor visitor;
  const Json free = planned(visitor, Json::array())["answer"];
  ASSERT_TRUE(free["steps"].contains("road"));
  const Json answer = planned(visitor, {{{"measure", "road"}, {"phase", nullptr}}})["answer"];
  EXPECT_FALSE(answer.value("steps", Json::object()).contains("road"));
}

/// Where every measure is locked to its place in the best roadmap, the best roadmap is found.
TEST(Locks, OnTheBestRoadmapLeaveIt) {
  Visitor visitor;
  const Json whole = Json::array({{{"set", "measures.scrapping.divisible"}, {"to", "false"}},
                                  {{"set", "measures.market.divisible"}, {"to", "false"}}});
  const Json best = planned(visitor, Json::array(), whole)["answer"];
  ASSERT_EQ(best["status"], "optimal") << best;
  Json locks = Json::array();
  for (const char* measure : {"pull-back", "scrapping", "road", "market", "commission"})
    locks.push_back({{"measure", measure}, {"phase", best["steps"].value(measure, Json(nullptr))}});
  const Json again = planned(visitor, locks, whole)["answer"];
  EXPECT_EQ(again["steps"], best["steps"]);
  EXPECT_NEAR(again["objective"].get<double>(), best["objective"].get<double>(), 1e-9)
      << "measured by the same yardstick";
}

TEST(Locks, ThatCannotBeAreRefusedInWords) {
  const auto unknown = refused({{{"measure", "rod"}, {"phase", 1}}});
  EXPECT_EQ(unknown.json["error"]["details"][0]["file"], "/locks/0");
  EXPECT_EQ(unknown.json["error"]["repair"], "did you mean 'road'?");
  EXPECT_THAT(refused({{{"measure", "road"}, {"phase", 4}}}).body, HasSubstr("phases 1 to 3"));
  EXPECT_EQ(refused({{{"measure", "road"}, {"phase", 0}}}).status, 400U);
  EXPECT_THAT(
      refused({{{"measure", "road"}, {"phase", 1}}, {{"measure", "road"}, {"phase", 2}}}).body,
      HasSubstr("locked twice"));
}

TEST(Locks, ThatContradictTheCaseAreRefusedInWords) {
  const Json mandatory = Json::array({{{"set", "measures.road.mandatory"}, {"to", "true"}}});
  EXPECT_THAT(refused({{{"measure", "road"}, {"phase", nullptr}}}, mandatory).body,
              HasSubstr("is mandatory and cannot be left out"));
  const Json late = Json::array({{{"set", "measures.road.not_before"}, {"to", "2031-06-01"}}});
  EXPECT_THAT(refused({{{"measure", "road"}, {"phase", 1}}}, late).body,
              HasSubstr("the case has it not before 2031-06-01"));
  const Json slow = Json::array({{{"set", "measures.market.fastest_pace"}, {"to", "0.5"}}});
  EXPECT_THAT(refused({{{"measure", "market"}, {"phase", 1}}}, slow).body,
              HasSubstr("at most 0.5 of it can start in one phase"));
  const Json apart = Json::array({{{"set", "measures.road.excludes"}, {"to", "[pull-back]"}}});
  const auto both = refused(
      {{{"measure", "road"}, {"phase", 1}}, {{"measure", "pull-back"}, {"phase", 1}}}, apart);
  EXPECT_EQ(both.code(), "locks-contradict");
  EXPECT_THAT(both.body, HasSubstr("exclude each other"));
}

}  // namespace
}  // namespace tandem::desk
