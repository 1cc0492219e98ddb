#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "apps/cli/command.h"
#include "tests/cli/session.h"
#include "tests/support/approval.h"
#include "tests/support/scratch_folder.h"

namespace tandem::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// The shipped record of 2007 to 2009.
class LedgerExport : public testing::Test {
 protected:
  void SetUp() override {
    const std::string record = TANDEM_SOURCE_DIR "/cases/korea/six-party-2007/ledger/record.jsonl";
    ASSERT_EQ(ask({"import", record}).status, kFine);
  }

  [[nodiscard]] test::Answer ask(std::vector<std::string> words) const {
    words.insert(words.begin(), "ledger");
    words.insert(words.begin() + 2, folder_.path("six.ledger"));
    return test::tandem(words);
  }
  [[nodiscard]] test::Answer as(const std::string& format,
                                std::vector<std::string> more = {}) const {
    std::vector<std::string> words{"export", "--as", format};
    words.insert(words.end(), more.begin(), more.end());
    return ask(words);
  }

  test::ScratchFolder folder_;
};

TEST_F(LedgerExport, GivesTheSheetThatTheRecordWasMadeOf) {
  const test::Answer sheet = as("csv");
  EXPECT_EQ(sheet.status, kFine);
  EXPECT_EQ(sheet.out,
            test::text_of_file(TANDEM_SOURCE_DIR "/cases/korea/six-party-2007/ledger/record.csv"));
  EXPECT_EQ(sheet.err,
            "Not in the sheet: 1 amended, 5 consented, 1 opened and 1 signed.\n"
            "What rows cannot say: the entry that 1 row answers.\n");
}

TEST_F(LedgerExport, GivesTheStatusOfADayAsATable) {
  const std::string csv = as("status-csv", {"--on", "2007-04-15"}).out;
  EXPECT_THAT(csv, HasSubstr("\nS01,"));
  EXPECT_THAT(csv, HasSubstr(",2007-04-14,,2007-04-14,2007-04-14,,,1,,late,none,"));
}

TEST_F(LedgerExport, GivesTheCalendarOfJuly2007) {
  const test::Answer calendar = as("ics", {"--on", "2007-07-16"});
  EXPECT_EQ(calendar.status, kFine);
  EXPECT_EQ(calendar.err,
            "Late: 3. To come: 0. Clocks of disputes and ends of cures: 0. Tasks without a\n"
            "day: 5.\n");
  EXPECT_TRUE(test::matches_approved(
      TANDEM_SOURCE_DIR "/tests/cli/approved/six-party-2007-07-16.ics.txt", calendar.out));
}

