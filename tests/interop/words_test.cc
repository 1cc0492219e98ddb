#include "tandem/interop/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/interop/sample.h"

namespace tandem::interop {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The words of a trigger of an obligation Z after those of the sample.
std::string words_of(const std::string& trigger, model::Tlp up_to = model::Tlp::red) {
  const auto sample = test::two_bridges_and(
      "  Z:\n    title: Z\n    actors: [north]\n    trigger: '" + trigger + "'\n");
  const auto& all = sample.file.valid.obligations();
  return trigger_words(sample.file.valid, all.back().trigger, up_to);
}

TEST(TriggerWords, SayEveryTiming) {
  EXPECT_EQ(words_of("by T0 + 60d"), "no later than 60 days after Entry into force");
  EXPECT_EQ(words_of("at B1"), "on the day of completion of B1");
  EXPECT_EQ(words_of("at 2027-05-01"), "on 1 May 2027");
  EXPECT_EQ(words_of("upon verified(A1, B1)"), "upon verification of A1 and B1");
  EXPECT_EQ(words_of("with started(A1)"), "on the same day as the start of A1");
  EXPECT_EQ(words_of("from T0"), "as from Entry into force");
  EXPECT_EQ(words_of("after B1"), "not before completion of B1");
  EXPECT_EQ(words_of("start by T0 + 1m"), "begun no later than 1 month after Entry into force");
  EXPECT_EQ(words_of("start at T0, done by T0 + 2w"),
            "begun on the day of Entry into force and completed no later than 2 weeks after Entry "
            "into force");
  EXPECT_EQ(words_of("between T0 and 2027-01-01"),
            "not before Entry into force and no later than 1 January 2027");
  EXPECT_EQ(words_of("every 6 months from T0 until B1"),
            "every 6 months from Entry into force until completion of B1");
  EXPECT_EQ(words_of("every 1 month from T0"), "every month from Entry into force");
  EXPECT_EQ(words_of("in proportion to A1, B1"), "in proportion to the progress of A1 and B1");
  EXPECT_EQ(words_of("in parallel with A1, B1"), "in parallel with A1 and B1");
  EXPECT_EQ(words_of("standing"), "at all times");
  EXPECT_EQ(words_of("promptly after A1"), "promptly after completion of A1");
  EXPECT_EQ(words_of("undated"), "");
}

TEST(TriggerWords, SayEndingsAndEffort) {
  EXPECT_EQ(words_of("at A1 effective B1"),
            "on the day of completion of A1, with effect from completion of B1");
  EXPECT_EQ(words_of("by T0 + 60d unless B1"),
            "no later than 60 days after Entry into force, unless completion of B1 comes first");
  EXPECT_EQ(words_of("seek at A1"), "on the day of completion of A1 (to be sought)");
}

TEST(TriggerWords, SayTheFirstAndTheLastOfSeveral) {
  EXPECT_EQ(words_of("by earliest(T0 + 8y, B1)"),
            "no later than the earlier of 8 years after Entry into force and completion of B1");
  EXPECT_EQ(words_of("by latest(T0, A1, B1 - 2d)"),
            "no later than the last of Entry into force, completion of A1 and 2 days before "
            "completion of B1");
}

TEST(TriggerWords, CallAMilestoneByItsShortTitle) {
  EXPECT_EQ(words_of("upon M1"), "upon Bridge Day (M1)");
  EXPECT_EQ(words_of("upon verified(M1)"), "upon verification of M1");
}

TEST(TriggerWords, NameNothingThatIsNotShown) {
  EXPECT_EQ(words_of("upon X1", model::Tlp::amber),
            "upon completion of 1 obligation not shown here");
  EXPECT_EQ(words_of("upon verified(A1, X1)", model::Tlp::amber),
            "upon verification of A1 and 1 obligation not shown here");
  EXPECT_EQ(words_of("upon X1"), "upon completion of X1");
}

TEST(WhenWords, AddTheDayWhereTheWordsDoNotSayIt) {
  const auto sample = test::two_bridges();
  const auto when = [&](std::string_view id) {
    return when_words(sample.file.valid, sample.dates, sample.id(id));
  };
  // 1 March + 60 days, counted from 2 March on, is 30 April.
  EXPECT_THAT(when("A1"), HasSubstr("60 days after Entry into force (30 April 2026)"));
  EXPECT_EQ(when("R1"), "every month from 31 January 2026 until 30 April 2026");
  EXPECT_THAT(when("U1"), Not(HasSubstr("20")));
}

TEST(WhenSentence, FitsTheKindAndTheTrigger) {
  const auto sample = test::two_bridges();
  const auto sentence = [&](std::string_view id) {
    return when_sentence(sample.file.valid, sample.dates, sample.id(id));
  };
  EXPECT_THAT(sentence("A1"), HasSubstr("This shall be begun on the day of Entry into force"));
  EXPECT_EQ(sentence("K1"), "This applies at all times.");
  EXPECT_THAT(sentence("M1"), HasSubstr("This shall take place 30 days after completion of B1"));
  EXPECT_THAT(sentence("B1"), HasSubstr("This shall be done upon verification of A1"));
}

TEST(IdWords, MakeARangeOfThreeThatFollowEachOther) {
  std::string lines;
  for (const char* id : {"J8", "J9", "J10", "J12", "J13"})
    lines += std::string("  ") + id + ":\n    title: Z\n    actors: [north]\n";
  const auto sample = test::two_bridges_and(lines);
  std::vector<model::ObligationId> ids;
  for (const char* id : {"A1", "J8", "J9", "J10", "J12", "J13"}) ids.push_back(sample.id(id));
  EXPECT_EQ(id_words(sample.file.valid, ids), "A1, J8 to J10, J12 and J13");
}

TEST(TlpNamed, KnowsEveryLabelAndNothingElse) {
  EXPECT_EQ(tlp_named("amber-strict"), model::Tlp::amber_strict);
  EXPECT_EQ(tlp_words(*tlp_named("amber-strict")), "TLP:AMBER+STRICT");
  EXPECT_FALSE(tlp_named("AMBER"));
  EXPECT_FALSE(tlp_named(""));
}

}  // namespace
}  // namespace tandem::interop
