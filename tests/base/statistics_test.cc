#include "tandem/base/statistics.h"

#include <gtest/gtest.h>

namespace tandem {
namespace {

TEST(Wilson, OfEightInTen) {
  // z = 1.96, z² = 3.8415: centre (.8 + .19207) / 1.38415, half 1.96 sqrt(.016 + .0096036)
  // / 1.38415
  const Interval one = wilson(8, 10);
  EXPECT_NEAR(one.low, 0.4902, 1e-4);
  EXPECT_NEAR(one.high, 0.9433, 1e-4);
}

TEST(Wilson, NoneAndAllAreNotCertain) {
  EXPECT_NEAR(wilson(0, 10).low, 0, 1e-12);
  EXPECT_NEAR(wilson(0, 10).high, 0.2775, 1e-4);  // z² / (n + z²)
  EXPECT_NEAR(wilson(10, 10).low, 0.7225, 1e-4);
  EXPECT_NEAR(wilson(10, 10).high, 1, 1e-12);
}

TEST(Wilson, WithoutTrialsNothingIsKnown) {
  EXPECT_EQ(wilson(0, 0).low, 0);
  EXPECT_EQ(wilson(0, 0).high, 1);
}

}  // namespace
}  // namespace tandem
