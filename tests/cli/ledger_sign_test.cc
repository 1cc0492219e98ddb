#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "apps/cli/command.h"
#include "tests/cli/session.h"
#include "tests/support/python.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/shutdown_text.h"

/// A party that signs on its own machine, and a keeper that records what it is sent.
namespace tandem::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class LedgerSign : public testing::Test {
 protected:
  void SetUp() override {
    folder_.write("agreement.yaml", test::kShutdown);
    ASSERT_EQ(run({"init", folder_.path("a.ledger"), folder_.path("agreement.yaml"), "--at",
                   "2007-02-13T12:00:00Z"})
                  .status,
              kFine);
    ASSERT_EQ(run({"export", folder_.path("a.ledger"), "-o", folder_.path("copy.jsonl")}).status,
              kFine);
    ASSERT_EQ(run({"keys", folder_.path("north.key")}).status, kFine);
  }
  [[nodiscard]] static test::Answer run(std::vector<std::string> words) {
    words.insert(words.begin(), "ledger");
    return test::tandem(words);
  }
  /// What the north says, signed with the copy of the ledger alone.
  [[nodiscard]] test::Answer sign(const std::string& ledger) const {
    return run({"sign", folder_.path(ledger), "--kind", "reported", "--of", "S01", "--by", "north",
                "--on", "2007-07-14", "--key", folder_.path("north.key")});
  }
  [[nodiscard]] test::Answer record(const std::string& statement, const std::string& at) {
    folder_.write("said.json", statement);
    return run(
        {"record", folder_.path("a.ledger"), "--statement", folder_.path("said.json"), "--at", at});
  }
  test::ScratchFolder folder_;
};

TEST_F(LedgerSign, WhatIsSignedElsewhereIsRecordedAsItIs) {
  const test::Answer said = sign("copy.jsonl");
  ASSERT_EQ(said.status, kFine) << said.err;
  EXPECT_THAT(said.out, HasSubstr("\"signature\":"));
  EXPECT_EQ(said.out, sign("a.ledger").out) << "Ed25519 has one signature of one statement";
  ASSERT_EQ(record(said.out, "2007-08-01T09:00:00Z").status, kFine);
  const test::Answer verified = run({"verify", folder_.path("a.ledger")});
  EXPECT_EQ(verified.status, kFine) << verified.out;
  EXPECT_THAT(verified.out, HasSubstr("and 1 signatures"));
}

TEST_F(LedgerSign, OnceAndUnchanged) {
  const std::string said = sign("copy.jsonl").out;
  std::string other = said;
  other.replace(other.find("2007-07-14"), 10, "2007-04-14");
  EXPECT_THAT(record(other, "2007-08-01T09:00:00Z").err, HasSubstr("bad-signature"));
  ASSERT_EQ(record(said, "2007-08-01T09:00:00Z").status, kFine);
  EXPECT_THAT(record(said, "2007-08-02T09:00:00Z").err, HasSubstr("said-already"));
  EXPECT_THAT(record("nonsense", "2007-08-02T09:00:00Z").err, HasSubstr("canonical-body"));
}

