#include "tests/assess/judged.h"

namespace tandem::assess {
namespace {

using test::expect;
using test::Judged;

model::CaseDraft demanding(double min_index, double min_step) {
  model::CaseDraft draft = test::neighbours();
  draft.principles.reciprocal_min_index = min_index;
  draft.principles.reciprocal_min_step = min_step;
  return draft;
}

TEST(Reciprocal, PhaseInWhichOneOnlyGivesIsNamed) {
  // North gives 30 and gets 60 in phase 1, gives 18 and gets nothing in phase 2.
  const Judged judged(demanding(0.1, 0.1), {{"guns", 1}, {"road", 1}, {"mines", 2}, {"market", 3}});
  expect(judged.finding("reciprocal"),
         {0, 0.1, Verdict::fails,
          "In phase 2 (January 2028), North gives 18.0 and gets 0.0 points of its own scale."});
  expect(judged.finding("reciprocal", 1),
         {0, 0.1, Verdict::fails,
          "In phase 2 (January 2028), South gives 0.0 of the 16.0 points that it still has to "
          "give."});
}

TEST(Reciprocal, PhasesAfterOnesPartIsDoneDoNotCount) {
  // Both give 30 of 48 and get 60 of 96, then the rest; nothing is left for phase 3.
  const Judged judged(demanding(0.5, 0.625),
                      {{"guns", 1}, {"road", 1}, {"mines", 2}, {"market", 2}});
  expect(judged.finding("reciprocal"),
         {0.5, 0.5, Verdict::meets,
          "In phase 1 (January 2027), North gives 30.0 and gets 60.0 points of its own scale."});
  expect(judged.finding("reciprocal", 1),
         {0.625, 0.625, Verdict::meets,
          "In phase 1 (January 2027), North gives 30.0 of the 48.0 points that it still has to "
          "give."});
  EXPECT_EQ(judged.principle("reciprocal").verdict, Verdict::meets);
}

TEST(Reciprocal, SmallestStepMayBeOfWhatIsGot) {
  // North gives 30 of 48 and gets a quarter of the road, 15 of 15 + 36 + 36; South, whose market
  // costs it little, gives 7.5 of 7.5 + 18 + 1.8.
  model::CaseDraft draft = test::neighbours();
  test::measure_of(draft, "road").divisible = true;
  test::measure_of(draft, "market").worth = {{"south", -2}, {"north", 40}};
  const Judged judged(
      draft, {{"guns", 1}, {"road", 1, 0.25}, {"mines", 2}, {"road", 2, 2.0 / 3}, {"market", 2}});
  expect(judged.finding("reciprocal", 1),
         {15.0 / 87,
          {},
          Verdict::measured,
          "In phase 1 (January 2027), North gets 15.0 of the 87.0 points that it still has to "
          "get."});
}

TEST(Reciprocal, WhoeverOnlyGetsHasIndexZero) {
  model::CaseDraft draft = test::neighbours();
  test::measure_of(draft, "road").worth = {{"north", 60}};
  const Judged judged(draft, {{"road", 1}});
  expect(judged.finding("reciprocal"),
         {0,
          {},
          Verdict::measured,
          "In phase 1 (January 2027), North gives 0.0 and gets 60.0 points of its own scale."});
  expect(judged.finding("reciprocal", 1),
         {1,
          {},
          Verdict::measured,
          "In phase 1 (January 2027), North gets 60.0 of the 60.0 points that it still has to "
          "get."});
}

TEST(Reciprocal, BurdenOfAnothersMeasureIsNotGiven) {
  // Mines now also cost South 40, which South did not choose to give.
  model::CaseDraft draft = test::neighbours();
  test::measure_of(draft, "mines").worth = {{"north", -20}, {"south", -40}};
  const Judged judged(draft, {{"mines", 1}});
  EXPECT_EQ(judged.result.gives[1], (std::vector<double>{0, 0, 0}));
}

TEST(Reciprocal, NothingGivenIsNotApplicable) {
  const Judged judged(demanding(0.5, 0.5), {});
  expect(judged.finding("reciprocal"),
         {{}, {}, Verdict::not_applicable, "No principal gives or gets anything."});
  EXPECT_EQ(judged.principle("reciprocal").verdict, Verdict::not_applicable);
}

}  // namespace
}  // namespace tandem::assess
