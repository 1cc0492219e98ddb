#include "tandem/base/text.h"

#include <gtest/gtest.h>

#include <array>

#include "tandem/base/findings.h"
#include "tandem/base/random.h"

namespace tandem {
namespace {

const std::vector<std::string> kNames = {"north", "south", "league"};

TEST(EditDistance, CountsEditsAndSwapsOfNeighbours) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("north", "nroth"), 1U);
  EXPECT_EQ(edit_distance("north", "forth"), 1U);
  EXPECT_EQ(edit_distance("track", "tracks"), 1U);
}

TEST(EditDistance, IsSymmetricAndZeroOnlyForEqualWords) {
  Rng rng(7, 1);
  const auto word = [&] {
    std::string made;
    for (std::size_t i = rng.below(7); i > 0; --i) made += static_cast<char>('a' + rng.below(3));
    return made;
  };
  for (int run = 0; run < 500; ++run) {
    const std::string a = word();
    const std::string b = word();
    EXPECT_EQ(edit_distance(a, b), edit_distance(b, a));
    EXPECT_EQ(edit_distance(a, b) == 0, a == b);
  }
}

TEST(Nearest, IsTheNearestOrNothingWhereAllAreFar) {
  EXPECT_EQ(nearest("nroth", kNames), "north");
  EXPECT_EQ(nearest("sout", kNames), "south");
  EXPECT_EQ(nearest("mediator", kNames), "");
}

TEST(DidYouMean, FallsBackWhereNothingIsNear) {
  EXPECT_EQ(did_you_mean("leage", kNames, "declare it"), "did you mean 'league'?");
  EXPECT_EQ(did_you_mean("mediator", kNames, "declare it"), "declare it");
}

TEST(Utf8Prefix, EndsAtTheFirstByteThatIsNoUtf8) {
  EXPECT_EQ(utf8_prefix("남쪽 é x \U0001F600"), std::string_view("남쪽 é x \U0001F600").size());
  EXPECT_EQ(utf8_prefix("ab\xEEo"), 2U);
  for (const char* wrong : {"\x80", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                            "\xF8\x88\x80\x80\x80", "\xE2\x82"})
    EXPECT_EQ(utf8_prefix(wrong), 0U);
}

TEST(JoinWords, ReadsAsASentence) {
  EXPECT_EQ(join_words({}), "");
  EXPECT_EQ(join_words(std::array<std::string, 1>{"a"}), "a");
  EXPECT_EQ(join_words(kNames), "north, south and league");
}

TEST(Findings, ComeBackInFileOrderAndStayInOrderWhereTheyHaveNoPlace) {
  Findings found;
  found.add({"a.yaml", 9, 1}, "r", "third");
  found.add({"a.yaml", 2, 5}, "r", "second");
  found.add({}, "r", "first");
  found.add({"a.yaml", 9, 1}, "r", "fourth");
  std::string order;
  for (const Diagnostic& d : std::move(found).in_file_order()) order += d.message + " ";
  EXPECT_EQ(order, "first second third fourth ");
}

TEST(Rng, RepeatsItselfAndDiffersFromStreamToStream) {
  Rng a(1, 2);
  Rng b(1, 2);
  Rng c(1, 3);
  bool differs = false;
  for (int i = 0; i < 100; ++i) {
    const double drawn = a.uniform();
    EXPECT_EQ(drawn, b.uniform());
    EXPECT_GE(drawn, 0);
    EXPECT_LT(drawn, 1);
    differs = differs || drawn != c.uniform();
  }
  EXPECT_TRUE(differs);
}

}  // namespace
}  // namespace tandem
