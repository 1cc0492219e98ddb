#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/session.h"
#include "tests/support/scratch_folder.h"

namespace tandem::cli {
namespace {

using nlohmann::json;
using test::Answer;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr const char* kText = R"(tandem: 1
agreement: two-bridges
title: Reopening of the two bridges
signed: 2026-03-01
actors:
  north: {name: The North}
  south: {name: The South}
obligations:
  A1: {title: Withdraw the guns, actors: [north], trigger: by 2026-05-01}
  X1: {title: Release the ferryman, actors: [south], trigger: by 2026-06-01, visibility: {tlp: red}}
)";

Answer exported(std::vector<std::string> words) {
  words.insert(words.begin(), {"export", "-"});
  return test::tandem(words, kText);
}

TEST(ExportAgreement, PrintsEachFormat) {
  EXPECT_THAT(exported({"--calendar"}).out, StartsWith("BEGIN:VCALENDAR\r\n"));
  EXPECT_THAT(exported({"--html"}).out, StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(exported({"--dot"}).out, StartsWith("digraph \"two-bridges\""));
}

TEST(ExportAgreement, WritesTheDocumentAndSaysHowManyItHolds) {
  const test::ScratchFolder folder;
  const std::string path = folder.path("text.docx");
  const Answer answer = exported({"--docx", path, "--visible-to", "green"});
  EXPECT_EQ(answer.status, 0);
  EXPECT_EQ(answer.out, path + ": 1 obligation. 1 obligation above TLP:GREEN is left out.\n");
  EXPECT_GT(std::filesystem::file_size(path), 1000U);
}

TEST(ExportAgreement, CountsInJson) {
  const json answer = json::parse(exported({"--calendar", "--visible-to", "amber", "--json"}).out);
  EXPECT_EQ(answer.at("events"), 1);
  EXPECT_EQ(answer.at("todos"), 0);
  EXPECT_EQ(answer.at("left_out"), 1);
}

TEST(ExportAgreement, SaysEveryMistakeOfAWrongUseAtOnce) {
  const Answer answer = exported(
      {"--calendar", "--dot", "--visible-to", "secret", "--alarms", "7,x", "--cluster", "colour"});
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.out, IsEmpty());
  EXPECT_THAT(answer.err, HasSubstr("exclude each other"));
  EXPECT_THAT(answer.err, HasSubstr("no level 'secret'"));
  EXPECT_THAT(answer.err, HasSubstr("--alarms '7,x' is no list of days"));
  EXPECT_THAT(answer.err, HasSubstr("cannot cluster by 'colour'"));
}

TEST(ExportAgreement, RefusesForATableWhatBelongsToTheFormats) {
  for (const char* table : {"--obligations", "--measures"}) {
    const Answer answer =
        exported({table, "--visible-to", "purple", "--alarms", "7", "--cluster", "actor"});
    EXPECT_EQ(answer.status, 2);
    EXPECT_THAT(answer.out, IsEmpty());
    EXPECT_THAT(answer.err,
                HasSubstr("--visible-to belongs to --calendar, --docx, --html and --dot"));
    EXPECT_THAT(answer.err, HasSubstr("--alarms belongs to --calendar;"));
    EXPECT_THAT(answer.err, HasSubstr("--cluster belongs to --dot;"));
  }
}

TEST(ExportAgreement, WritesNoSecretRowForALevelThatWouldHideIt) {
  EXPECT_THAT(exported({"--obligations"}).out, HasSubstr("ferryman"));
  const Answer green = exported({"--obligations", "--visible-to", "green"});
  EXPECT_EQ(green.status, 2);
  EXPECT_THAT(green.out, IsEmpty());
}

TEST(ExportAgreement, RefusesAnAgreementWithMistakes) {
  const Answer answer = test::tandem({"export", "-", "--dot"}, "tandem: 1\nagreement: x\n");
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.out, IsEmpty());
}

}  // namespace
}  // namespace tandem::cli
