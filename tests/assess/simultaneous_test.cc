#include "tests/assess/judged.h"

namespace tandem::assess {
namespace {

using test::expect;
using test::Judged;

model::CaseDraft demanding(double max_exposure) {
  model::CaseDraft draft = test::neighbours();
  draft.principles.max_exposure = max_exposure;
  return draft;
}

const std::vector<test::Tranche> kNorthFirst{{"guns", 1}, {"road", 2}};
constexpr const char* kThirtyAhead =
    "If the others withheld in phase 1 (January 2027), North would be 30.0 % of its scale worse "
    "off than without an agreement.";

TEST(Simultaneous, WhoeverMovesFirstIsExposed) {
  // What cannot be taken back is lost whole. In phase 2 South is covered by the 60 it has.
  expect(Judged(demanding(0.29), kNorthFirst).finding("simultaneous"),
         {0.3, 0.29, Verdict::fails, kThirtyAhead});
}

TEST(Simultaneous, ThresholdExactlyMetIsMet) {
  expect(Judged(demanding(0.3), kNorthFirst).finding("simultaneous"),
         {0.3, 0.3, Verdict::meets, kThirtyAhead});
}

TEST(Simultaneous, WhatCanBeTakenBackIsAtRiskTillTheBreakdownOnly) {
  // Two years of the guns' 3 a year if the road does not come in phase 2; by then South has had 12.
  model::CaseDraft draft = demanding(0.1);
  for (const char* id : {"guns", "road"}) test::measure_of(draft, id).reversibility = 1;
  expect(Judged(draft, kNorthFirst).finding("simultaneous"),
         {0.06, 0.1, Verdict::meets,
          "If the others withheld in phase 2 (January 2028), North would be 6.0 % of its scale "
          "worse off than without an agreement."});
}

TEST(Simultaneous, LeverageRunsOutWithTheLastStepThatAnotherValues) {
  // After its guns North has nothing for South, which still owes a road: 60 x .9.
  expect(Judged(demanding(1), kNorthFirst).finding("simultaneous", 1),
         {12,
          {},
          Verdict::measured,
          "From phase 2 (January 2028) on, North has nothing left to offer South, which still owes "
          "it 54.0 % of its scale."});
}

TEST(Simultaneous, LeverageLastsWhereTheLastStepsAreExchangedTogether) {
  const Judged judged(test::neighbours(), {{"guns", 1}, {"road", 1}, {"mines", 2}, {"market", 2}});
  expect(judged.finding("simultaneous", 1),
         {{},
          {},
          Verdict::not_applicable,
          "No principal runs out of leverage while another still owes it something."});
}

TEST(Simultaneous, LeverageMayRunOutBetweenPhases) {
  const model::Case of = test::must_case(test::neighbours());
  const Judged judged(of, test::starting(of, {{"guns", 3}, {"road", 5}}));
  EXPECT_EQ(judged.finding("simultaneous", 1).value, 5);
}

TEST(Simultaneous, NothingStartedExposesNobody) {
  const Judged judged(demanding(0), {});
  expect(judged.finding("simultaneous"),
         {0, 0, Verdict::meets, "No party is ever ahead of what it has received."});
  EXPECT_EQ(judged.principle("simultaneous").verdict, Verdict::meets);
}

}  // namespace
}  // namespace tandem::assess
