#include "tandem/plan/internal/frontier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tandem/base/random.h"

namespace tandem::plan::internal {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Frontier, KeepsOnlyPointsThatNoneDominates) {
  Frontier frontier({1, 1}, {0, 0}, {0, 0});
  EXPECT_TRUE(frontier.reach({0.2, 0.8}));
  EXPECT_TRUE(frontier.reach({0.5, 0.5}));
  EXPECT_FALSE(frontier.reach({0.5, 0.4}));
  EXPECT_FALSE(frontier.reach({0.5, 0.5}));
  EXPECT_TRUE(frontier.reach({0.3, 0.9}));
  EXPECT_THAT(frontier.points(), ElementsAre(ElementsAre(0.3, 0.9), ElementsAre(0.5, 0.5)));
}

TEST(Frontier, CutsTheCornerThatNothingReaches) {
  Frontier frontier({1, 1}, {0, 0}, {0, 0});
  frontier.exclude({0.6, 0.7});
  EXPECT_THAT(frontier.corners(), ElementsAre(ElementsAre(0.6, 1), ElementsAre(1, 0.7)));
  frontier.exclude({0.8, 0.2});  // only the corner at (1, 0.7) exceeds it in both
  EXPECT_THAT(frontier.corners(),
              ElementsAre(ElementsAre(0.6, 1), ElementsAre(0.8, 0.7), ElementsAre(1, 0.2)));
}

/// The points (0, 2) and (4, 0) of ranges 4 and 2; the corner between is (4, 2).
TEST(Frontier, SaysByHowMuchThePointsMayFallShort) {
  Frontier frontier({4, 2}, {0, 0}, {0, 0});
  frontier.reach({0, 2});
  frontier.reach({4, 0});
  EXPECT_DOUBLE_EQ(frontier.within(), 1);  // of either range
  frontier.exclude({3, 0.5});
  // (3, 2) exceeds (0, 2) by 3/4 of the first range, (4, 0.5) exceeds (4, 0) by 1/4 of the second.
  EXPECT_DOUBLE_EQ(frontier.within(), 0.75);
  frontier.reach({2, 1});
  // From (2, 1), (3, 2) is 1/4 away in the first and 1/2 in the second.
  EXPECT_DOUBLE_EQ(frontier.within(), 0.5);
}

TEST(Frontier, OpensTheLargestBoxFirstWithThePointsBesideIt) {
  Frontier frontier({4, 2}, {0, 0}, {0, 0});
  frontier.reach({0, 2});
  frontier.reach({4, 0});
  frontier.exclude({3, 0.5});
  const auto boxes = frontier.open(0.01);
  ASSERT_EQ(boxes.size(), 2U);
  EXPECT_THAT(boxes[0].high, ElementsAre(3, 2));
  EXPECT_THAT(boxes[0].low, ElementsAre(0, 0));
  EXPECT_THAT(boxes[1].high, ElementsAre(4, 0.5));
  EXPECT_THAT(boxes[1].low, ElementsAre(0, 0));
  frontier.reach({2, 1});
  EXPECT_THAT(frontier.open(0.01)[1].low, ElementsAre(2, 0));
  EXPECT_THAT(frontier.open(0.3).size(), 1U);
  frontier.give_up({3, 2});
  EXPECT_THAT(frontier.open(0.3), IsEmpty());
  EXPECT_TRUE(frontier.reopen());
  EXPECT_FALSE(frontier.reopen());
  EXPECT_THAT(frontier.open(0.3).size(), 1U);
}

/// What lies below the worst of the extremes is not searched, but the claim is about it too: the
/// point (0.9, 0.9, 0.2) would be missed by 0.8 of a range.
TEST(Frontier, ClaimsNothingOfWhatItDoesNotSearch) {
  Frontier frontier({1, 1, 1}, {0.5, 0.5, 0.5}, {0, 0, 0});
  frontier.reach({1, 0.5, 0.5});
  frontier.reach({0.5, 1, 0.5});
  frontier.reach({0.5, 0.5, 1});
  frontier.exclude({0.5, 0.5, 0.5});
  EXPECT_GE(frontier.within(), 0.8);
  EXPECT_FALSE(frontier.open(0.1).empty());
}

TEST(Frontier, HasNothingToAskWhereOnePointIsBestInAll) {
  Frontier frontier({3, 7}, {3, 7}, {0, 0});
  frontier.reach({3, 7});
  EXPECT_THAT(frontier.open(0), IsEmpty());
  EXPECT_DOUBLE_EQ(frontier.within(), 0);
}

/// Points drawn at random, asked for one box after another by looking at all of them.
TEST(Frontier, FindsEveryNonDominatedPointOfARandomCloud) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Rng rng(seed, 1);
    const std::size_t objectives = 2 + seed % 2;
    std::vector<Values> cloud(40, Values(objectives));
    for (Values& point : cloud)
      for (double& value : point) value = rng.uniform();
    const auto best_by = [&](auto score) { return *std::ranges::max_element(cloud, {}, score); };
    Values ideal(objectives);
    for (std::size_t k = 0; k < objectives; ++k)
      ideal[k] = best_by([&](const Values& at) { return at[k]; })[k];
    Values worst = ideal;
    for (std::size_t k = 0; k < objectives; ++k) {
      const Values extreme = best_by([&](const Values& at) { return at[k]; });
      for (std::size_t j = 0; j < objectives; ++j) worst[j] = std::min(worst[j], extreme[j]);
    }
    Frontier frontier(ideal, worst, Values(objectives, 0));
    for (std::size_t k = 0; k < objectives; ++k)
      frontier.reach(best_by([&](const Values& at) { return at[k]; }));
    int asked = 0;
    for (auto boxes = frontier.open(1e-6); !boxes.empty(); boxes = frontier.open(1e-6)) {
      const auto& [low, high, size] = boxes.front();
      const auto along = [&, &low = low, &high = high](const Values& at) {
        double least = 1e300;
        for (std::size_t k = 0; k < objectives; ++k)
          least = std::min(least, (at[k] - low[k]) / std::max(1e-9, high[k] - low[k]));
        return least;
      };
      const Values found = best_by(along);
      Values corner(objectives);
      for (std::size_t k = 0; k < objectives; ++k)
        corner[k] = low[k] + along(found) * std::max(1e-9, high[k] - low[k]);
      frontier.reach(found);
      frontier.exclude(corner);
      ASSERT_LT(++asked, 2000) << "seed " << seed;
    }
    for (const Values& point : cloud) {
      const bool dominated = std::ranges::any_of(cloud, [&](const Values& other) {
        return other != point && std::ranges::equal(other, point, std::greater_equal{});
      });
      EXPECT_EQ(std::ranges::count(frontier.points(), point), dominated ? 0 : 1) << "seed " << seed;
    }
    EXPECT_THAT(frontier.within(), DoubleNear(0, 1e-6));
  }
}

}  // namespace
}  // namespace tandem::plan::internal
