#include "tests/assess/judged.h"

namespace tandem::assess {
namespace {

using test::expect;
using test::Judged;

const std::vector<test::Tranche> kTogether{{"guns", 1}, {"road", 1}};
const std::vector<test::Tranche> kNorthFirst{{"guns", 1}, {"road", 2}};

model::CaseDraft reversible() {
  model::CaseDraft draft = test::neighbours();
  for (model::MeasureDraft& measure : draft.measures) measure.reversibility = 1;
  return draft;
}

TEST(SelfEnforcing, SmallestMarginMayBeTheOneAfterTheLastPhase) {
  // Whoever breaks off has a year of what stands, at a tenth of 60 and 30 a year. Month 0:
  // 30 - 6 = 24; then 27 - 3 = 24, 24 - 3 = 21 and in month 36 (60 - 30) x .7 - 3 = 18.
  const Judged judged(reversible(), kTogether);
  expect(judged.finding("self-enforcing"),
         {0.18, 0, Verdict::meets,
          "After the last phase: North gains 21.0 points by carrying on and 3.0 by breaking off."});
}

TEST(SelfEnforcing, OtherConventionIsShownAndNotJudged) {
  // The deviator stops bearing its own 3 of that year at once: 21 - 6 = 15.
  const Judged judged(reversible(), kTogether);
  expect(judged.finding("self-enforcing", 1),
         {0.15,
          {},
          Verdict::measured,
          "After the last phase: North gains 21.0 points by carrying on and 6.0 by breaking off."});
  EXPECT_EQ(judged.finding("self-enforcing", 1).name,
            "smallest margin if the deviator also takes back");
}

TEST(SelfEnforcing, CasesConventionIsTheOneJudged) {
  model::CaseDraft draft = reversible();
  draft.deviation = "withdraw";
  const Judged judged(draft, kTogether);
  EXPECT_NEAR(*judged.finding("self-enforcing").value, 0.15, 1e-12);
  EXPECT_NEAR(*judged.finding("self-enforcing", 1).value, 0.18, 1e-12);
  EXPECT_EQ(judged.finding("self-enforcing", 1).name,
            "smallest margin if the deviator only withholds");
}

TEST(SelfEnforcing, SwapThatCannotBeTakenBackTemptsBoth) {
  expect(Judged(test::neighbours(), kTogether).finding("self-enforcing"),
         {-0.3, 0, Verdict::fails,
          "Phase 1 (January 2027): North gains 30.0 points by carrying on and 60.0 by breaking "
          "off."});
}

TEST(SelfEnforcing, LastMoverHasNothingToWaitFor) {
  // South would give 27 for nothing: in month 12, and it knows it in month 0. North has 24 to gain.
  expect(Judged(test::neighbours(), kNorthFirst).finding("self-enforcing"),
         {-0.27, 0, Verdict::fails,
          "Phase 1 (January 2027): South gains 33.0 points by carrying on and 60.0 by breaking "
          "off."});
}

TEST(SelfEnforcing, ThresholdExactlyMetIsMet) {
  model::CaseDraft draft = test::neighbours();
  draft.principles.min_margin = -0.27;
  EXPECT_EQ(Judged(draft, kNorthFirst).principle("self-enforcing").verdict, Verdict::meets);
  draft.principles.min_margin = -0.26;
  EXPECT_EQ(Judged(draft, kNorthFirst).principle("self-enforcing").verdict, Verdict::fails);
}

TEST(SelfEnforcing, WithoutAHorizonAStepKeepsItsWorth) {
  // At half a year's patience, in points of month 12: 60 - 30 against 60, as in month 0.
  model::CaseDraft draft = test::neighbours();
  draft.horizon_months.reset();
  for (model::PartyDraft& party : draft.parties) party.discount = 0.5;
  expect(Judged(draft, kNorthFirst).finding("self-enforcing"),
         {-0.3, 0, Verdict::fails,
          "Phase 2 (January 2028): South gains 30.0 points by carrying on and 60.0 by breaking "
          "off."});
}

TEST(SelfEnforcing, PartnerCountsFromItsAccessionOn) {
  // A prize of 50 for breaking off tempts Coast, but only if it is in.
  model::CaseDraft draft = test::neighbours_and_coast();
  for (model::MeasureDraft& measure : draft.measures) measure.reversibility = 1;
  test::measure_of(draft, "guns").reversibility = 0;
  test::measure_of(draft, "guns").worth = {{"coast", 100}};
  draft.parties[2].breakdown_once = 50;
  const model::Case of = test::must_case(draft);
  model::Roadmap roadmap = test::starting(of, {{"guns", 0}});
  EXPECT_EQ(Judged(of, roadmap).principle("self-enforcing").verdict, Verdict::meets);
  roadmap.accession[2] = 1;
  expect(Judged(of, roadmap).finding("self-enforcing"),
         {-0.5, 0, Verdict::fails,
          "Phase 1 (January 2027): Coast gains 100.0 points by carrying on and 150.0 by breaking "
          "off."});
}

TEST(SelfEnforcing, PartnerThatNeverAccedesHasNoMargin) {
  // North's points shrink to 4/5 by the line it could have had: .18 x .8, and not Coast's 0.
  model::CaseDraft draft = test::neighbours_and_coast();
  for (model::MeasureDraft& measure : draft.measures) measure.reversibility = 1;
  const model::Case of = test::must_case(draft);
  const Judged judged(of, test::starting(of, {{"guns", 0}, {"road", 0}}));
  EXPECT_NEAR(*judged.finding("self-enforcing").value, 0.144, 1e-12);
}

TEST(SelfEnforcing, NothingStartedTemptsNobody) {
  expect(
      Judged(test::neighbours(), {}).finding("self-enforcing"),
      {0, 0, Verdict::meets,
       "Phase 1 (January 2027): North gains 0.0 points by carrying on and 0.0 by breaking off."});
}

}  // namespace
}  // namespace tandem::assess
