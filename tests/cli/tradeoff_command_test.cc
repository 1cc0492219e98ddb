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

TEST(TradeoffCommand, TracesTheFirstTwoObjectivesOfTheCase) {
  const auto done = test::tandem({"tradeoff", kCase, "--tolerance", "10", "--quiet"});
  EXPECT_EQ(done.status, kFine);
  EXPECT_THAT(done.out, StartsWith("Trade-off between early security and fairness\n"));
  EXPECT_LE(test::widest(done.out), 80U);
  EXPECT_THAT(done.err, HasSubstr("next: tandem assess"));
}

TEST(TradeoffCommand, SavesEveryPointAsARoadmapThatStands) {
  const test::ScratchFolder scratch;
  const std::string folder = scratch.path("curve");
  const auto done = test::tandem({"tradeoff", kCase, "--between", "fairness,final_goals", "--save",
                                  folder, "--json", "--quiet"});
  ASSERT_EQ(done.status, kFine);
  const auto json = nlohmann::json::parse(done.out);
  ASSERT_FALSE(json["points"].empty());
  EXPECT_TRUE(std::filesystem::exists(folder + "/curve.svg"));
  for (std::size_t k = 1; k <= json["points"].size(); ++k)
    EXPECT_EQ(
        test::tandem({"assess", kCase, folder + "/point-" + std::to_string(k) + ".yaml"}).status,
        kFine);
}

TEST(TradeoffCommand, OverwritesNoFolder) {
  const test::ScratchFolder scratch;
  scratch.write("curve/notes.txt", "mine");
  const auto done = test::tandem({"tradeoff", kCase, "--save", scratch.path("curve")});
  EXPECT_EQ(done.status, kBadInput);
  EXPECT_THAT(done.err, HasSubstr("exists and is not overwritten; name a new folder"));
}

TEST(TradeoffCommand, SaysWhichObjectivesThereAre) {
  EXPECT_THAT(test::tandem({"tradeoff", kCase, "--between", "fairnes,final_goals"}).err,
              HasSubstr("did you mean 'fairness'?"));
  EXPECT_THAT(test::tandem({"tradeoff", kCase, "--between", "wealth,fairness"}).err,
              HasSubstr("name some of early_security, fairness,"));
  EXPECT_THAT(test::tandem({"tradeoff", kCase, "--between", "fairness,fairness"}).err,
              HasSubstr("named twice"));
  EXPECT_THAT(test::tandem({"tradeoff", kCase, "--between", "fairness"}).err,
              HasSubstr("two or three objectives"));
  EXPECT_EQ(test::tandem({"tradeoff", kCase, "--between", "fairness"}).status, kBadInput);
}

}  // namespace
}  // namespace tandem::cli
