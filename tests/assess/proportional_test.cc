#include "tests/assess/judged.h"

namespace tandem::assess {
namespace {

using test::expect;
using test::Judged;

model::CaseDraft demanding(double max_gap) {
  model::CaseDraft draft = test::neighbours();
  draft.principles.proportional_max_gap = max_gap;
  return draft;
}

TEST(Proportional, WidestDifferenceIsNamedWithItsPhaseAndParties) {
  // North has -30, then -30 + 54 = 24, of an ideal of 40; South 60, then 60 - 27 = 33, of 60.
  expect(Judged(demanding(0.5), {{"guns", 1}, {"road", 2}}, {40, 60}).finding("proportional"),
         {1.75, 0.5, Verdict::fails,
          "By phase 1 (January 2027), North has gained −75 % of its ideal and South 100 %."});
}

TEST(Proportional, ThresholdExactlyMetIsMet) {
  // 30 of 40 against 30 of 60, in every phase.
  expect(Judged(demanding(0.25), {{"guns", 1}, {"road", 1}}, {40, 60}).finding("proportional"),
         {0.25, 0.25, Verdict::meets,
          "By phase 1 (January 2027), North has gained 75 % of its ideal and South 50 %."});
}

TEST(Proportional, NothingStartedIsNoDifference) {
  EXPECT_EQ(Judged(demanding(0), {}, {40, 60}).finding("proportional").value, 0);
}

TEST(Proportional, NeedsTheIdealOfEveryPrincipal) {
  expect(Judged(demanding(0.5), {{"guns", 1}}).finding("proportional"),
         {{}, {}, Verdict::not_applicable, "The best attainable gain of North was not computed."});
  expect(Judged(demanding(0.5), {{"guns", 1}}, {40, 0}).finding("proportional"),
         {{},
          {},
          Verdict::not_applicable,
          "South gains nothing in any roadmap that all would accept."});
}

TEST(Proportional, OnePrincipalIsLevelWithItself) {
  model::CaseDraft draft = demanding(0.1);
  draft.parties[1].role = "partner";
  expect(Judged(draft, {{"guns", 1}}, {40, {}}).finding("proportional"),
         {0, 0.1, Verdict::meets, "There is one principal only."});
}

}  // namespace
}  // namespace tandem::assess
