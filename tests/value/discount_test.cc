#include "tandem/value/discount.h"

#include <gtest/gtest.h>

namespace tandem::value {
namespace {

constexpr double kHalfAMonth = 1.0 / 4096;  // 0.5^12: the monthly factor is a half

TEST(Discount, AnnuitiesAreSumsOfMonthlyPowers) {
  const Discount d(kHalfAMonth, 0, std::nullopt, 4);
  EXPECT_NEAR(d.beta(), 0.5, 1e-15);
  EXPECT_NEAR(d.power(3), 0.125, 1e-15);
  EXPECT_NEAR(d.annuity(0, 3), 1.75, 1e-14);
  EXPECT_NEAR(d.annuity(2, 5), 0.25 + 0.125 + 0.0625, 1e-14);
  EXPECT_NEAR(d.annuity_from(0), 2, 1e-14);
  EXPECT_NEAR(d.annuity_from(2), 0.5, 1e-14);
}

TEST(Discount, EmptyStretchIsWorthNothing) {
  const Discount d(0.9, 0, 24, 24);
  EXPECT_EQ(d.annuity(7, 7), 0);
  EXPECT_EQ(d.annuity(7, 5), 0);
  EXPECT_EQ(d.annuity_from(24), 0);
  EXPECT_EQ(d.annuity_from(30), 0);
}

TEST(Discount, PatientPartyCountsMonthsUpToTheHorizon) {
  const Discount d(1, 0, 10, 4);
  EXPECT_EQ(d.annuity(4, 20), 6);
  EXPECT_EQ(d.annuity_from(4), 6);
  EXPECT_EQ(d.weight(9), 1);
  EXPECT_EQ(d.weight(10), 0);
}

TEST(Discount, HazardActsAsImpatience) {
  const Discount risky(0.9, 0.1, std::nullopt, 12);
  const Discount impatient(0.81, 0, std::nullopt, 12);
  EXPECT_NEAR(risky.power(12), 0.81, 1e-15);
  EXPECT_NEAR(risky.annuity_from(0), impatient.annuity_from(0), 1e-12);
}

TEST(Discount, TableIsOnlyAShortcut) {
  const Discount with(0.7, 0, 500, 500);
  const Discount without(0.7, 0, 500, 0);
  EXPECT_EQ(with.power(321), without.power(321));
  EXPECT_EQ(with.annuity(17, 400), without.annuity(17, 400));
}

TEST(Discount, AlmostPatientPartyKeepsItsDigits) {
  const Discount d(1 - 1e-13, 0, 240, 240);
  EXPECT_NEAR(d.annuity_from(0), 240, 1e-9);
}

}  // namespace
}  // namespace tandem::value
