#include <gtest/gtest.h>

#include <cmath>

#include "tandem/value/game.h"
#include "tests/support/drafts.h"
#include "tests/support/truth_cases.h"

/// War out of a commitment problem: the largest shift of power that a single step may bring.
namespace tandem {
namespace {

constexpr double kTruth = 1e-6;

/// Margin of the falling power B at the start of `phase`.
double margin(const test::PowerShift& truth, int phase) {
  const model::Case of = test::must_case(test::power_shift(truth));
  const value::Economics worth(of);
  const auto roadmap =
      test::must_roadmap(of, {{"whole-pie", 1}, {"build-up", 1}, {"settlement", 2}});
  const PartyId b = test::party(of, "b");
  const int month = of.phase_start(phase);
  return value::comply(worth, roadmap, b, month) -
         value::defect(of, worth, roadmap, b, month, model::Deviation::withhold);
}

double largest_shift(test::PowerShift truth) {
  return test::sign_change(truth.before, 1, [&](double after) {
    truth.after = after;
    return -margin(truth, 1);
  });
}

TEST(PowerShift, LargestThatAStrongPartyCanBuyOff) {
  EXPECT_NEAR(largest_shift({}), 0.3388888889, kTruth);
}

TEST(PowerShift, BoundIsTheClosedFormForOtherNumbers) {
  for (const double discount : {0.8, 0.95})
    for (const double cost : {0.5, 2.0}) {
      const double closed = (0.3 + cost * std::pow(1 - discount, 2)) / discount;
      EXPECT_NEAR(largest_shift({discount, cost, 0.3, 0}), closed, kTruth);
    }
}

TEST(PowerShift, OnceItHasHappenedTheSettlementIsAsGoodAsWar) {
  for (const int phase : {2, 3}) EXPECT_NEAR(margin({.after = 0.33}, phase), 0, kTruth);
}

}  // namespace
}  // namespace tandem
