#include "tandem/plan/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "tandem/casefile/casefile.h"
#include "tests/support/drafts.h"
#include "tests/support/planning_case.h"

namespace tandem::plan {
namespace {

using test::blank_case;
using test::must_case;
using test::principal;
using test::step;

/// Two parties that each do the other a favour; nothing can be taken back.
model::CaseDraft favours(double reversibility) {
  model::CaseDraft draft = blank_case(3, 12);
  draft.parties = {principal("north", 0.9), principal("south", 0.9)};
  draft.measures = {step("gift", {"north"}, {{"north", -1}, {"south", 2}}),
                    step("thanks", {"south"}, {{"south", -1}, {"north", 2}})};
  for (model::MeasureDraft& measure : draft.measures) {
    measure.reversibility = reversibility;
    measure.mandatory = true;
  }
  return draft;
}

TEST(Plan, PutsReversibleFavoursIntoOnePhase) {
  Options options;
  options.fewest_phases = true;
  const Answer answer = plan(must_case(favours(0.6)), options);
  ASSERT_EQ(answer.status, Status::optimal);
  EXPECT_EQ(answer.phases_used, 1);
  EXPECT_EQ(answer.roadmap->increments.size(), 2U);
}

TEST(Plan, TellsEachBetterRoadmapAsSoonAsItIsFound) {
  const model::Case of =
      test::must(casefile::load_case(TANDEM_SOURCE_DIR "/cases/korea/six-party-2007")).valid;
  std::vector<std::pair<model::Roadmap, double>> told;
  Options options;
  options.found = [&](const model::Roadmap& roadmap, double objective) {
    told.emplace_back(roadmap, objective);
  };
  const Answer answer = plan(of, options);
  ASSERT_TRUE(answer.roadmap.has_value());
  ASSERT_FALSE(told.empty());
  for (std::size_t k = 0; k < told.size(); ++k) {
    const auto& [roadmap, objective] = told[k];
    EXPECT_EQ(test::objections(test::assessed(of, roadmap, answer.ideal)), "");
    if (k > 0) {
      EXPECT_GT(objective, told[k - 1].second);
    }
  }
  EXPECT_EQ(told.back().second, answer.objective);
  EXPECT_EQ(casefile::write_roadmap(of, told.back().first),
            casefile::write_roadmap(of, *answer.roadmap));
}

TEST(Plan, SaysWhoWouldBreakOffAndWhenThereIsNoAgreement) {
  const Answer answer = plan(must_case(favours(0.5)));
  ASSERT_EQ(answer.status, Status::infeasible);
  EXPECT_FALSE(answer.roadmap);
  ASSERT_FALSE(answer.obstacles.empty());
  EXPECT_EQ(answer.obstacles.front().rule, "self-enforcing");
  EXPECT_TRUE(answer.obstacles.front().party.has_value());
  EXPECT_GE(answer.obstacles.front().phase, 1);
  EXPECT_GT(answer.obstacles.front().short_by, 0);
  EXPECT_THAT(answer.obstacles.front().text, testing::HasSubstr("would rather break off"));
}

std::vector<std::string> rules_of(const Answer& answer) {
  std::vector<std::string> rules;
  for (const Obstacle& obstacle : answer.obstacles) rules.push_back(obstacle.rule);
  return rules;
}

TEST(Plan, NamesTheRulesOfStructureThatContradictEachOther) {
  model::CaseDraft draft = favours(1);
  draft.measures[0].after = {{"thanks", {}}};
  draft.measures[0].with = {"extra"};
  draft.measures.push_back(step("extra", {"north"}, {{"south", 1}}));
  draft.measures.back().mandatory = true;
  draft.measures[1].duration = 30;
  const Answer answer = plan(must_case(draft));
  ASSERT_EQ(answer.status, Status::infeasible);
  // "extra" would wait as well, through 'with'; "gift" alone cannot start either.
  EXPECT_THAT(rules_of(answer), testing::IsSupersetOf({"mandatory", "after"}));
  EXPECT_EQ(answer.obstacles.front().rule, "mandatory");
  EXPECT_EQ(answer.obstacles.front().unit, Unit::none);
  std::string all;
  for (const Obstacle& obstacle : answer.obstacles) all += obstacle.text + "\n";
  EXPECT_THAT(all, testing::HasSubstr("\"gift\" starts only after \"thanks\" is in force."));
}

/// South never accepts that North's gift starts; the final goals need it.
model::CaseDraft forbidden_gift() {
  model::CaseDraft draft = favours(1);
  draft.measures[0].mandatory = false;
  draft.measures[0].final_goal = 1;
  draft.principles.min_final_share = 0.9;
  draft.boundaries = {{.id = "no-gift",
                       .holder = "south",
                       .statement = "No gifts",
                       .kind = "never",
                       .measures = {"gift"}}};
  return draft;
}

TEST(Plan, NamesTheBoundaryThatRulesOutWhatIsNeeded) {
  const Answer answer = plan(must_case(forbidden_gift()));
  ASSERT_EQ(answer.status, Status::infeasible);
  ASSERT_EQ(rules_of(answer), std::vector<std::string>{"boundary no-gift"});
  EXPECT_EQ(answer.obstacles.front().party, PartyId(1));
  EXPECT_THAT(answer.obstacles.front().text, testing::HasSubstr("\"gift\" would have to start"));
  EXPECT_THAT(answer.obstacles.front().text, testing::HasSubstr("south holds: No gifts."));
}

TEST(Plan, NamesTheDateThatRulesOutWhatIsMandatory) {
  model::CaseDraft draft = favours(1);
  draft.boundaries = {{.id = "late",
                       .holder = "south",
                       .statement = "Not yet.",
                       .kind = "not_before",
                       .measures = {"gift"},
                       .date = "2099-01-01"}};
  EXPECT_EQ(rules_of(plan(must_case(draft))), std::vector<std::string>{"boundary late"});
  draft.boundaries.clear();
  draft.measures[0].not_before = "2099-01-01";
  EXPECT_EQ(rules_of(plan(must_case(draft))), std::vector<std::string>{"dates"});
}

TEST(Plan, CountsAMissingCapacityInPointsOfTheOwnScale) {
  model::CaseDraft draft = favours(1);
  draft.phases = 1;
  draft.parties[0].capacity = 0.5;
  const Answer answer = plan(must_case(draft));
  ASSERT_EQ(answer.status, Status::infeasible);
  ASSERT_EQ(answer.obstacles.front().rule, "capacity");
  EXPECT_EQ(answer.obstacles.front().unit, Unit::points);
  EXPECT_NEAR(answer.obstacles.front().short_by, 25, 1e-6);  // 0.5 of the 2 that make its scale
}

TEST(Plan, SaysWhetherAPartyBreaksOffOrMissesTheLevelAskedFor) {
  Options options;
  options.min_margin = 0.6;
  const Answer answer = plan(must_case(favours(1)), options);
  ASSERT_EQ(answer.status, Status::infeasible);
  EXPECT_THAT(answer.obstacles.front().text, testing::HasSubstr("would rather carry on"));
  EXPECT_THAT(answer.obstacles.front().text,
              testing::HasSubstr("but not by the 60 points asked for"));
}

TEST(Plan, NamesEarlySecurityByItsMonth) {
  model::CaseDraft draft = favours(1);
  draft.measures[0].risk_reduction = 1;
  draft.measures[0].duration = 14;
  draft.principles.by_month_12 = 0.5;
  const Answer answer = plan(must_case(draft));
  ASSERT_EQ(answer.status, Status::infeasible);
  EXPECT_EQ(answer.obstacles.front().month, 12);
  EXPECT_EQ(answer.obstacles.front().phase, 0);
  EXPECT_THAT(answer.obstacles.front().text, testing::HasSubstr("by month 12"));
}

TEST(Plan, HonoursALevelOfEnforcement) {
  Options options;
  options.min_margin = 0.05;
  const model::Case of = must_case(favours(1));
  const Answer answer = plan(of, options);
  ASSERT_EQ(answer.status, Status::optimal);
  const auto assessment = test::assessed(of, *answer.roadmap, answer.ideal);
  for (const auto& principle : assessment.principles)
    if (principle.id == "self-enforcing") {
      EXPECT_GE(principle.findings.front().value.value(), 0.05 - 1e-9);
    }
}

TEST(Plan, StopsAtOnceWhenAskedTo) {
  Rng rng(3, 31);
  const model::Case of = must_case(test::planning_draft(rng, {4, 12, 5, true, true, true}));
  std::stop_source source;
  source.request_stop();
  Options options;
  options.stop = source.get_token();
  const Answer answer = plan(of, options);
  EXPECT_EQ(answer.statistics.stopped_by, "signal");
  EXPECT_NE(answer.status, Status::infeasible);
  EXPECT_TRUE(answer.obstacles.empty()) << "nothing was proven";
}

TEST(Plan, ObjectivesInOrderComeOneAfterTheOther) {
  model::CaseDraft draft = favours(1);
  draft.measures[0].mandatory = draft.measures[1].mandatory = false;
  draft.measures[0].final_goal = 1;
  draft.objectives_in_order = true;
  draft.objectives = {{"fewest_phases", 1, {}}, {"final_goals", 1, {}}};
  const Answer in_order = plan(must_case(draft));
  ASSERT_EQ(in_order.status, Status::optimal);
  EXPECT_TRUE(in_order.roadmap->increments.empty());
  std::swap(draft.objectives[0], draft.objectives[1]);
  const Answer goals_first = plan(must_case(draft));
  ASSERT_EQ(goals_first.status, Status::optimal);
  EXPECT_EQ(goals_first.roadmap->increments.size(), 2U);
}

TEST(Plan, TellsOfProgressWithABound) {
  Options options;
  std::vector<Progress> told;
  options.progress = [&](const Progress& progress) { told.push_back(progress); };
  (void)plan(must_case(favours(1)), options);
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(told.back().bound.has_value());
}

}  // namespace
}  // namespace tandem::plan
