#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tandem/base/random.h"
#include "tandem/report/internal/step_chart.h"

namespace tandem::report {
namespace {

using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Spread, LeavesWhatHasRoomAndPartsTheRest) {
  EXPECT_THAT(spread({10, 50, 90}, 11, 0, 100), ElementsAre(10, 50, 90));
  EXPECT_THAT(spread({50, 50}, 10, 0, 100), ElementsAre(50, 60));
  EXPECT_THAT(spread({100, 100}, 10, 0, 100), ElementsAre(90, 100));
}

TEST(Spread, KeepsTheGapWhateverIsWanted) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Rng rng(seed, 2);
    std::vector<double> wanted(1 + rng.below(8));
    for (double& y : wanted) y = rng.uniform(0, 100);
    std::vector<double> placed = spread(wanted, 11, 0, 100);
    std::ranges::sort(placed);
    for (std::size_t k = 1; k < placed.size(); ++k)
      EXPECT_GE(placed[k] - placed[k - 1], 11 - 1e-9) << "seed " << seed;
    EXPECT_GE(placed.front(), -1e-9);
    EXPECT_LE(placed.back(), 100 + 1e-9);
  }
}

TEST(RoundValues, CoverTheRangeInAFewRoundSteps) {
  EXPECT_THAT(round_values(0, 1), ElementsAre(0.0, 0.2, 0.4, DoubleEq(0.6), 0.8, 1.0));
  EXPECT_THAT(round_values(0, 0), ::testing::SizeIs(2));
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Rng rng(seed, 4);
    const double low = rng.uniform(-3, 0);
    const double high = rng.uniform(0, 3);
    const std::vector<double> values = round_values(low, high);
    EXPECT_LE(values.front(), low + 1e-9);
    EXPECT_GE(values.back(), high - 1e-9);
    EXPECT_LE(values.size(), 8U);
  }
}

TEST(StepChart, HoldsAValueTillTheNextMonth) {
  StepChart chart;
  chart.title = "A";
  chart.description = "B";
  chart.lines.push_back({"", {{0, 0}, {6, 1}}});
  // From (38, 130) right to month 6, up to the top, right to the end.
  EXPECT_THAT(chart.svg().str(), HasSubstr("d=\"M38.0 130.0H182.0V10.0H326.0\""));
}

}  // namespace
}  // namespace tandem::report
