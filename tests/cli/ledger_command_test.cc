#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "apps/cli/command.h"
#include "tests/cli/session.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/shutdown_text.h"

namespace tandem::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class LedgerCommand : public testing::Test {
 protected:
  LedgerCommand() { folder_.write("agreement.yaml", test::kShutdown); }

  [[nodiscard]] test::Answer ask(std::vector<std::string> words) const {
    words.insert(words.begin(), "ledger");
    words.insert(words.begin() + 2, folder_.path("deal.ledger"));
    return test::tandem(words);
  }
  [[nodiscard]] test::Answer init() const {
    return ask({"init", folder_.path("agreement.yaml"), "--at", "2007-02-13T12:00:00Z"});
  }
  /// Recorded on the day after it happened.
  [[nodiscard]] test::Answer record(const std::string& kind, const std::string& by,
                                    const std::string& on, const std::string& at,
                                    std::vector<std::string> more) const {
    std::vector<std::string> words{"record", "--kind", kind, "--by", by, "--on", on, "--at", at};
    words.insert(words.end(), more.begin(), more.end());
    return ask(words);
  }
  /// Funds given back and claimed, the reactor shut late and found so.
  void play() const {
    ASSERT_EQ(init().status, kFine);
    ASSERT_EQ(
        record("reported", "south", "2007-06-25", "2007-06-26T08:00:00Z", {"--of", "S17"}).status,
        kFine);
    ASSERT_EQ(
        record("reported", "north", "2007-07-14", "2007-07-15T08:00:00Z", {"--of", "S01"}).status,
        kFine);
    ASSERT_EQ(
        record("verified", "iaea", "2007-07-18", "2007-07-19T08:00:00Z",
               {"--of", "S01", "--finding", "met", "--source", "BBC | https://example.org/7-18"})
            .status,
        kFine);
  }
  [[nodiscard]] json state_on(const std::string& on, const std::string& known) const {
    return json::parse(ask({"status", "--on", on, "--known", known, "--json"}).out);
  }

  test::ScratchFolder folder_;
};

TEST_F(LedgerCommand, BeginsWithTheTextAndGivesAReceipt) {
  const test::Answer answer = init();
  EXPECT_EQ(answer.status, kFine) << answer.err;
  EXPECT_THAT(answer.out, HasSubstr("Entry 2."));
  EXPECT_THAT(answer.out, HasSubstr("receipt: 2:"));
  EXPECT_EQ(init().status, kBadInput) << "never over a ledger";
}

TEST_F(LedgerCommand, TheTwoAxesAreTrueOnEachDay) {
  play();
  const std::string later = "2007-08-01";
  const auto first = [&](const std::string& on) { return state_on(on, later)["obligations"][0]; };
  EXPECT_EQ(first("2007-04-13")["reported"], "not_due");
  EXPECT_EQ(first("2007-04-14")["reported"], "due");
  EXPECT_EQ(first("2007-04-15")["reported"], "late");
  EXPECT_EQ(first("2007-07-14")["reported"], "done");
  EXPECT_EQ(first("2007-07-14")["verification"], "claimed");
  EXPECT_EQ(first("2007-07-18")["verification"], "verified");
  EXPECT_EQ(first("2007-07-18")["days_late"], 91);
  EXPECT_EQ(first("2007-07-18")["due"], "2007-04-14");
}

TEST_F(LedgerCommand, WhatWasKnownIsNotWhatHappened) {
  play();
  const json known = state_on("2007-07-14", "2007-07-14");
  EXPECT_EQ(known["obligations"][0]["reported"], "late");
  EXPECT_EQ(known["entries"], 3);
  EXPECT_EQ(state_on("2007-07-14", "2007-07-15")["obligations"][0]["reported"], "done");
}

TEST_F(LedgerCommand, ReadsACopyLikeTheLedgerAndAddsNothingToIt) {
  play();
  const std::string copy = folder_.path("copy.txt");
  folder_.write("copy.txt", ask({"export"}).out);
  const auto of_copy = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "ledger");
    words.insert(words.begin() + 2, copy);
    return test::tandem(words);
  };
  const std::vector<std::vector<std::string>> all{
      {"status", "--on", "2007-07-14", "--known", "2007-07-15", "--json"},
      {"due", "--on", "2007-04-20"},
      {"timeline", "--of", "S01"},
      {"verify"},
      {"export", "--as", "csv"},
      {"export", "--as", "status-csv"},
      {"export"}};
  for (const auto& words : all) {
    const test::Answer answer = of_copy(words);
    EXPECT_EQ(answer.status, kFine) << answer.err;
    EXPECT_EQ(answer.out, ask(words).out) << words[0];
  }
  const test::Answer added =
      of_copy({"record", "--kind", "incident", "--by", "iaea", "--says", "A lock is broken"});
  EXPECT_EQ(added.status, kBadInput);
  EXPECT_THAT(added.err, HasSubstr("copy.txt is an export, a copy that takes no entries"));
  folder_.write("more.csv", "obligation,event,on,by\nS01,done,2007-07-20,north\n");
  EXPECT_EQ(of_copy({"import", folder_.path("more.csv")}).status, kBadInput);
  EXPECT_EQ(of_copy({"export"}).out, ask({"export"}).out);
}

