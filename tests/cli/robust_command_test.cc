#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "apps/cli/command.h"
#include "tests/cli/session.h"

namespace tandem::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kCase = TANDEM_SOURCE_DIR "/cases/tutorial";
const std::string kKorea = TANDEM_SOURCE_DIR "/cases/korea/2026";

TEST(RobustCommand, SaysWhatItCostsToBeSure) {
  const auto done = test::tandem({"robust", kCase, "--futures", "20", "--fresh", "50", "--sure",
                                  "100,50", "--beside", "step-by-step", "--gap", "5", "--quiet"});
  EXPECT_EQ(done.status, kFine);
  EXPECT_THAT(done.out, StartsWith("Roadmaps for many futures\n"));
  EXPECT_THAT(done.out, HasSubstr("What it costs to be sure\n"));
  EXPECT_THAT(done.out, HasSubstr("  For 100 % "));
  EXPECT_THAT(done.out, HasSubstr("  Step by step "));
  EXPECT_LE(test::widest(done.out), 80U);
  EXPECT_THAT(done.err, HasSubstr("next: tandem assess"));
}

TEST(RobustCommand, SavesWhatItFindsAndGivesEveryShareItsInterval) {
  const test::ScratchFolder scratch;
  const std::string folder = scratch.path("sure");
  const auto done = test::tandem({"robust", kCase, "--futures", "20", "--fresh", "50", "--sure",
                                  "100", "--gap", "5", "--save", folder, "--json", "--quiet"});
  ASSERT_EQ(done.status, kFine);
  const auto json = nlohmann::json::parse(done.out);
  ASSERT_EQ(json["plans"].size(), 2U);
  const auto& sure = json["plans"][1];
  EXPECT_EQ(sure["planned_for"]["holds"], 20);
  EXPECT_LE(sure["fresh"]["interval_95"][0], sure["fresh"]["holds"].get<double>() / 50);
  EXPECT_GE(sure["fresh"]["interval_95"][1], sure["fresh"]["holds"].get<double>() / 50);
  EXPECT_LE(sure["objective"], sure["bound"]);
  for (const char* name : {"planned", "sure-100"})
    EXPECT_EQ(test::tandem({"assess", kCase, folder + "/" + name + ".yaml"}).status, kFine);
}

TEST(RobustCommand, SuggestsMoreTimeWhereItRanOut) {
  const auto done = test::tandem(
      {"robust", kKorea, "--futures", "1", "--fresh", "0", "--time-limit", "0.1", "--quiet"});
  EXPECT_EQ(done.status, kFindings);
  EXPECT_THAT(done.out, HasSubstr("Time ran out before the search found"));
  EXPECT_THAT(done.err, HasSubstr(" --sure 90 --time-limit 1\n"));
}

TEST(RobustCommand, SaysWhatIsWrong) {
  EXPECT_THAT(test::tandem({"robust", kCase, "--sure", "120"}).err,
              HasSubstr("--sure 120: percents above 0 and up to 100"));
  EXPECT_THAT(test::tandem({"robust", kCase, "--sure", "many"}).err, HasSubstr("joined by commas"));
  EXPECT_THAT(test::tandem({"robust", kCase, "--futures", "501"}).err, HasSubstr("500 or less"));
  EXPECT_THAT(test::tandem({"robust", kCase, "--beside", "nowhere"}).err,
              HasSubstr("there is no roadmap 'nowhere'"));
  EXPECT_EQ(test::tandem({"robust", kCase, "--beside", "nowhere"}).status, kBadInput);
}

}  // namespace
}  // namespace tandem::cli
