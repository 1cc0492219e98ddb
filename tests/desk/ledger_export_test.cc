#include "tandem/report/ledger_export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "apps/cli/program.h"
#include "tests/desk/ledger_case.h"
#include "tests/desk/visitor.h"

namespace tandem::desk {
namespace {

using test::Json;
using test::LedgerVisitor;
using test::places_of;
using test::Visitor;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kRecord = "/api/v1/ledgers/six-party-2007";

/// What `tandem WORDS...` prints.
std::string printed(const std::vector<std::string>& words) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_LT(cli::run_program(words, {in, out, err}), 2) << err.str();
  return out.str();
}

/// A ledger of the program's own with the shipped record.
std::string imported(Visitor& visitor) {
  std::string path = visitor.folder().path("own.ledger");
  (void)printed({"ledger", "import", path,
                 visitor.folder().path("library/six-party-2007/ledger/record.jsonl")});
  return path;
}

TEST(LedgerExport, EveryFormatIsThatOfTheProgram) {
  Visitor visitor({"korea/six-party-2007"});
  const std::string path = imported(visitor);
  for (const std::string_view format : report::kLedgerFormats) {
    const std::string name(format);
    const auto reply = visitor.get(kRecord + "/export/" + name + "?on=2008-10-11");
    EXPECT_EQ(reply.status, 200U) << name << reply.body.substr(0, 300);
    EXPECT_THAT(reply.header("Content-Disposition"),
                StartsWith("attachment; filename=\"six-party-2007-" + name + "."));
    EXPECT_EQ(reply.body, printed({"ledger", "export", path, "--as", name, "--on", "2008-10-11"}))
        << name;
  }
}

TEST(LedgerExport, WholeRecordIsTheFileThatIsShipped) {
  Visitor visitor({"korea/six-party-2007"});
  const auto reply = visitor.get(kRecord + "/export/jsonl");
  EXPECT_EQ(reply.body, visitor.file("six-party-2007/ledger/record.jsonl"));
}

TEST(LedgerExport, SaysWhatAFormatLeavesOut) {
  Visitor visitor({"korea/six-party-2007"});
  const auto reply = visitor.get(kRecord + "/export/snapshot");
  EXPECT_THAT(reply.header("X-Tandem-Notes"), HasSubstr("as they were recorded"));
  EXPECT_EQ(reply.header("X-Tandem-Notes").find('\n'), std::string::npos);
}

/// Entries of an exercise in the future are in the export, though not in the status of today.
TEST(LedgerExport, WithoutADayLeavesNothingOutAsItsDescriptionSays) {
  LedgerVisitor visitor;
  const std::string path = visitor.folder().path("library/tutorial/exercise.ledger");
  visitor.folder().write("text.yaml", test::kShutdown);
  (void)printed(
      {"ledger", "init", path, visitor.folder().path("text.yaml"), "--at", "2199-06-24T12:00:00Z"});
  (void)printed({"ledger", "record", path, "--kind", "reported", "--of", "S17", "--by", "south",
                 "--on", "2199-06-25", "--at", "2199-06-25T12:00:00Z"});
  const std::string at = "/api/v1/ledgers/exercise";
  EXPECT_EQ(visitor.get(at + "/status").json["entries"], 0);
  EXPECT_THAT(visitor.get(at + "/export/csv").body, HasSubstr("2199-06-25"));
  EXPECT_THAT(visitor.get(at + "/export/status-csv").body, HasSubstr("2199-06-25"));
  const Json document = visitor.get("/api/v1/openapi.json").json;
  const Json& parameters =
      document["paths"]["/api/v1/ledgers/{key}/export/{format}"]["get"]["parameters"];
  for (const Json& one : parameters) {
    if (one["name"] != "on" && one["name"] != "known") continue;
    EXPECT_THAT(one["description"].get<std::string>(), HasSubstr("absent: all of it")) << one;
  }
}

TEST(LedgerExport, UnknownFormatLevelAndDayAreNamed) {
  LedgerVisitor visitor;
  const std::string at = "/api/v1/ledgers/deal/export/";
  const auto format = visitor.get(at + "snapshots");
  EXPECT_EQ(format.status, 404U);
  EXPECT_THAT(format.body, HasSubstr("did you mean 'snapshot'?"));
  const auto level = visitor.get(at + "report?visible_to=white&from=x&days=3");
  EXPECT_EQ(level.status, 422U);
  EXPECT_THAT(places_of(level.json["error"]["details"]),
              ElementsAre("?visible_to unknown-word", "?from day", "?days unknown-key"));
  const auto early = visitor.get(at + "status-csv?on=2007-01-01");
  EXPECT_EQ(early.status, 422U) << "nothing is signed by then";
}

TEST(LedgerOutlook, IsThatOfTheProgram) {
  Visitor visitor({"korea/six-party-2007"});
  const std::string path = imported(visitor);
  for (const std::string day : {"2008-08-26", "2009-05-01"}) {
    const Json shown = visitor.get(kRecord + "/outlook?on=" + day + "&known=2027-01-01").json;
    EXPECT_EQ(shown, test::told_by_program(
                         {"ledger", "outlook", path, "--on", day, "--known", "2027-01-01"}))
        << day;
    EXPECT_EQ(shown["standing"]["case"], "six-party-2007");
  }
}

TEST(LedgerOutlook, WithoutACaseThatFitsItGoesByTheTextAndSaysWhy) {
  LedgerVisitor visitor;
  const Json shown = visitor.get("/api/v1/ledgers/deal/outlook?on=2007-03-20").json;
  EXPECT_TRUE(shown["standing"].is_null());
  EXPECT_FALSE(shown["why_no_case"].get<std::string>().empty());
  EXPECT_EQ(shown["plan"][0]["due"], 1) << "S17, on 15 March";
  const auto early = visitor.get("/api/v1/ledgers/deal/outlook?on=2007-01-01");
  EXPECT_EQ(early.status, 422U);
  EXPECT_EQ(early.code(), "no-text");
}

}  // namespace
}  // namespace tandem::desk