TEST_F(LedgerCommand, TakesNoTimeThatIsStillToComeButInAnExercise) {
  play();
  const auto later = [&](const std::string& at) {
    return record("incident", "iaea", "2007-08-01", at, {"--says", "A lock is broken"});
  };
  const test::Answer refused = later("2999-01-01T00:00:00Z");
  EXPECT_EQ(refused.status, kBadInput);
  EXPECT_THAT(refused.err, HasSubstr("is still to come: until then nobody could record"));
  folder_.write("more.csv", "obligation,event,on,by\nS01,incident,2007-08-02,iaea\n");
  EXPECT_EQ(ask({"import", folder_.path("more.csv"), "--at", "2999-01-01T00:00:00Z"}).status,
            kBadInput);
  EXPECT_EQ(later("2007-08-02T00:00:00Z").status, kFine);
  // One that begins in the future goes on there.
  const std::string exercise = folder_.path("exercise.ledger");
  const auto in_exercise = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "ledger");
    words.insert(words.begin() + 2, exercise);
    return test::tandem(words);
  };
  ASSERT_EQ(
      in_exercise({"init", folder_.path("agreement.yaml"), "--at", "2999-01-01T00:00:00Z"}).status,
      kFine);
  EXPECT_EQ(in_exercise({"record", "--kind", "incident", "--by", "iaea", "--on", "2999-01-02",
                         "--says", "A lock is broken", "--at", "2999-01-02T00:00:00Z"})
                .status,
            kFine);
}

TEST_F(LedgerCommand, WritesOverNoLedgerAndNoSecretKey) {
  play();
  const std::string before = ask({"export"}).out;
  const test::Answer over = ask({"export", "--as", "csv", "-o", folder_.path("deal.ledger")});
  EXPECT_EQ(over.status, kBadInput);
  EXPECT_THAT(over.err, HasSubstr("deal.ledger is a ledger, which is not written over"));
  EXPECT_EQ(ask({"export"}).out, before);
  ASSERT_EQ(test::tandem({"ledger", "keys", folder_.path("north.key")}).status, kFine);
  EXPECT_THAT(ask({"export", "-o", folder_.path("north.key")}).err,
              HasSubstr("is a secret key, which is not written over"));
}

TEST_F(LedgerCommand, FindsThatACopyWasChanged) {
  play();
  std::string text = ask({"export"}).out;
  text.replace(text.find("2007-07-14"), 10, "2007-07-13");
  folder_.write("copy.jsonl", text);
  const test::Answer answer = test::tandem({"ledger", "verify", folder_.path("copy.jsonl")});
  EXPECT_EQ(answer.status, kFindings);
  EXPECT_THAT(answer.err, HasSubstr("copy.jsonl:5"));
  EXPECT_EQ(test::tandem({"ledger", "status", folder_.path("copy.jsonl")}).status, kBadInput);
  EXPECT_EQ(test::tandem({"ledger", "verify", folder_.path("none.jsonl")}).status, kBadInput);
}

TEST_F(LedgerCommand, SaysWhatNeedsAttentionAndCounts) {
  play();
  const test::Answer answer = ask({"status", "--on", "2007-04-20", "--known", "2007-08-01"});
  EXPECT_THAT(answer.out, HasSubstr("2 obligations: 0 done, 2 late."));
  EXPECT_THAT(answer.out, HasSubstr("was due 2007-04-14, 6 days ago"));
  EXPECT_THAT(answer.out, HasSubstr("was due 2007-03-15, 36 days ago"));
  const std::string later = ask({"status", "--on", "2007-07-20", "--known", "2007-08-01"}).out;
  EXPECT_THAT(later, HasSubstr("2 obligations: 2 done, 0 late. Of 2 reported as done"));
  EXPECT_THAT(later, HasSubstr("1\nverified and 1 only claimed."));
}

TEST_F(LedgerCommand, ListsWhatIsDueWithWhoOwesWhom) {
  ASSERT_EQ(init().status, kFine);
  const json due = json::parse(
      ask({"due", "--on", "2007-03-20", "--known", "2007-03-20", "--days", "30", "--json"}).out);
  ASSERT_EQ(due["due"].size(), 2U);
  EXPECT_EQ(due["due"][0]["id"], "S17");
  EXPECT_EQ(due["due"][0]["days_late"], 5);
  EXPECT_EQ(due["due"][0]["by"], json({"south"}));
  EXPECT_EQ(due["due"][1]["for"], json({"south"}));
  EXPECT_THAT(ask({"due", "--on", "2007-03-01", "--known", "2007-03-20", "--days", "7"}).out,
              HasSubstr("Nothing is late, and nothing is due within 7 days."));
}

