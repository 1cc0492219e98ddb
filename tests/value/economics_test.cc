#include "tandem/value/economics.h"

#include <gtest/gtest.h>

#include "tests/support/drafts.h"

namespace tandem::value {
namespace {

/// Ten months that all weigh the same, so that every value is a sum of small numbers.
/// "gain" brings a 30 points: 12 at once in month start + 2, then 1.8 a month.
/// "pain" costs a 20 points: 5 at once in month start, then 1.5 a month.
model::Case ten_months() {
  auto draft = test::blank_case(1, 10, 10);
  draft.parties = {test::principal("a", 1), test::principal("b", 1)};
  draft.parties[0].breakdown_per_year = 12;
  draft.parties[0].breakdown_once = -3;
  auto gain = test::step("gain", {"b"}, {{"a", 30}});
  gain.duration = 1.5;  // counted as two months
  gain.upfront = 0.4;
  gain.reversibility = 0.5;
  gain.restore_months = 2.2;  // counted as three
  auto pain = test::step("pain", {"a"}, {{"a", -20}});
  pain.duration = 2;
  pain.upfront_burden = 0.25;
  pain.breakdown_shift = {{"a", 6}};
  draft.measures = {gain, pain, test::step("rest", {"b"}, {{"a", 70}, {"b", -4}})};
  return test::must_case(draft);
}

class EconomicsOfTenMonths : public testing::Test {
 protected:
  model::Case of = ten_months();
  Economics worth{of};
  PartyId a = test::party(of, "a");
  PartyId b = test::party(of, "b");
  MeasureId gain = test::measure(of, "gain");
  MeasureId pain = test::measure(of, "pain");
};

TEST_F(EconomicsOfTenMonths, ScaleMakesPositiveWorthsSumToOneHundred) {
  EXPECT_DOUBLE_EQ(worth.scale(a), 1);
  EXPECT_DOUBLE_EQ(worth.scale(b), 25) << "b gains nothing, so its burdens make its scale";
}

TEST_F(EconomicsOfTenMonths, StreamSplitsUpfrontFromFlow) {
  EXPECT_NEAR(worth.stream(gain, a).once, 12, 1e-12);
  EXPECT_NEAR(worth.stream(gain, a).rate, 1.8, 1e-12);
  EXPECT_NEAR(worth.stream(pain, a).once, -5, 1e-12);
  EXPECT_NEAR(worth.stream(pain, a).rate, -1.5, 1e-12);
}

TEST_F(EconomicsOfTenMonths, BenefitBeginsInForceAndBurdenAtTheStart) {
  EXPECT_NEAR(worth.carried_out(a, gain, 1, 0), 12 + 1.8 * 7, 1e-12);
  EXPECT_NEAR(worth.carried_out(a, gain, 1, 5), 1.8 * 5, 1e-12) << "what came before is sunk";
  EXPECT_NEAR(worth.carried_out(a, pain, 1, 0), -5 - 1.5 * 9, 1e-12);
  EXPECT_NEAR(worth.carried_out(a, pain, 1, 2), -1.5 * 8, 1e-12);
}

TEST_F(EconomicsOfTenMonths, WhatComesAtOnceAfterTheHorizonIsNotCounted) {
  EXPECT_NEAR(worth.carried_out(a, gain, 7, 0), 12 + 1.8, 1e-12);
  EXPECT_NEAR(worth.carried_out(a, gain, 8, 0), 0, 1e-12);
}

TEST_F(EconomicsOfTenMonths, BreakdownTakesBackTheFlowAfterTheRestoreMonths) {
  // in force in months 3..9, taken back by half from month 4 + 3 on
  EXPECT_NEAR(worth.broken_off(a, gain, 1, 4, 0), 12 + 1.8 * 4 + 0.9 * 3, 1e-12);
  EXPECT_NEAR(worth.broken_off(a, gain, 1, 3, 0), 12 + 1.8 * 3 + 0.9 * 4, 1e-12)
      << "in force in the very month of the breakdown";
}

TEST_F(EconomicsOfTenMonths, WhatIsNotInForceAtTheBreakdownNeverIs) {
  EXPECT_EQ(worth.broken_off(a, gain, 1, 2, 0), 0);
  EXPECT_NEAR(worth.broken_off(a, pain, 1, 2, 0), -5 - 1.5, 1e-12) << "its burden stops";
}

TEST_F(EconomicsOfTenMonths, BreakdownPointsRunToTheHorizon) {
  EXPECT_NEAR(worth.breakdown(a, 4, false), 6, 1e-12);
  EXPECT_NEAR(worth.breakdown(a, 4, true), 6 - 3, 1e-12);
  EXPECT_EQ(worth.breakdown(a, 10, true), 0) << "after the horizon nothing counts";
}

TEST_F(EconomicsOfTenMonths, BreakdownShiftNeedsTheMeasureInForce) {
  EXPECT_NEAR(worth.breakdown_shift(a, pain, 1, 3), 0.5 * 7, 1e-12);
  EXPECT_EQ(worth.breakdown_shift(a, pain, 1, 2), 0);
}

}  // namespace
}  // namespace tandem::value
