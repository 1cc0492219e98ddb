#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
const std::string kKorea = TANDEM_SOURCE_DIR "/cases/korea/2026";

TEST(WindowCommand, SaysThatNothingIsInTheWay) {
  const auto done = test::tandem({"window", "why", kCase, "--quiet"});
  EXPECT_EQ(done.status, kFine);
  EXPECT_THAT(done.out, StartsWith("Possible\n"));
  EXPECT_THAT(done.err, HasSubstr("next: tandem plan"));
}

TEST(WindowCommand, NamesTheLimitThatRulesATargetOutAndWhatItComesUpAgainst) {
  const auto done =
      test::tandem({"window", "why", kCase, "--target", "early-security-12=90", "--quiet"});
  EXPECT_EQ(done.status, kFindings);
  EXPECT_THAT(done.out, StartsWith("Impossible\n  There is no such roadmap (proven).\n"));
  EXPECT_THAT(done.out, HasSubstr("     simultaneous\n       No party is ever exposed by more than "
                                  "25 % of its scale.\n     because\n       Too little risk "
                                  "reduction would be delivered by month 12.\n"));
  EXPECT_THAT(done.out, HasSubstr("These are all"));
  EXPECT_LE(test::widest(done.out), 80U);
  EXPECT_THAT(done.err, HasSubstr("next: tandem window relax"));
}

TEST(WindowCommand, SaysHowFarALimitHasToMoveAndSavesWhatThatOpens) {
  const test::ScratchFolder scratch;
  const std::string folder = scratch.path("open");
  const auto done = test::tandem({"window", "relax", kCase, "--target", "early-security-12=90",
                                  "--free", "simultaneous", "--save", folder, "--json", "--quiet"});
  ASSERT_EQ(done.status, kFine);
  const auto json = nlohmann::json::parse(done.out);
  EXPECT_EQ(json["possible"], false);
  EXPECT_EQ(json["all"], true);
  EXPECT_EQ(json["search"]["stopped_by"], "proof");
  ASSERT_EQ(json["relaxations"].size(), 1U);
  const auto& only = json["relaxations"][0];
  EXPECT_EQ(only["limits"], nlohmann::json::parse(R"(["simultaneous"])"));
  EXPECT_TRUE(only["cost"].is_null());
  EXPECT_EQ(only["without_cost"], 1);
  const auto& moved = only["movements"][0];
  EXPECT_EQ(moved["now"], 0.25);
  EXPECT_NEAR(moved["enough"].get<double>() - moved["too_little"].get<double>(), 0.001, 1e-9);
  const auto assessed = test::tandem({"assess", kCase, folder + "/relaxation-1.yaml"});
  EXPECT_THAT(assessed.out, HasSubstr("Simultaneous"));
  EXPECT_EQ(assessed.status, kFindings);  // the case as it is still demands what was given up
}

TEST(WindowCommand, WhatIsHeldIsNotGivenUp) {
  const auto done = test::tandem({"window", "why", kCase, "--target", "early-security-12=90",
                                  "--hold", "simultaneous", "--json", "--quiet"});
  EXPECT_EQ(done.status, kFindings);
  const auto json = nlohmann::json::parse(done.out);
  ASSERT_EQ(json["conflicts"].size(), 1U);
  EXPECT_TRUE(json["conflicts"][0]["limits"].empty());
  EXPECT_TRUE(json["relaxations"].empty());
}

TEST(WindowCommand, KoreaHasNoEmbassyBeforeTheReturnToTheNptAndSaysWhatThatCostsSlow) {
  const auto done =
      test::tandem({"window", "relax", kKorea, "--target", "us-dprk-relations@66", "--quiet"});
  EXPECT_EQ(done.status, kFine);
  EXPECT_THAT(done.out,
              HasSubstr("  1. political cost 6 (3 to 12)\n     us-relations-after-npt\n"));
  EXPECT_THAT(done.out, HasSubstr("These are all"));
}

