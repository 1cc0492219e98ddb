#include "tandem/lint/internal/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace tandem::lint {
namespace {

/// The words of a topic in a text.
std::vector<std::string> words_of(Topic topic, const std::string& text) {
  std::vector<std::string> words;
  for (const Hit& hit : Phrases().find(text))
    if (hit.topic == topic) words.push_back(text.substr(hit.begin, hit.end - hit.begin));
  return words;
}

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Words, AreFoundWholeAndInAnyCase) {
  EXPECT_THAT(words_of(Topic::effort, "The parties SEEK peace"), ElementsAre("SEEK"));
  EXPECT_THAT(words_of(Topic::effort, "hide-and-seekers"), IsEmpty());
  EXPECT_THAT(words_of(Topic::limit, "capital of the uncapped"), IsEmpty());
}

TEST(Words, AreFoundAcrossHyphensAndLines) {
  EXPECT_THAT(words_of(Topic::parallel, "a step-by-step approach"), ElementsAre("step-by-step"));
  EXPECT_THAT(words_of(Topic::parallel, "action\nfor action"), ElementsAre("action\nfor action"));
}

TEST(Words, OfALongerPhraseAreOneFinding) {
  EXPECT_THAT(words_of(Topic::effort, "use any influence they have"),
              ElementsAre("use any influence"));
  EXPECT_THAT(words_of(Topic::escape, "supreme national interests"),
              ElementsAre("supreme national interests"));
}

TEST(Words, ThatMeanNothingThereAreLeftOut) {
  EXPECT_THAT(words_of(Topic::costly, "build confidence by visits"), IsEmpty());
  EXPECT_THAT(words_of(Topic::costly, "build a bridge"), ElementsAre("build"));
  EXPECT_THAT(words_of(Topic::claim, "a declaration of intent"), IsEmpty());
  EXPECT_THAT(words_of(Topic::limit, "including but not limited to ten"), IsEmpty());
}

TEST(Words, OfLengthsAreNumbersWithUnits) {
  EXPECT_THAT(words_of(Topic::length, "limits for 15/20/25 years"), ElementsAre("15/20/25 years"));
  EXPECT_THAT(words_of(Topic::length, "a fifteen-year ban"), ElementsAre("fifteen-year"));
  EXPECT_THAT(words_of(Topic::length, "one hundred and twenty days of quiet"),
              ElementsAre("one hundred and twenty days"));
  EXPECT_THAT(words_of(Topic::length, "no ships for a year"), ElementsAre("a year"));
  EXPECT_THAT(words_of(Topic::length, "no ships for a decade"), ElementsAre("a decade"));
  EXPECT_THAT(words_of(Topic::length, "500,000 t of oil a year"), IsEmpty());
  EXPECT_THAT(words_of(Topic::length, "years of talks"), IsEmpty());
  EXPECT_THAT(words_of(Topic::length, "every 6 months, persons over 60 years of age"), IsEmpty());
}

TEST(Words, OfLengthsThatSayFromWhenAreAnchored) {
  EXPECT_THAT(words_of(Topic::length, "8 years from Adoption Day"), IsEmpty());
  EXPECT_THAT(words_of(Topic::anchored, "8 years from Adoption Day"), ElementsAre("8 years"));
  EXPECT_THAT(words_of(Topic::length, "within 30 days of signature"), IsEmpty());
  EXPECT_THAT(words_of(Topic::length, "15 years of limits"), ElementsAre("15 years"));
}

TEST(Words, OfOtherScriptsAreNotSplit) {
  EXPECT_THAT(words_of(Topic::effort,
                       "s\xC3\xA9"
                       "eek"),
              IsEmpty());
  EXPECT_EQ(tokens_of("\xEB\xB6\x81\xED\x95\x9C seek").size(), 2U);
}

TEST(Words, OfAClauseStopAtItsEnd) {
  const std::string text = "First, begin the process of removal; then rest.";
  const std::size_t at = text.find("begin");
  EXPECT_EQ(clause_around(text, at, at + 5), "begin the process of removal");
}

TEST(Words, OfNothingSayNone) {
  EXPECT_TRUE(says_none(""));
  EXPECT_TRUE(says_none("NONE AGREED (protocol missing)"));
  EXPECT_TRUE(says_none("none named"));
  EXPECT_TRUE(says_none("no"));
  EXPECT_TRUE(says_none("n/a"));
  EXPECT_TRUE(says_none("not agreed"));
  EXPECT_TRUE(says_none("no means were named"));
  EXPECT_TRUE(says_none("nothing was agreed; documents are to be handed over"));
  EXPECT_FALSE(says_none("nonetheless inspected"));
}

TEST(Words, ThatBeginWithNoSaySomething) {
  EXPECT_FALSE(says_none("not more than 2 t above for a month"));
  EXPECT_FALSE(says_none("no-notice inspections"));
  EXPECT_FALSE(says_none("no one-sided visits"));
  EXPECT_FALSE(says_none("Not the parties but the IAEA"));
  EXPECT_FALSE(says_none("No. 1 budget line"));
}

TEST(Words, OfNumbersAreRead) {
  EXPECT_EQ(number_of("fifteen"), 15);
  EXPECT_EQ(number_of("twenty"), 20);
  EXPECT_EQ(number_of("ninety-nine"), 99);
  EXPECT_EQ(number_of("one hundred and twenty"), 120);
  EXPECT_EQ(number_of("hundred"), 100);
  EXPECT_EQ(number_of("a"), 1);
  EXPECT_EQ(number_of("15/20/25"), 25);
}

TEST(Words, OfNoNumberAreNotReadAsOne) {
  EXPECT_EQ(number_of("several"), std::nullopt);
  EXPECT_EQ(number_of("2.5"), std::nullopt);
  EXPECT_EQ(number_of("two three"), std::nullopt);
  EXPECT_EQ(number_of("0"), std::nullopt);
  EXPECT_EQ(number_of(""), std::nullopt);
}

// a wrong quadratic step takes minutes here
TEST(Words, OfALongTextTakeLinearTime) {
  std::string text;
  for (int n = 0; n < 20000; ++n) text += "declaration of all seek ";
  EXPECT_EQ(words_of(Topic::effort, text).size(), 20000U);
}

}  // namespace
}  // namespace tandem::lint
