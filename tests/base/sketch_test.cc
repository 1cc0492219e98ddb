#include "tandem/base/sketch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tandem/base/random.h"
#include "tandem/base/statistics.h"

namespace tandem {
namespace {

constexpr double kBucket = 0.002;  // relative width

TEST(Sketch, KnowsTheQuantilesToABucketAndTheSumExactly) {
  Rng rng(3, 0);
  Sketch all;
  std::vector<double> values;
  for (int k = 0; k < 5000; ++k) {
    const double value = rng.uniform(-40, 90);
    values.push_back(value);
    all.add(value);
  }
  std::ranges::sort(values);
  double sum = 0;
  for (const double value : values) sum += value;
  EXPECT_NEAR(all.mean(), sum / 5000, 1e-6);
  for (const double q : {0.01, 0.25, 0.5, 0.9, 1.0}) {
    const double truth = values[static_cast<std::size_t>(q * 5000) - 1];
    EXPECT_NEAR(all.quantile(q), truth, kBucket * std::abs(truth) + 0.01) << q;
  }
  EXPECT_NEAR(all.share_below(0), 40.0 / 130, 0.02);
}

// Rockafellar and Uryasev: losses 1, 2, 3, 4 and 10, equally likely, have a conditional value at
// risk of 10 at 0.8 and of 8 at 0.7.
TEST(Sketch, TailsAreConditionalValuesAtRisk) {
  Sketch gains;
  Sketch losses;
  for (const double loss : {1.0, 2.0, 3.0, 4.0, 10.0}) {
    gains.add(-loss);
    losses.add(loss);
  }
  EXPECT_NEAR(gains.lower_tail(0.2), -10, 10 * kBucket);
  EXPECT_NEAR(gains.lower_tail(0.3), -8, 8 * kBucket);
  EXPECT_NEAR(losses.upper_tail(0.3), 8, 8 * kBucket);
  EXPECT_NEAR(losses.lower_tail(1), 4, 4 * kBucket);
}

TEST(Sketch, IsTheSameInWhateverOrderItIsMade) {
  Sketch forwards;
  Sketch backwards;
  Sketch halves[2];
  for (int k = 0; k < 1000; ++k) {
    forwards.add(0.37 * k - 100);
    backwards.add(0.37 * (999 - k) - 100);
    halves[k % 2].add(0.37 * k - 100);
  }
  halves[0].merge(halves[1]);
  for (const Sketch* other : {&backwards, &halves[0]}) {
    EXPECT_EQ(other->count(), forwards.count());
    EXPECT_EQ(other->mean(), forwards.mean());
    for (const double q : {0.05, 0.5, 0.95}) EXPECT_EQ(other->quantile(q), forwards.quantile(q));
    EXPECT_EQ(other->lower_tail(0.1), forwards.lower_tail(0.1));
  }
}

TEST(BetaInterval, IsThatOfTheTables) {
  const Interval uniform = beta_interval(1, 1, 0.9);
  EXPECT_NEAR(uniform.low, 0.05, 1e-12);
  EXPECT_NEAR(uniform.high, 0.95, 1e-12);
  // Beta(2, 1) has the distribution function x^2.
  EXPECT_NEAR(beta_interval(2, 1, 0.5).low, 0.5, 1e-12);
}

TEST(Sketch, GivesNothingBeyondWhatItHolds) {
  Sketch sketch;
  for (const double value : {1.0, 1.0, 0.6, -0.3}) sketch.add(value);
  EXPECT_EQ(sketch.quantile(1), 1.0);
  EXPECT_EQ(sketch.quantile(0.9), 1.0);
  EXPECT_EQ(sketch.upper_tail(0.25), 1.0);
  EXPECT_NEAR(sketch.quantile(0.01), -0.3, 1e-6);
  const Sketch again(sketch.contents());
  EXPECT_EQ(again.quantile(1), 1.0);
  EXPECT_EQ(again.mean(), sketch.mean());
  EXPECT_EQ(again.count(), 4U);
}

}  // namespace
}  // namespace tandem