TEST(WindowCommand, SaysWhatEachBoundaryTakesFromTheBestRoadmap) {
  const test::ScratchFolder scratch;
  const std::string path = scratch.path("case.yaml");
  const std::string text = test::text_of_file(kCase + "/case.yaml");
  std::ofstream(path)
      << text.substr(0, text.find("alternatives:"))
      << "\nboundaries:\n  no-road:\n    holder: south\n    statement: No road.\n    "
         "never: [road]\n    cost: 2..3..5\n    provenance: J-MADE-UP\n";
  const auto done = test::tandem({"window", "worth", path, "--json", "--quiet"});
  ASSERT_EQ(done.status, kFine) << done.err;
  const auto json = nlohmann::json::parse(done.out);
  ASSERT_EQ(json["each"].size(), 1U);
  EXPECT_EQ(json["each"][0]["cost"]["mode"], 3);
  EXPECT_GT(json["each"][0]["gain_at_least"], 0.001);
  EXPECT_GE(json["each"][0]["gain_at_most"], json["each"][0]["gain_at_least"]);
  const std::string folder = scratch.path("worth");
  const auto printed = test::tandem({"window", "worth", path, "--quiet", "--save", folder});
  EXPECT_THAT(printed.out, HasSubstr("no-road"));
  EXPECT_THAT(printed.out, HasSubstr("3 (2 to 5)  no-road"));  // a row of the curve
  EXPECT_THAT(test::text_of_file(folder + "/curve.svg"), HasSubstr("for 3 (2 to 5): no-road"));
  const auto& reached = json["curve"]["reached"];
  ASSERT_EQ(reached.size(), 2U);
  EXPECT_TRUE(reached[0]["limits"].empty());
  EXPECT_EQ(reached[1]["limits"][0], "no-road");
  // The first holds the boundary, the second is what breaking it buys.
  EXPECT_EQ(test::tandem({"assess", path, folder + "/roadmap-1.yaml"}).status, kFine);
  const auto second = test::tandem({"assess", path, folder + "/roadmap-2.yaml"});
  EXPECT_EQ(second.status, kFindings);
  EXPECT_THAT(second.out, HasSubstr("no-road"));
  EXPECT_LE(test::widest(printed.out), 80U);
}

TEST(WindowCommand, SaysWhereAPolicyStands) {
  const test::ScratchFolder scratch;
  const std::string folder = scratch.path("worth");
  const auto done = test::tandem({"window", "worth", kCase, "--quiet", "--save", folder});
  EXPECT_EQ(done.status, kFine);
  EXPECT_THAT(done.out, HasSubstr("North's steps first   nothing  10 (5 to 20)  50.19 %"));
  EXPECT_THAT(done.out, HasSubstr("Its own roadmap comes to"));
  EXPECT_THAT(test::text_of_file(folder + "/policies.svg"),
              HasSubstr("A. North&#39;s steps first: 50.19"));
  const auto json = nlohmann::json::parse(
      test::tandem({"window", "worth", kCase, "--quiet", "--json"}).out)["policies"];
  ASSERT_EQ(json.size(), 1U);
  EXPECT_EQ(json[0]["policy"], "north-first");
  EXPECT_EQ(json[0]["width"], -10);
  EXPECT_TRUE(json[0]["spent"].is_null());
  EXPECT_NEAR(json[0]["objective"], 0.5019, 1e-4);
  EXPECT_EQ(json[0]["own_stands"], false);
  const auto plan = nlohmann::json::parse(
      test::tandem({"plan", kCase, "--policy", "north-first", "--quiet", "--json"}).out);
  EXPECT_NEAR(plan["objective"], 0.5019, 1e-4);
}

TEST(WindowCommand, SaysWhatTwoLimitsBringOnlyTogether) {
  const test::ScratchFolder scratch;
  const std::string path = scratch.path("case.yaml");
  const std::string text = test::text_of_file(kCase + "/case.yaml");
  std::ofstream(path) << text.substr(0, text.find("alternatives:")) << R"(
boundaries:
  no-road: {holder: south, statement: No road., never: [road], cost: 3, provenance: J-MADE-UP}
  no-market: {holder: south, statement: No market., never: [market], cost: 4, provenance: J-MADE-UP}
)";
  const auto done = test::tandem({"window", "worth", path, "--pairs", "--quiet", "--json"});
  ASSERT_EQ(done.status, kFine) << done.err << done.out;
  const auto json = nlohmann::json::parse(done.out);
  ASSERT_EQ(json["pairs"].size(), 1U);
  const auto& pair = json["pairs"][0];
  EXPECT_EQ(pair["limits"], (std::vector<std::string>{"no-road", "no-market"}));
  EXPECT_NEAR(pair["objective"], json["all"]["objective"], 1e-9);
  EXPECT_GE(pair["more_at_most"], pair["more_at_least"]);
  EXPECT_GT(pair["more_at_least"], 0);
  const auto printed = test::tandem({"window", "worth", path, "--pairs", "--quiet"});
  EXPECT_THAT(printed.out, HasSubstr("Pairs that bring more together"));
  EXPECT_THAT(printed.out, HasSubstr("no-road, no-market"));
  EXPECT_LE(test::widest(printed.out), 80U);
  EXPECT_THAT(test::tandem({"window", "why", path, "--pairs"}).err, HasSubstr("option of worth"));
}

