#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "apps/cli/command.h"
#include "tests/cli/session.h"
#include "tests/support/approval.h"

namespace tandem::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kCase = TANDEM_SOURCE_DIR "/cases/tutorial";
const std::string kNorth = "parties.north.discount=0.8:0.9:3";
const std::string kSouth = "parties.south.discount=0.85,0.95";

TEST(SweepCommand, PrintsARowForEveryCombination) {
  const auto done = test::tandem({"sweep", kCase, "--vary", kNorth, "--vary", kSouth, "--quiet"});
  EXPECT_EQ(done.status, kFine);
  EXPECT_EQ(done.err, "");
  EXPECT_THAT(done.out,
              StartsWith("run,draw,parties.north.discount,parties.south.discount,status"));
  EXPECT_EQ(std::ranges::count(done.out, '\n'), 7);
  EXPECT_THAT(done.out, HasSubstr("\n4,,0.85,0.95,optimal,proof,"));
}

TEST(SweepCommand, HasTheSameTableWithAnyNumberOfJobs) {
  const auto table = [&](const std::string& jobs) {
    return test::tandem({"sweep", kCase, "--sample", "5", "--jobs", jobs, "--quiet"}).out;
  };
  EXPECT_EQ(table("1"), table("4"));
}

TEST(SweepCommand, GoesOnWhereItWasStoppedAndDropsALineThatWasCutOff) {
  const test::ScratchFolder scratch;
  const std::string folder = scratch.path("swept");
  const auto go_on = [&] {
    return test::tandem({"sweep", kCase, "--vary", kNorth, "--vary", kSouth, "--save", folder});
  };
  const auto whole = go_on();
  ASSERT_EQ(whole.status, kFine);
  EXPECT_EQ(test::text_of_file(folder + "/table.csv"), whole.out);
  const std::string rows = test::text_of_file(folder + "/rows.csv");
  std::filesystem::remove(folder + "/table.csv");
  std::filesystem::resize_file(folder + "/rows.csv", rows.size() - 10);
  const auto again = go_on();
  EXPECT_EQ(again.out, whole.out);
  EXPECT_THAT(again.err, HasSubstr("5 of 6 were done before"));
  EXPECT_EQ(test::text_of_file(folder + "/table.csv"), whole.out);
  EXPECT_EQ(std::ranges::count(test::text_of_file(folder + "/rows.csv"), '\n'), 6);
  std::filesystem::resize_file(folder + "/rows.csv", 0);
  EXPECT_EQ(go_on().out, whole.out) << "where no line was kept, none is missing";
}

TEST(SweepCommand, IsPutTogetherFromPartsThatShareAFolder) {
  const test::ScratchFolder scratch;
  const std::string folder = scratch.path("swept");
  const auto asked = [&](const std::string& part) {
    return test::tandem(
        {"sweep", kCase, "--vary", kNorth, "--vary", kSouth, "--save", folder, "--part", part});
  };
  const std::string whole =
      test::tandem({"sweep", kCase, "--vary", kNorth, "--vary", kSouth, "--quiet"}).out;
  const auto second = asked("2/2");
  EXPECT_EQ(second.status, kFine);
  EXPECT_THAT(second.err, HasSubstr("this part is done, 3 of 6 in all"));
  EXPECT_EQ(std::ranges::count(test::text_of_file(folder + "/rows-2-of-2.csv"), '\n'), 3);
  EXPECT_THAT(asked("2/2").err, HasSubstr("3 of 6 were done before"));
  // A part that was cut off is made good by whoever comes next.
  const auto first = asked("1/2");
  EXPECT_EQ(first.status, kFine);
  EXPECT_EQ(first.out, whole);
  const std::string rows = test::text_of_file(folder + "/rows-1-of-2.csv");
  std::filesystem::resize_file(folder + "/rows-1-of-2.csv", rows.size() - 10);
  const auto all =
      test::tandem({"sweep", kCase, "--vary", kNorth, "--vary", kSouth, "--save", folder});
  EXPECT_EQ(all.status, kFine);
  EXPECT_EQ(all.out, whole);
  EXPECT_THAT(all.err, HasSubstr("5 of 6 were done before"));
  EXPECT_EQ(test::text_of_file(folder + "/table.csv"), whole);
}

TEST(SweepCommand, HasPartsOnlyInAFolder) {
  const test::ScratchFolder scratch;
  for (const std::string word : {"3/2", "0/2", "1", "1/2/3", "a/b", "1.5/2"}) {
    const auto done = test::tandem(
        {"sweep", kCase, "--vary", kNorth, "--part", word, "--save", scratch.path("swept")});
    EXPECT_EQ(done.status, kBadInput) << word;
    EXPECT_THAT(done.err, HasSubstr("write K/N, as in 3/8")) << word;
  }
  EXPECT_THAT(test::tandem({"sweep", kCase, "--vary", kNorth, "--part", "1/2"}).err,
              HasSubstr("with --save, where the parts are put together"));
}

TEST(SweepCommand, MixesNoTwoSweeps) {
  const test::ScratchFolder scratch;
  const std::string folder = scratch.path("swept");
  ASSERT_EQ(test::tandem({"sweep", kCase, "--vary", kNorth, "--save", folder}).status, kFine);
  const auto other = test::tandem({"sweep", kCase, "--vary", kSouth, "--save", folder});
  EXPECT_EQ(other.status, kBadInput);
  EXPECT_THAT(other.err, HasSubstr("holds another sweep"));
  scratch.write("mine/notes.txt", "mine");
  EXPECT_THAT(test::tandem({"sweep", kCase, "--vary", kNorth, "--save", scratch.path("mine")}).err,
              HasSubstr("exists and is not overwritten"));
}

TEST(SweepCommand, SaysWhatIsWrongWithWhatVaries) {
  const auto error_of = [](const std::string& word) {
    const auto done = test::tandem({"sweep", kCase, "--vary", word});
    EXPECT_EQ(done.status, kBadInput) << word;
    return done.err;
  };
  EXPECT_THAT(error_of("parties.north.discount"), HasSubstr("there is no '=' in it"));
  EXPECT_THAT(error_of("parties.north.discount=0.8,x"), HasSubstr("a value is no number"));
  EXPECT_THAT(error_of("parties.north.discount=0:1:1"), HasSubstr("goes from 2 to 10000"));
  EXPECT_THAT(error_of("parties.nort.discount=0.8"), HasSubstr("did you mean"));
  EXPECT_THAT(error_of("parties.north.discount=1.5"), HasSubstr("the case has mistakes"));
  EXPECT_THAT(test::tandem({"sweep", kCase}).err, HasSubstr("nothing varies"));
}

TEST(SweepCommand, PrintsJson) {
  const auto done = test::tandem({"sweep", kCase, "--vary", kSouth, "--json", "--quiet"});
  const auto json = nlohmann::json::parse(done.out);
  EXPECT_EQ(json["kind"], "sweep");
  EXPECT_EQ(json["done"], 2);
  EXPECT_EQ(json["table"]["columns"][0], "run");
  EXPECT_EQ(json["table"]["rows"].size(), json["runs"]);
  EXPECT_EQ(json["table"]["rows"][0].size(), json["table"]["columns"].size());
  EXPECT_EQ(json["table"]["rows"][0][0], 1);
}

}  // namespace
}  // namespace tandem::cli
