#include <gtest/gtest.h>

#include "tests/ledger/power_loss_trial.h"
#include "tests/support/soak.h"

namespace tandem::ledger::power_loss {
namespace {

void expect_kept(const Setting& setting, std::uint64_t points, std::uint64_t first_day) {
  const Outcome outcome = lose_power(setting, points, first_day);
  EXPECT_EQ(outcome.points, points);
  EXPECT_GT(outcome.double_faults, points / 20);
  EXPECT_EQ(outcome.broken, 0U) << outcome.first;
}

TEST(PowerLoss, LosesNothingThatWasAcknowledged) { expect_kept({}, 400, 1); }

TEST(PowerLoss, AfterAFailureOfTheDiskLosesNothing) { expect_kept({.faulty = true}, 400, 1); }

TEST(PowerLoss, SlowLosesNothingThatWasAcknowledged) {
  expect_kept({}, test::soaked(20'000), 1'000);
}

TEST(PowerLoss, SlowAfterAFailureOfTheDiskLosesNothing) {
  expect_kept({.faulty = true}, test::soaked(10'000), 1'000);
}

// A trial that cannot see a promise broken proves nothing.

TEST(PowerLoss, IsSeenWhereOnlyCheckpointsAreSynced) {
  EXPECT_GT(lose_power({.synchronous = "NORMAL"}, 200).broken, 20U);
}

TEST(PowerLoss, IsSeenWhereNothingIsSynced) {
  EXPECT_GT(lose_power({.synchronous = "OFF"}, 200).broken, 20U);
}

TEST(PowerLoss, IsSeenWhereTheDiskLiesAboutSync) {
  EXPECT_GT(lose_power({.honesty = Disk::Honesty::lies_about_sync}, 200).broken, 20U);
}

}  // namespace
}  // namespace tandem::ledger::power_loss