TEST(WindowCommand, AsksByTheLimitsOfAPolicy) {
  const std::string most = "market@11";
  EXPECT_EQ(test::tandem({"window", "why", kCase, "--target", most, "--quiet"}).status, kFine);
  const auto done = test::tandem(
      {"window", "why", kCase, "--target", most, "--policy", "north-first", "--quiet"});
  EXPECT_EQ(done.status, kFindings);
  EXPECT_THAT(done.out, HasSubstr("south-guns-first"));
  const auto drawn = test::tandem({"window", "relax", kCase, "--target", most, "--policy",
                                   "north-first", "--draws", "3", "--quiet"});
  EXPECT_THAT(drawn.out, HasSubstr("south-guns-first"));
  EXPECT_THAT(test::tandem({"window", "why", kCase, "--policy", "north-frist"}).err,
              HasSubstr("did you mean 'north-first'?"));
  EXPECT_THAT(test::tandem({"plan", kCase, "--policy", "step-by-step"}).err,
              HasSubstr("neither what it insists on"));
}

TEST(WindowCommand, WhatItSuggestsCanBeTyped) {
  const auto possible = test::tandem(
      {"window", "why", kCase, "--hold", "reserve.north", "--policy", "north-first", "--quiet"});
  EXPECT_THAT(possible.err, HasSubstr("tandem plan " + kCase + " --policy north-first\n"));
  const auto worth = test::tandem({"window", "worth", kCase, "--policy", "north-first", "--quiet"});
  EXPECT_THAT(worth.err, HasSubstr("worth " + kCase + " --policy north-first --save FOLDER"));
}

TEST(WindowCommand, VerifiedByAMonthIsInForceForAsLongAsItTakesToSee) {
  const auto asked = [](const std::string& target) {
    return test::tandem({"window", "why", kCase, "--target", target, "--quiet"});
  };
  // One month finds a violation with a chance of 1/2: four are needed for 90 %.
  EXPECT_THAT(asked("verified.pull-back@10").out,
              HasSubstr("verified, all of it, by month 10: in"));
  EXPECT_THAT(asked("verified.pull-back@10").out, HasSubstr("month 6."));
  EXPECT_THAT(asked("verified.pull-back@3").err,
              HasSubstr("takes 4 months and cannot be verified"));
  EXPECT_THAT(asked("verified.pull-back@29").err,
              HasSubstr("verified by month 28 if it is carried"));
  EXPECT_THAT(asked("verified.road@12").err, HasSubstr("no means of verification"));
  EXPECT_THAT(asked("verified.pull-back").err, HasSubstr("by which month"));
}

TEST(WindowCommand, SaysHowOftenItIsSoInDraws) {
  const auto done = test::tandem({"window", "why", kCase, "--target", "early-security-12=90",
                                  "--draws", "20", "--json", "--quiet"});
  EXPECT_EQ(done.status, kFindings);
  const auto json = nlohmann::json::parse(done.out);
  EXPECT_EQ(json["draws"]["made"], 20);
  const std::size_t possible = json["draws"]["possible"]["draws"];
  for (const auto& one : json["draws"]["in_conflict"])
    if (one["limit"] == "simultaneous") {
      EXPECT_EQ(one["draws"], 20 - possible);
    }
  const auto printed = test::tandem({"window", "relax", kCase, "--target", "early-security-12=90",
                                     "--free", "simultaneous", "--draws", "5", "--quiet"});
  EXPECT_THAT(printed.out, HasSubstr("In 5 draws of the uncertain numbers"));
  EXPECT_THAT(printed.out, HasSubstr("Suffices"));
  EXPECT_LE(test::widest(printed.out), 80U);
}

TEST(WindowCommand, SaysWhatItDoesNotUnderstand) {
  const auto asked = [](std::initializer_list<std::string> words) {
    const auto done = test::tandem(words);
    EXPECT_EQ(done.status, kBadInput);
    return done.err;
  };
  EXPECT_THAT(asked({"window", "how", kCase}), HasSubstr("why, relax or worth"));
  EXPECT_THAT(asked({"window", "why", kCase, "--free", "capacity"}), HasSubstr("of relax"));
  EXPECT_THAT(asked({"window", "worth", kCase, "--draws", "5"}), HasSubstr("of why and relax"));
  EXPECT_THAT(asked({"window", "why", kCase, "--target", "scraping@24"}),
              HasSubstr("did you mean 'scrapping'?"));
  EXPECT_THAT(asked({"window", "why", kCase, "--target", "scrapping@soon"}),
              HasSubstr("'soon' is no month"));
  EXPECT_THAT(asked({"window", "why", kCase, "--target", "long-game=much"}),
              HasSubstr("'much' is no number"));
  EXPECT_THAT(asked({"window", "relax", kCase, "--free", "simultanous"}),
              HasSubstr("did you mean 'simultaneous'?"));
}

}  // namespace
}  // namespace tandem::cli
