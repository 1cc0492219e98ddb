#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "apps/cli/command.h"
#include "tests/cli/session.h"
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
