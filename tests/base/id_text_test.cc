#include "tandem/base/id_text.h"

#include <gtest/gtest.h>

namespace tandem {
namespace {

TEST(IdText, MakesAnIdOfWords) {
  EXPECT_EQ(as_id("E3/EU+3"), "E3-EU-3");
  EXPECT_EQ(as_id("  all   six "), "all-six");
  EXPECT_EQ(as_id("caf\xC3\xA9 1"), "caf-1");
  EXPECT_EQ(as_id("..."), "");
}

TEST(IdText, KnowsAnId) {
  EXPECT_TRUE(is_id("halt-tests"));
  EXPECT_TRUE(is_id("a--b"));
  for (const char* wrong : {"", "-a", "a-", "a b", "a.b"}) EXPECT_FALSE(is_id(wrong)) << wrong;
}

}  // namespace
}  // namespace tandem
