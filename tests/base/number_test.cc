#include "tandem/base/number.h"

#include <gtest/gtest.h>

namespace tandem {
namespace {

TEST(NumberOf, IsAllOfTheWordOrNothing) {
  EXPECT_EQ(number_of<double>("2.5e1"), 25);
  EXPECT_EQ(number_of<int>("-7"), -7);
  for (const char* word : {"", "2 ", " 2", "+2", "2x", "two", "0x10"}) {
    EXPECT_FALSE(number_of<double>(word)) << word;
    EXPECT_FALSE(number_of<int>(word)) << word;
  }
  EXPECT_FALSE(number_of<int>("2.5"));
}

TEST(NumberOf, IsFiniteAndInRange) {
  for (const char* word : {"nan", "inf", "-inf", "1e999"})
    EXPECT_FALSE(number_of<double>(word)) << word;
  EXPECT_FALSE(number_of<int>("99999999999"));
}

}  // namespace
}  // namespace tandem