TEST_F(LedgerExport, GivesTheReportOfAQuarter) {
  const test::Answer report = as("report", {"--on", "2008-09-30"});
  EXPECT_EQ(report.status, kFine);
  EXPECT_THAT(report.out, StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(report.out, HasSubstr("1 July 2008 to 30 September 2008"));
  EXPECT_THAT(report.out, HasSubstr("--receipt 45:ee184f95"));
  EXPECT_THAT(report.out, HasSubstr("suspended by DPRK (North Korea)"));
  EXPECT_THAT(as("report", {"--on", "2008-09-30", "--from", "2008-01-01"}).out,
              HasSubstr("1 January 2008 to 30 September 2008"));
  EXPECT_THAT(as("docx", {"--on", "2008-09-30"}).out, StartsWith("PK"));
}

TEST_F(LedgerExport, GivesASnapshot) {
  const test::Answer snapshot = as("snapshot", {"--on", "2008-09-30"});
  const json made = json::parse(snapshot.out);
  EXPECT_EQ(made["tandem-snapshot"], 1);
  EXPECT_EQ(made["level"], "clear");
  EXPECT_EQ(made["obligations"].size(), 28U);
  EXPECT_EQ(snapshot.out, made.dump() + "\n") << "the one way of writing it";
  EXPECT_THAT(snapshot.err, HasSubstr("Nothing is above TLP:CLEAR."));
  EXPECT_THAT(snapshot.err, HasSubstr("is not searched."));
  EXPECT_THAT(as("snapshot-html").out, StartsWith("<!DOCTYPE html>"));
}

TEST_F(LedgerExport, GivesTheSameBytesEachTime) {
  for (const char* format :
       {"jsonl", "csv", "status-csv", "ics", "snapshot", "snapshot-html", "report", "docx"}) {
    const test::Answer once = as(format);
    EXPECT_EQ(once.status, kFine) << format << once.err;
    EXPECT_EQ(once.out, as(format).out) << format;
    EXPECT_FALSE(once.out.empty()) << format;
  }
  EXPECT_THAT(as("report").err,
              HasSubstr("As of 2026-11-29, on which the last entry was recorded"));
}

TEST_F(LedgerExport, WrapsTextsInJson) {
  const json made = json::parse(as("ics", {"--on", "2007-07-16", "--json"}).out);
  EXPECT_EQ(made["format"], "ics");
  EXPECT_THAT(made["text"].get<std::string>(), StartsWith("BEGIN:VCALENDAR"));
  EXPECT_THAT(json::parse(as("csv", {"--json"}).out)["notes"][0].get<std::string>(),
              HasSubstr("1 signed"));
  EXPECT_EQ(as("docx", {"--json"}).status, kBadInput);
}

TEST_F(LedgerExport, SaysEveryMistakeOfItsOptionsAtOnce) {
  const test::Answer answer =
      as("cvs", {"--on", "soon", "--visible-to", "pink", "--alarms", "x", "--from", "then"});
  EXPECT_EQ(answer.status, kBadInput);
  for (const char* rule : {"unknown-format", "bad-date", "unknown-level", "bad-alarms"})
    EXPECT_THAT(answer.err, HasSubstr(rule));
  EXPECT_THAT(answer.err, HasSubstr("did you mean 'csv'?"));
  EXPECT_THAT(as("report", {"--on", "2008-01-01", "--from", "2008-02-01"}).err,
              HasSubstr("[no-period]"));
  EXPECT_THAT(as("report", {"--on", "2007-01-01"}).err, HasSubstr("[no-agreement]"));
  EXPECT_THAT(as("ics", {"--known", "2000-01-01"}).err, HasSubstr("[nothing-known]"));
}

TEST_F(LedgerExport, BacksUpOnceAndSaysTheReceipt) {
  const test::Answer answer = ask({"backup", folder_.path("copy.ledger")});
  EXPECT_EQ(answer.status, kFine) << answer.err;
  EXPECT_THAT(answer.out, HasSubstr("Keep this receipt: 45:ee184f95"));
  EXPECT_EQ(test::tandem({"ledger", "export", folder_.path("copy.ledger")}).out, as("jsonl").out);
  const test::Answer again = ask({"backup", folder_.path("copy.ledger")});
  EXPECT_EQ(again.status, kBadInput);
  EXPECT_THAT(again.err, HasSubstr("there is such a file already"));
  EXPECT_EQ(ask({"backup"}).status, kBadInput);
  EXPECT_EQ(ask({"backup", folder_.path("six.ledger")}).status, kBadInput);
}

/// A deal of which one obligation is for a few eyes.
TEST(LedgerExportHidden, OnlyASnapshotCanLeaveSomethingOut) {
  const test::ScratchFolder folder;
  folder.write("deal.yaml",
               "tandem: 1\nagreement: deal\ntitle: The deal\nsigned: 2027-01-01\n"
               "actors:\n  north: {name: The North}\n  south: {name: The South}\n"
               "obligations:\n"
               "  A1: {title: Withdraw the guns, actors: [north], trigger: by 2027-03-01}\n"
               "  X1: {title: Release the ferryman, actors: [south], trigger: by 2027-02-01, "
               "visibility: {tlp: amber}}\n");
  const std::string ledger = folder.path("deal.ledger");
  ASSERT_EQ(test::tandem({"ledger", "init", ledger, folder.path("deal.yaml"), "--by", "keeper",
                          "--at", "2027-01-01T12:00:00Z"})
                .status,
            kFine);
  const auto as = [&](const std::string& format, const std::string& level) {
    return test::tandem({"ledger", "export", ledger, "--as", format, "--visible-to", level});
  };
  for (const char* format : {"jsonl", "csv", "status-csv", "ics", "report", "docx"}) {
    const test::Answer answer = as(format, "green");
    EXPECT_EQ(answer.status, kRefused) << format;
    EXPECT_EQ(answer.out, "") << format;
    EXPECT_THAT(answer.err, HasSubstr("1 obligation is above TLP:GREEN")) << format;
    EXPECT_EQ(as(format, "amber").status, kFine) << format;
  }
  const test::Answer snapshot = as("snapshot", "green");
  EXPECT_EQ(snapshot.status, kFine);
  EXPECT_THAT(snapshot.out, Not(HasSubstr("ferryman")));
  EXPECT_THAT(snapshot.err, HasSubstr("Left out above TLP:GREEN: 1 obligation (1 action)"));
  // What is refused is not written over what was there.
  folder.write("kept", "as it was");
  EXPECT_EQ(test::tandem({"ledger", "export", ledger, "--as", "report", "--visible-to", "clear",
                          "--json", "-o", folder.path("kept")})
                .status,
            kRefused);
  EXPECT_EQ(test::text_of_file(folder.path("kept")), "as it was");
}

}  // namespace
}  // namespace tandem::cli