TEST_F(LedgerCommand, TellsWhatHappenedWithItsSources) {
  play();
  const test::Answer answer = ask({"timeline", "--of", "S01", "--known", "2007-08-01"});
  EXPECT_THAT(answer.out, HasSubstr("verified: met"));
  EXPECT_THAT(answer.out, HasSubstr("from BBC, https://example.org/7-18"));
  EXPECT_THAT(answer.out, testing::Not(HasSubstr("S17")));
  EXPECT_EQ(json::parse(ask({"timeline", "--json"}).out)["entries"].size(), 5U);
}

TEST_F(LedgerCommand, RefusesInWordsAndKeepsNothingOfIt) {
  play();
  const std::string at = "2007-07-20T08:00:00Z";
  const test::Answer unknown = record("reported", "north", "2007-07-19", at, {"--of", "S10"});
  EXPECT_EQ(unknown.status, kBadInput);
  EXPECT_THAT(unknown.err, HasSubstr("S10"));
  EXPECT_THAT(unknown.err, HasSubstr("S01"));
  EXPECT_EQ(
      record("verified", "north", "2007-07-19", at, {"--of", "S01", "--finding", "met"}).status,
      kBadInput);
  EXPECT_THAT(record("verifed", "iaea", "2007-07-19", at, {"--of", "S01"}).err,
              HasSubstr("verified"));
  EXPECT_EQ(state_on("2007-08-01", "2007-08-01")["entries"], 5);
}

TEST_F(LedgerCommand, RecordsOnlyOnTheExpectedHead) {
  const std::string out = init().out;
  const std::string receipt = out.substr(out.find("2:"), 66);
  const std::string at = "2007-03-01T08:00:00Z";
  const std::vector<std::string> more{"--of", "S17", "--expect", receipt};
  EXPECT_EQ(record("started", "south", "2007-03-01", at, more).status, kFine);
  const test::Answer again = record("reported", "south", "2007-03-01", at, more);
  EXPECT_EQ(again.status, kBadInput);
  EXPECT_EQ(state_on("2007-03-01", "2007-03-01")["entries"], 3);
}

TEST_F(LedgerCommand, BeginsWithATextOnly) {
  const test::Answer answer = ask({"init"});
  EXPECT_EQ(answer.status, kBadInput);
  EXPECT_THAT(answer.err, HasSubstr("init needs a FILE: the agreement that was signed"));
  EXPECT_EQ(init().status, kFine) << "nothing is in the way";
}

TEST_F(LedgerCommand, WarnsOfAVerifierThatIsNearlyAnActor) {
  std::string text = test::kShutdown;
  text += "    verification: {means: visits, operator: iea}\n";
  folder_.write("agreement.yaml", text);
  const test::Answer answer = init();
  EXPECT_EQ(answer.status, kFine);
  EXPECT_THAT(answer.err, HasSubstr("its operator 'iea' is no actor; did you mean 'iaea'?"));
}

TEST_F(LedgerCommand, SaysWhoJoinsThatNoTextNames) {
  play();
  const test::Answer answer = record("acceded", "ia", "2007-07-20", "2007-07-20T08:00:00Z", {});
  EXPECT_EQ(answer.status, kFine) << answer.err;
  EXPECT_THAT(answer.err, HasSubstr("'ia', which no text names"));
}

TEST_F(LedgerCommand, TellsOfObligationsOnly) {
  play();
  const test::Answer answer = ask({"timeline", "--of", "S10"});
  EXPECT_EQ(answer.status, kBadInput);
  EXPECT_THAT(answer.err, HasSubstr("[unknown-obligation]"));
  EXPECT_THAT(answer.err, HasSubstr("did you mean 'S01'?"));
  EXPECT_EQ(ask({"timeline", "--of", "S17", "--known", "2007-01-01"}).status, kFine)
      << "of the text, though not yet known";
}

TEST_F(LedgerCommand, RefusesOptionsThatAnActionDoesNotUse) {
  play();
  const test::Answer due = ask({"due", "--of", "S01", "--kind", "reported", "--days", "30"});
  EXPECT_EQ(due.status, kBadInput);
  EXPECT_THAT(due.err, HasSubstr("'due' has no use for --of"));
  EXPECT_THAT(due.err, HasSubstr("'due' has no use for --kind"));
  EXPECT_THAT(due.err, testing::Not(HasSubstr("--days")));
  EXPECT_THAT(due.err, HasSubstr("[useless-field]"));
  EXPECT_THAT(ask({"timeline", "--days", "30"}).err, HasSubstr("no use for --days"))
      << "also where it is what holds anyway";
  EXPECT_THAT(ask({"verify", "--on", "2007-07-14"}).err, HasSubstr("no use for --on"));
  EXPECT_THAT(ask({"status", "more.yaml"}).err, HasSubstr("no use for FILE"));
  EXPECT_EQ(ask({"status", "--json", "-o", folder_.path("s.json")}).status, kFine);
}

TEST_F(LedgerCommand, SaysWhatCanBeDone) {
  const test::Answer answer = ask({"statsu"});
  EXPECT_EQ(answer.status, kBadInput);
  EXPECT_THAT(answer.err, HasSubstr("did you mean 'status'"));
  EXPECT_EQ(ask({"status"}).status, kBadInput) << "there is no ledger";
}

}  // namespace
}  // namespace tandem::cli
