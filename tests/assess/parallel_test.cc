#include "tests/assess/judged.h"

/// Weights by worth, mean of the principals: guns (30 + 60) / 2 = 45, mines 30, so 60 and 40 % of
/// the Arms track; road and market are 60 and 40 % of the Trade track.
namespace tandem::assess {
namespace {

using test::expect;
using test::Judged;

model::CaseDraft compared(const std::optional<model::Number>& max_gap = {}) {
  model::CaseDraft draft = test::neighbours();
  draft.principles.parallel_tracks = {"arms", "trade"};
  draft.principles.parallel_max_gap = max_gap;
  return draft;
}

const std::vector<test::Tranche> kArmsAhead{{"guns", 1}, {"road", 2}, {"mines", 2}, {"market", 3}};

TEST(Parallel, WidestGapIsNamedWithItsPhaseAndTracks) {
  // Arms .6, 1, 1 and Trade 0, .6, 1: gaps .6, .4, 0.
  const Judged judged(compared(0.5), kArmsAhead);
  expect(judged.finding("parallel"),
         {0.6, 0.5, Verdict::fails,
          "At the end of phase 1 (January 2027), 60 % of the Arms track and 0 % of the Trade track "
          "are started."});
  EXPECT_EQ(judged.principle("parallel").verdict, Verdict::fails);
}

TEST(Parallel, ThresholdExactlyMetIsMet) {
  EXPECT_EQ(Judged(compared(0.6), kArmsAhead).principle("parallel").verdict, Verdict::meets);
}

TEST(Parallel, WithoutAThresholdTheGapIsMeasured) {
  EXPECT_EQ(Judged(compared(), kArmsAhead).principle("parallel").verdict, Verdict::measured);
}

TEST(Parallel, WhatIsInForceIsShownAndNotJudged) {
  // Guns take two years and are in force as phase 2 ends: Arms 0, 1, 1 against Trade 0, .6, 1.
  model::CaseDraft draft = compared(0.6);
  test::measure_of(draft, "guns").duration = 24;
  expect(Judged(draft, kArmsAhead).finding("parallel", 1),
         {0.4,
          {},
          Verdict::measured,
          "At the end of phase 2 (January 2028), 100 % of the Arms track and 60 % of the Trade "
          "track are in force."});
}

TEST(Parallel, WeightsOfTheCaseReplaceWorth) {
  model::CaseDraft draft = compared();
  test::measure_of(draft, "guns").weight = 3;
  test::measure_of(draft, "mines").weight = 1;
  expect(Judged(draft, kArmsAhead).finding("parallel"),
         {0.75,
          {},
          Verdict::measured,
          "At the end of phase 1 (January 2027), 75 % of the Arms track and 0 % of the Trade track "
          "are started."});
}

TEST(Parallel, TranchesCountByTheirShare) {
  // Half the guns, .3 of the track, against the road's .6.
  model::CaseDraft draft = compared();
  test::measure_of(draft, "guns").divisible = true;
  expect(
      Judged(draft, {{"guns", 1, 0.5}, {"road", 1}, {"guns", 2, 0.5}}).finding("parallel"),
      {0.3,
       {},
       Verdict::measured,
       "At the end of phase 1 (January 2027), 30 % of the Arms track and 60 % of the Trade track "
       "are started."});
}

TEST(Parallel, NothingStartedIsNoGap) {
  expect(Judged(compared(0), {}).finding("parallel"),
         {0, 0, Verdict::meets,
          "At the end of phase 1 (January 2027), 0 % of the Arms track and 0 % of the Trade track "
          "are started."});
}

TEST(Parallel, TrackOfNoWeightIsNeverStarted) {
  model::CaseDraft draft = compared();
  for (const char* id : {"road", "market"}) test::measure_of(draft, id).weight = 0;
  const Judged judged(draft, {{"road", 1}, {"market", 1}});
  EXPECT_EQ(judged.finding("parallel").value, 0);
}

TEST(Parallel, NeedsTwoTracks) {
  const Judged judged(test::neighbours(), kArmsAhead);
  expect(judged.finding("parallel"),
         {{}, {}, Verdict::not_applicable, "The case names no two tracks to keep parallel."});
  EXPECT_EQ(judged.principle("parallel").verdict, Verdict::not_applicable);
}

}  // namespace
}  // namespace tandem::assess
