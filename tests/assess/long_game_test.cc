#include "tests/assess/judged.h"

namespace tandem::assess {
namespace {

using test::expect;
using test::Judged;

/// Guns are 3 of 4 parts of the final goals, the road is the fourth.
model::CaseDraft aiming(double min_share = 0.75) {
  model::CaseDraft draft = test::neighbours();
  test::measure_of(draft, "guns").final_goal = 3;
  test::measure_of(draft, "road").final_goal = 1;
  draft.principles.min_final_share = min_share;
  return draft;
}

TEST(LongGame, WhatIsLeftIsNamed) {
  expect(Judged(aiming(), {{"guns", 1}}).finding("long-game"),
         {0.75, 0.75, Verdict::meets, R"(Left for later: "road".)"});
  expect(Judged(aiming(), {{"road", 1}}).finding("long-game"),
         {0.25, 0.75, Verdict::fails, R"(Left for later: "guns".)"});
}

TEST(LongGame, TranchesCountByTheirShare) {
  model::CaseDraft draft = aiming();
  test::measure_of(draft, "guns").divisible = true;
  expect(Judged(draft, {{"guns", 1, 0.5}, {"road", 1}}).finding("long-game"),
         {(0.5 * 3 + 1) / 4, 0.75, Verdict::fails, R"(Left for later: 50 % of "guns".)"});
}

TEST(LongGame, AllDoneEarlyIsAll) {
  expect(Judged(aiming(1), {{"guns", 1}, {"road", 1}}).finding("long-game"),
         {1, 1, Verdict::meets, "All final goals are in force by the horizon."});
}

TEST(LongGame, GoalInForceExactlyAtTheHorizonCounts) {
  // Started in month 24 of 120.
  model::CaseDraft draft = aiming();
  test::measure_of(draft, "guns").duration = 96;
  EXPECT_EQ(Judged(draft, {{"guns", 3}}).finding("long-game").value, 0.75);
  test::measure_of(draft, "guns").duration = 97;
  expect(Judged(draft, {{"guns", 3}}).finding("long-game"),
         {0, 0.75, Verdict::fails, R"(Left for later: "guns" and "road".)"});
}

TEST(LongGame, WithoutAHorizonEveryStartedGoalCounts) {
  model::CaseDraft draft = aiming();
  draft.horizon_months.reset();
  for (model::PartyDraft& party : draft.parties) party.discount = 0.9;
  test::measure_of(draft, "guns").duration = 6000;
  EXPECT_EQ(Judged(draft, {{"guns", 3}}).finding("long-game").value, 0.75);
}

TEST(LongGame, NeedsAFinalGoal) {
  expect(Judged(test::neighbours(), {{"guns", 1}}).finding("long-game"),
         {{}, {}, Verdict::not_applicable, "No measure of the case is marked as a final goal."});
}

}  // namespace
}  // namespace tandem::assess
