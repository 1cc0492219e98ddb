#include "tandem/base/philox.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tandem/base/exponential.h"

namespace tandem {
namespace {

// Known answers of the authors' library, Random123, for philox4x32 with 10 rounds.
TEST(Philox, GivesTheKnownAnswers) {
  EXPECT_EQ(Philox(0).block({0, 0, 0, 0}),
            (Philox::Block{0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U}));
  EXPECT_EQ(Philox(~0ULL).block({~0U, ~0U, ~0U, ~0U}),
            (Philox::Block{0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU}));
  EXPECT_EQ(
      Philox(0x299f31d0a4093822ULL).block({0x243f6a88U, 0x85a308d3U, 0x13198a2eU, 0x03707344U}),
      (Philox::Block{0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U}));
}

TEST(Philox, GivesTheSameInLanes) {
  const std::uint64_t key = 0x299f31d0a4093822ULL;
  for (const std::size_t count : {1U, 7U, 8U, 61U}) {
    std::vector<std::uint32_t> words(4 * count);
    philox_blocks(key, {5, ~0U, ~0U - 3, 9}, count, words.data());  // the third word comes round
    for (std::uint32_t k = 0; k < count; ++k) {
      const Philox::Block block = Philox(key).block({5, ~0U, ~0U - 3 + k, 9});
      for (std::size_t word = 0; word < 4; ++word)
        ASSERT_EQ(words[word * count + k], block[word]) << count << " " << k;
    }
  }
}

TEST(Threshold, IsTheChanceOfAWordBelowIt) {
  EXPECT_EQ(threshold_of(0), 0U);
  EXPECT_EQ(threshold_of(-1), 0U);
  EXPECT_EQ(threshold_of(std::nan("")), 0U);
  EXPECT_EQ(threshold_of(0.5), std::uint64_t{1} << 31U);
  EXPECT_EQ(threshold_of(1), std::uint64_t{1} << 32U);
  EXPECT_EQ(threshold_of(2), std::uint64_t{1} << 32U);
}

TEST(Exponential, IsThatOfTheLibraryToAFewUnits) {
  EXPECT_EQ(exp_of(0), 1);
  EXPECT_EQ(exp_of(-1000), 0);
  for (double x = 0; x > -690; x -= 0.0137) {
    const double truth = std::exp(x);
    ASSERT_NEAR(exp_of(x) / truth, 1, 4e-16) << x;
  }
}

}  // namespace
}  // namespace tandem
