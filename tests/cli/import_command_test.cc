#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "apps/cli/command.h"
#include "tandem/casefile/agreement_file.h"
#include "tests/cli/session.h"

namespace tandem::cli {
namespace {

using nlohmann::json;
using test::tandem;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kTable = TANDEM_SOURCE_DIR "/cases/korea/six-party-2007/data/six_party_2007.csv";
const std::string kBorder = TANDEM_SOURCE_DIR "/tests/casefile/border.yaml";

TEST(ImportObligations, PrintsAnAgreementAndItsAssumptions) {
  const auto answer = tandem({"import", "--obligations", kTable});
  EXPECT_EQ(answer.status, kFine);
  EXPECT_TRUE(casefile::load_agreement_text(answer.out, "a.yaml").has_value());
  EXPECT_THAT(answer.err, testing::StartsWith("30 rows, "));
  EXPECT_THAT(answer.err, HasSubstr("condition"));
  EXPECT_LE(test::widest(answer.err), 80U);
}

TEST(ImportObligations, ShowsWithoutWritingHowEachTriggerIsRead) {
  const auto answer = tandem({"import", "--obligations", kTable, "--dry-run"});
  EXPECT_EQ(answer.status, kFine);
  EXPECT_THAT(answer.out, HasSubstr("S05: start_by:T0+60d -> start by T0 + 60d"));
  EXPECT_THAT(answer.out, HasSubstr("days_late           no key: kept in the note"));
  EXPECT_THAT(answer.out, HasSubstr("S00: T0 -> at T0"));
  EXPECT_LE(test::widest(answer.out), 80U);
  const test::ScratchFolder folder;
  const auto refused =
      tandem({"import", "--obligations", kTable, "--dry-run", "-o", folder.path("a.yaml")});
  EXPECT_EQ(refused.status, kBadInput);
  EXPECT_FALSE(std::filesystem::exists(folder.path("a.yaml")));
}

TEST(ImportObligations, HoldsTheFileAndTheAssumptionsUnderJson) {
  const auto answer = json::parse(tandem({"import", "--obligations", kTable, "--json"}).out);
  EXPECT_EQ(answer["rows"], 30);
  EXPECT_EQ(answer["triggers"][1]["read_as"], "by T0 + 60d");
  EXPECT_FALSE(answer["assumptions"].empty());
  EXPECT_TRUE(
      casefile::load_agreement_text(answer["yaml"].get<std::string>(), "a.yaml").has_value());
  EXPECT_FALSE(json::parse(tandem({"import", "--obligations", kTable, "--json", "--dry-run"}).out)
                   .contains("yaml"));
}

TEST(ImportObligations, TakesWhatTheUserSaysOfAColumn) {
  const auto answer = tandem({"import", "--obligations", "-", "--map", "Zeit=trigger"},
                             "id,Measure,Zeit\nA,Go,2026-05-01\n");
  EXPECT_EQ(answer.status, kFine);
  EXPECT_THAT(answer.out, HasSubstr("trigger: by 2026-05-01"));
  const auto wrong = tandem({"import", "--obligations", "-", "--map", "Zeitt=triger"},
                            "id,Measure,Zeit\nA,Go,2026-05-01\n");
  EXPECT_EQ(wrong.status, kBadInput);
  EXPECT_THAT(wrong.err, HasSubstr("did you mean 'Zeit'?"));
  EXPECT_THAT(wrong.err, HasSubstr("did you mean 'trigger'?"));
  EXPECT_EQ(tandem({"import", "--obligations", kTable, "--map", "Zeit"}).status, kBadInput);
}

TEST(ImportObligations, SaysWhichArgumentsGoTogether) {
  EXPECT_THAT(tandem({"import"}).err, HasSubstr("CASE --measures FILE, or --obligations FILE"));
  EXPECT_THAT(tandem({"import", kBorder, "--obligations", kTable}).err,
              HasSubstr("leave CASE out"));
  EXPECT_THAT(tandem({"import", "--measures", kTable}).err, HasSubstr("needs the case"));
  EXPECT_THAT(tandem({"import", kBorder, "--measures", kTable, "--dry-run"}).err,
              HasSubstr("go with --obligations"));
}

TEST(ExportObligations, WritesATableThatImportTakesBack) {
  const test::ScratchFolder folder;
  const auto yaml = tandem({"import", "--obligations", kTable});
  folder.write("agreement.yaml", yaml.out);
  const auto table = tandem({"export", folder.path("agreement.yaml"), "--obligations"});
  EXPECT_EQ(table.status, kFine);
  EXPECT_THAT(table.out, testing::StartsWith("id,title,text,article,phase,kind,actors,"));
  const auto again = tandem({"import", "--obligations", "-"}, table.out);
  EXPECT_EQ(again.status, kFine);
  folder.write("again.yaml", again.out);
  EXPECT_EQ(tandem({"export", folder.path("again.yaml"), "--obligations"}).out, table.out);
  EXPECT_EQ(tandem({"export", kBorder, "--measures", "--obligations"}).status, kBadInput);
}

}  // namespace
}  // namespace tandem::cli
