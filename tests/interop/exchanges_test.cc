#include "tandem/interop/internal/exchanges.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/interop/sample.h"

namespace tandem::interop {
namespace {

using testing::ElementsAre;

/// Obligations P1, P2, P3, Q1, Q2, R1 after the sample, each with what it is exchanged for.
test::Bridges exchanging(const std::vector<std::pair<std::string, std::string>>& exchanged) {
  std::string lines;
  for (const auto& [id, with] : exchanged)
    lines += "  " + id + ":\n    title: Z\n    actors: [north]\n    for: [" + with + "]\n";
  return test::two_bridges_and(lines);
}

TEST(Packages, MakeOneOfAllThatAreExchangedForAll) {
  // The sample has the pairs A1-B1 and B1-X1 besides, its positions are 0 to 7.
  const auto sample = exchanging(
      {{"P1", "Q1, Q2"}, {"P2", "Q1, Q2"}, {"P3", "Q1, Q2"}, {"Q1", "P1"}, {"Q2", "P1, P2, P3"}});
  const auto all = packages(sample.view());
  ASSERT_EQ(all.size(), 3U);
  EXPECT_THAT(all[0].one, ElementsAre(8U, 9U, 10U));
  EXPECT_THAT(all[0].other, ElementsAre(11U, 12U));
  EXPECT_THAT(all[1].one, ElementsAre(0U));
  EXPECT_THAT(all[1].other, ElementsAre(1U));
}

TEST(Packages, HoldEveryExchangeOnce) {
  const auto sample = exchanging(
      {{"P1", "Q1, Q2"}, {"P2", "Q1, Q2"}, {"Q1", "P1, R9"}, {"Q2", ""}, {"R9", "P1, P2"}});
  std::multiset<std::pair<std::size_t, std::size_t>> seen;
  for (const Package& package : packages(sample.view()))
    for (const std::size_t one : package.one)
      for (const std::size_t other : package.other)
        seen.insert({std::min(one, other), std::max(one, other)});
  const std::multiset<std::pair<std::size_t, std::size_t>> expected{
      {0, 1}, {1, 6}, {8, 10}, {8, 11}, {8, 12}, {9, 10}, {9, 11}, {9, 12}, {10, 12}};
  EXPECT_EQ(seen, expected);
}

TEST(Packages, HaveNothingThatIsNotShown) {
  const auto sample = test::two_bridges();
  const auto all = packages(sample.view(model::Tlp::clear));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_THAT(all[0].other, ElementsAre(1U));
}

}  // namespace
}  // namespace tandem::interop
