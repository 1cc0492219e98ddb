#include "tandem/value/covert.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/drafts.h"

namespace tandem::value {
namespace {

/// Each party bears a flow of 2 a month and has 4 from the other's step, for ever, at 0.8 a month.
model::CaseDraft exchange() {
  const double annual = std::pow(0.8, 12);
  auto draft = test::blank_case(1, 1);
  draft.parties = {test::principal("a", annual), test::principal("b", annual)};
  draft.measures = {test::step("halt", {"a"}, {{"a", -10}, {"b", 20}}),
                    test::step("relief", {"b"}, {{"b", -10}, {"a", 20}})};
  for (auto& measure : draft.measures) measure.reversibility = 1;
  return draft;
}

model::Roadmap both(const model::Case& of) {
  return test::must_roadmap(of, {{"halt", 1}, {"relief", 1}});
}

/// Of the first party, cheating on the halt from month 0 on, found with chance `p` a month.
double value_of_cheating(const model::Case& of, const Economics& worth, double p) {
  return comply(worth, both(of), PartyId(0), 0) +
         Cheating(of, worth, both(of), PartyId(0)).gain(MeasureId(0), 0, p);
}

TEST(Covert, ThresholdIsWhereCheatingPaysAsMuchAsGoingOn) {
  auto draft = exchange();
  draft.measures[0].verification = model::VerificationDraft{"inspectors", {}, {}, 0.6, {}, {}};
  const auto of = test::must_case(draft);
  const Economics worth(of);
  const auto thresholds = covert_thresholds(of, worth, both(of));
  ASSERT_EQ(thresholds.size(), 2U);
  EXPECT_EQ(thresholds[0].party, PartyId(0));
  EXPECT_EQ(thresholds[0].detection, 0.6);
  EXPECT_EQ(thresholds[1].detection, std::nullopt);
  // 20 / (1 - 0.8 (1 - p)) <= 10 / (1 - 0.8), in points a month
  for (const auto& threshold : thresholds) EXPECT_NEAR(threshold.needed.value_or(2), 0.25, 1e-8);
}

TEST(Covert, ValueIsTheExpectationOverTheMonthOfDetection) {
  const auto of = test::must_case(exchange());
  const Economics worth(of);
  const double flow = worth.stream(MeasureId(1), PartyId(0)).rate;
  for (const double p : {0.0, 0.3, 1.0})
    EXPECT_NEAR(value_of_cheating(of, worth, p), flow / (1 - 0.8 * (1 - p)), 1e-9);
}

TEST(Covert, NothingDetersWhereABreakdownTakesNothingAway) {
  auto draft = exchange();
  for (auto& measure : draft.measures) measure.reversibility = 0;
  const auto of = test::must_case(draft);
  const auto thresholds = covert_thresholds(of, Economics(of), both(of));
  ASSERT_EQ(thresholds.size(), 2U);
  EXPECT_EQ(thresholds[0].needed, std::nullopt);
}

TEST(Covert, SavedBurdenFallsDueAgainOnceFound) {
  auto draft = exchange();
  for (auto& measure : draft.measures) measure.reversibility = 0;
  const auto of = test::must_case(draft);
  const Economics worth(of);
  const double burden = -worth.stream(MeasureId(0), PartyId(0)).rate;
  const double going_on = comply(worth, both(of), PartyId(0), 0);
  EXPECT_NEAR(value_of_cheating(of, worth, 1), going_on + burden, 1e-9)
      << "found after one month: one month's burden is saved and nothing is lost";
}

TEST(Covert, BurdenBorneAtOnceLeavesNothingToCheatOn) {
  auto draft = exchange();
  draft.measures[0].upfront_burden = 1;
  const auto of = test::must_case(draft);
  const auto thresholds = covert_thresholds(of, Economics(of), both(of));
  ASSERT_EQ(thresholds.size(), 1U);
  EXPECT_EQ(thresholds[0].measure, MeasureId(1));
}

TEST(Covert, ConvergesAlsoWhenTheOneWhoCheatsIsPatientAndTheHorizonFinite) {
  auto draft = exchange();
  draft.horizon_months = 10;
  for (auto& party : draft.parties) party.discount = 1.0;
  const auto of = test::must_case(draft);
  const Economics worth(of);
  // In the last month cheating costs nothing any more; at month 0 a certain finding leaves 1 of 10.
  const double flow = worth.stream(MeasureId(1), PartyId(0)).rate;
  EXPECT_NEAR(value_of_cheating(of, worth, 1), flow, 1e-9);
  EXPECT_NEAR(value_of_cheating(of, worth, 0), 10 * flow, 1e-9);
  EXPECT_NEAR(value_of_cheating(of, worth, 0.5), flow * (1 - std::pow(0.5, 10)) / 0.5, 1e-9);
}

}  // namespace
}  // namespace tandem::value