TEST_F(LedgerSign, TheSecretKeyIsForItsOwnerAloneAndNeverOverwritten) {
  struct stat found {};
  ASSERT_EQ(stat(folder_.path("north.key").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
  EXPECT_EQ(run({"keys", folder_.path("north.key")}).status, kBadInput);
  const json made = json::parse(run({"keys", folder_.path("other.key"), "--json"}).out);
  EXPECT_EQ(made["key"].get<std::string>().size(), 44U);
}

TEST_F(LedgerSign, TheFirstSignatureFixesTheKeyAndSaysSo) {
  const test::Answer first = record(sign("copy.jsonl").out, "2007-08-01T09:00:00Z");
  ASSERT_EQ(first.status, kFine);
  EXPECT_THAT(first.err, HasSubstr("from now on 'north' signs all that it says with the key"));
  EXPECT_LE(test::widest(first.err), 80U);
  const std::string unsigned_row = "obligation,event,on,by\nS01,started,2007-07-10,north\n";
  folder_.write("q.csv", unsigned_row);
  const test::Answer sheet = run({"import", folder_.path("a.ledger"), folder_.path("q.csv")});
  EXPECT_EQ(sheet.status, kBadInput);
  EXPECT_THAT(sheet.err, HasSubstr("[unsigned]"));
  EXPECT_THAT(sheet.err, HasSubstr("leave the row out"));
  const test::Answer again =
      run({"record", folder_.path("a.ledger"), "--kind", "started", "--of", "S01", "--by", "north",
           "--on", "2007-07-01", "--key", folder_.path("north.key")});
  ASSERT_EQ(again.status, kFine) << again.err;
  EXPECT_EQ(again.err, "") << "said once";
}

TEST_F(LedgerSign, TheKeeperFreesAKeyThatAWrongHandBroughtIn) {
  ASSERT_EQ(record(sign("copy.jsonl").out, "2007-08-01T09:00:00Z").status, kFine);
  ASSERT_EQ(run({"keys", folder_.path("right.key")}).status, kFine);
  const auto with_right_key = [&] {
    return run({"record", folder_.path("a.ledger"), "--kind", "reported", "--of", "S01", "--by",
                "north", "--on", "2007-07-15", "--key", folder_.path("right.key")});
  };
  EXPECT_THAT(with_right_key().err, HasSubstr("signs with another key since entry 3"));
  ASSERT_EQ(run({"record", folder_.path("a.ledger"), "--kind", "corrected", "--to", "3", "--by",
                 "keeper", "--says", "Not the North's hand"})
                .status,
            kFine);
  const test::Answer right = with_right_key();
  EXPECT_EQ(right.status, kFine) << right.err;
  EXPECT_THAT(right.err, HasSubstr("from now on 'north'"));
  EXPECT_EQ(run({"verify", folder_.path("a.ledger")}).status, kFine);
}

TEST_F(LedgerSign, AStatementIsNotSaidOtherwise) {
  folder_.write("said.json", sign("copy.jsonl").out);
  const test::Answer answer =
      run({"record", folder_.path("a.ledger"), folder_.path("agreement.yaml"), "--statement",
           folder_.path("said.json"), "--of", "S17", "--kind", "verified", "--by", "iaea"});
  EXPECT_EQ(answer.status, kBadInput);
  for (const char* name : {"FILE is given", "--of is", "--kind is", "--by is", "[useless-field]"})
    EXPECT_THAT(answer.err, HasSubstr(name));
  EXPECT_EQ(run({"record", folder_.path("a.ledger"), "--statement", folder_.path("said.json"),
                 "--at", "2007-08-01T09:00:00Z"})
                .status,
            kFine);
}

TEST_F(LedgerSign, IsHeldAgainstTheTextThatIsAtHand) {
  const auto of = [&](const std::string& obligation, const std::string& by) {
    return run({"sign", folder_.path("copy.jsonl"), "--kind", "reported", "--of", obligation,
                "--by", by, "--key", folder_.path("north.key")});
  };
  EXPECT_EQ(of("S01", "north").status, kFine);
  const test::Answer none = of("S09", "north");
  EXPECT_EQ(none.status, kBadInput);
  EXPECT_EQ(none.out, "");
  EXPECT_THAT(none.err, HasSubstr("[unknown-obligation]"));
  EXPECT_THAT(of("S17", "north").err, HasSubstr("[not-its-actor]"));
  EXPECT_THAT(of("S01", "nroth").err, HasSubstr("did you mean 'north'?"));
}

TEST_F(LedgerSign, HoldsForTheTextThatWasSignedAlone) {
  std::string text = test::kShutdown;
  text.replace(text.find("Give back the funds"), 19, "Cede the island");
  folder_.write("other.yaml", text);
  const std::string other = folder_.path("b.ledger");
  ASSERT_EQ(
      run({"init", other, folder_.path("other.yaml"), "--of", "a", "--at", "2007-02-13T12:00:00Z"})
          .status,
      kFine);
  folder_.write("said.json", sign("copy.jsonl").out);
  const test::Answer refused = run({"record", other, "--statement", folder_.path("said.json")});
  EXPECT_EQ(refused.status, kBadInput);
  EXPECT_THAT(refused.err, HasSubstr("signature: "));
  EXPECT_THAT(refused.err, HasSubstr("under this agreement"));
  EXPECT_THAT(refused.err, HasSubstr("[bad-signature]"));
  EXPECT_THAT(refused.err, HasSubstr("sign again with a copy of this ledger"));
}

/// Two ledgers that are one until entry 2, and of which entry 3 is another.
TEST_F(LedgerSign, HoldsForTheEntryThatItAnswersAlone) {
  ASSERT_EQ(run({"import", folder_.path("b.ledger"), folder_.path("copy.jsonl")}).status, kFine);
  const auto report = [&](const std::string& ledger, const std::string& says) {
    ASSERT_EQ(run({"record", folder_.path(ledger), "--kind", "reported", "--of", "S01", "--by",
                   "north", "--on", "2007-07-14", "--at", "2007-07-15T09:00:00Z", "--says", says})
                  .status,
              kFine);
  };
  report("a.ledger", "Sealed");
  report("b.ledger", "Sealed, and the south has seen it");
  const test::Answer said =
      run({"sign", folder_.path("a.ledger"), "--kind", "contested", "--to", "3", "--by", "south",
           "--on", "2007-07-20", "--key", folder_.path("north.key")});
  ASSERT_EQ(said.status, kFine) << said.err;
  folder_.write("said.json", said.out);
  const auto record = [&](const std::string& ledger) {
    return run({"record", folder_.path(ledger), "--statement", folder_.path("said.json")});
  };
  EXPECT_THAT(record("b.ledger").err, HasSubstr("as an answer to entry 3"));
  EXPECT_EQ(record("a.ledger").status, kFine);
  const std::string python = test::python_with("json");
  if (python.empty()) GTEST_SKIP() << "there is no Python";
  const std::string checked = test::printed_by(python,
                                               "import runpy\nrunpy.run_path('" TANDEM_SOURCE_DIR
                                               "/tools/verify_ledger.py', run_name='__main__')\n",
                                               run({"export", folder_.path("a.ledger")}).out);
  EXPECT_THAT(checked, HasSubstr("4 entries, 1 signed, 0 findings"));
}

TEST_F(LedgerSign, NeedsAKeyAndAnEventThatIsOne) {
  EXPECT_THAT(run({"sign", folder_.path("copy.jsonl"), "--kind", "reported", "--of", "S01", "--by",
                   "north"})
                  .err,
              HasSubstr("--key"));
  EXPECT_THAT(run({"sign", folder_.path("copy.jsonl"), "--kind", "verified", "--of", "S01", "--by",
                   "north", "--key", folder_.path("north.key")})
                  .err,
              HasSubstr("'verified' needs 'finding'"));
}

}  // namespace
}  // namespace tandem::cli
