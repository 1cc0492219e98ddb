#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "apps/cli/command.h"
#include "tests/cli/session.h"
#include "tests/support/approval.h"

namespace tandem::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kCase = TANDEM_SOURCE_DIR "/cases/tutorial";

TEST(StressCommand, SaysHowLongWhyAndOnWhatAssumptions) {
  const auto done =
      test::tandem({"stress", kCase, "step-by-step", "--histories", "500", "--quiet"});
  EXPECT_EQ(done.status, kFine);
  EXPECT_THAT(done.out, StartsWith("tutorial: Step by step\n500 histories of 120 months"));
  for (const char* part :
       {"How long it lasts", "Why it first breaks down", "What it is worth", "What it reaches",
        "What the case leaves open", "crises.unforeseen.hazard", "UCDP", "Our judgement"})
    EXPECT_THAT(done.out, HasSubstr(part));
  EXPECT_LE(test::widest(done.out), 80U);
  EXPECT_THAT(done.err, HasSubstr("next: tandem replay"));
}

TEST(StressCommand, WritesTheSameAsJsonOnAnyNumberOfThreadsAndDrawings) {
  const test::ScratchFolder scratch;
  const std::string pictures = scratch.path("pictures");
  const auto one = test::tandem({"stress", kCase, "all-at-once", "--histories", "400", "--json",
                                 "--threads", "1", "--drawings", pictures, "--quiet"});
  const auto three = test::tandem({"stress", kCase, "all-at-once", "--histories", "400", "--json",
                                   "--threads", "3", "--quiet"});
  ASSERT_EQ(one.status, kFine);
  EXPECT_EQ(one.out, three.out);
  const auto json = nlohmann::json::parse(one.out);
  EXPECT_EQ(json["kind"], "stress");
  EXPECT_EQ(json["histories"], 400);
  EXPECT_EQ(json["worlds"], 4);
  std::size_t first = 0;
  for (const auto& count : json["breakdowns"]) first += count.get<std::size_t>();
  EXPECT_EQ(first, 400U);
  for (const auto& mark : json["marks"])
    EXPECT_LE(mark["unbroken"]["share"].get<double>(), mark["alive"]["share"].get<double>());
  EXPECT_GT(json["defaults"].size(), 5U);
  for (const auto& [file, words] : {std::pair{"survival.svg", "Not ended for good"},
                                    {"fans.svg", "Risk reduction in force"},
                                    {"values.svg", "no agreement"},
                                    {"causes.svg", "of all first breakdowns"}})
    EXPECT_THAT(test::text_of_file(pictures + "/" + file), HasSubstr(words));
}

TEST(StressCommand, OverwritesNoDrawings) {
  const test::ScratchFolder scratch;
  scratch.write("pictures/fans.svg", "mine");
  const auto done = test::tandem({"stress", kCase, "step-by-step", "--histories", "100", "--quiet",
                                  "--drawings", scratch.path("pictures")});
  EXPECT_EQ(done.status, kBadInput);
  EXPECT_EQ(done.out, "");
  EXPECT_THAT(done.err, HasSubstr("name a new folder"));
  EXPECT_EQ(test::text_of_file(scratch.path("pictures/fans.svg")), "mine");
}

TEST(StressCommand, GoesOnInAFolderAloneAndInParts) {
  const test::ScratchFolder scratch;
  const auto play = [&](const std::string& histories, std::initializer_list<std::string> more) {
    std::vector<std::string> words{"stress",  kCase,         "step-by-step",
                                   "--quiet", "--histories", histories};
    words.insert(words.end(), more);
    return test::tandem(words);
  };
  const std::string alone = scratch.path("alone");
  ASSERT_EQ(play("700", {"--save", alone}).status, kFine);
  EXPECT_EQ(play("2500", {"--save", alone}).out, play("2500", {}).out);
  const std::string parts = scratch.path("parts");
  EXPECT_THAT(play("2500", {"--save", parts, "--part", "2/3"}).out,
              HasSubstr("800 histories of 120 months"));
  EXPECT_EQ(play("2500", {"--save", parts, "--part", "1/2"}).status, kBadInput);
  ASSERT_EQ(play("2500", {"--save", parts, "--part", "1/3"}).status, kFine);
  EXPECT_EQ(play("2500", {"--save", parts}).out, play("2500", {}).out)
      << "what no part has played is played";
  EXPECT_EQ(play("2500", {"--save", parts, "--part", "1/1"}).status, kBadInput);
  const auto nothing = play("100", {"--save", scratch.path("few"), "--part", "2/2"});
  EXPECT_EQ(nothing.status, kBadInput);
  EXPECT_THAT(nothing.err, HasSubstr("the part has no histories"));
  const auto other = play("2500", {"--save", parts, "--seed", "2"});
  EXPECT_EQ(other.status, kBadInput);
  EXPECT_THAT(other.err, HasSubstr("holds another stress: the case or an option differs"));
  scratch.write("swept/question.json", "{\"kind\": \"sweep\"}");
  EXPECT_THAT(play("2500", {"--save", scratch.path("swept")}).err,
              HasSubstr("holds another sweep"));
  scratch.write("parts/tally-3-of-3.json", "{}");
  EXPECT_THAT(play("2500", {"--save", parts}).err, HasSubstr("remove it, and it is played anew"));
  EXPECT_THAT(play("2500", {"--part", "1/3"}).err, HasSubstr("with --save"));
}

TEST(StressCommand, LetsAShockComeAndTellsTheHistoryOfIt) {
  const auto told = test::tandem(
      {"replay", kCase, "step-by-step", "--modes", "--shock", "unforeseen@7", "--number", "2"});
  EXPECT_EQ(told.status, kFine);
  EXPECT_THAT(told.out, HasSubstr("    7  2030-08     Crisis: A breakdown of a kind that the case "
                                  "does not\n                   describe\n"));
  EXPECT_LE(test::widest(told.out), 80U);
  const auto json =
      nlohmann::json::parse(test::tandem({"replay", kCase, "step-by-step", "--modes", "--shock",
                                          "unforeseen@7", "--number", "2", "--json"})
                                .out);
  bool seen = false;
  for (const auto& event : json["events"])
    seen = seen || (event["month"] == 7 && event["kind"] == "crisis");
  EXPECT_TRUE(seen);
}

TEST(StressCommand, RefusesAShockThatIsNone) {
  for (const char* wrong : {"unforeseen", "unforseen@7", "unforeseen@-1", "unforeseen@120"}) {
    const auto done = test::tandem({"stress", kCase, "step-by-step", "--shock", wrong});
    EXPECT_EQ(done.status, kBadInput) << wrong;
    EXPECT_THAT(done.err, HasSubstr("--shock")) << wrong;
    EXPECT_EQ(done.out, "") << wrong;
  }
  EXPECT_THAT(test::tandem({"stress", kCase, "step-by-step", "--shock", "unforseen@7"}).err,
              HasSubstr("did you mean 'unforeseen'?"));
}

TEST(CompareCommand, HoldsTheAlternativesAgainstARoadmap) {
  const auto done = test::tandem({"compare", kCase, "--roadmap", "step-by-step", "--histories",
                                  "400", "--family-histories", "200", "--quiet"});
  EXPECT_EQ(done.status, kFine);
  for (const char* part :
       {"4 policies in the same futures", "What each comes to", "No agreement",
        "How the others differ from \"Step by step\"", "North: mean value by kind of future",
        "Largest regret", "The wager of South"})
    EXPECT_THAT(done.out, HasSubstr(part));
  EXPECT_LE(test::widest(done.out), 80U);
  const auto openings =
      test::tandem({"compare", kCase, "--roadmap", "step-by-step", "--openings", "--wait", "10",
                    "--histories", "200", "--family-histories", "0", "--json", "--quiet"});
  const auto json = nlohmann::json::parse(openings.out);
  ASSERT_EQ(json["policies"].size(), 5U);
  EXPECT_EQ(json["policies"][2]["begins_in_month"], 5);
  EXPECT_TRUE(json["families"].empty());
}

TEST(PlanCommand, ChoosesAmongNearlyAsGoodRoadmapsTheOneThatLasts) {
  const auto done =
      test::tandem({"plan", kCase, "--against-stress", "--histories", "1000", "--json", "--quiet"});
  EXPECT_EQ(done.status, kFine);
  const auto json = nlohmann::json::parse(done.out)["against_stress"];
  const auto& candidates = json["candidates"];
  ASSERT_GE(candidates.size(), 1U);
  const std::size_t chosen = json["chosen"];
  for (const auto& one : candidates) {
    EXPECT_LE(one["months_running"], candidates[chosen]["months_running"]);
    EXPECT_GE(one["objective"].get<double>(), 0.95 * candidates[0]["objective"].get<double>());
  }
  EXPECT_EQ(json["gain_in_other_histories"].is_null(), chosen == 0);
}

TEST(SensitivityCommand, NamesWhatDecides) {
  const test::ScratchFolder scratch;
  const std::string drawing = scratch.path("tornado.svg");
  const auto done =
      test::tandem({"sensitivity", kCase, "step-by-step", "--of", "alive@96", "--histories", "4000",
                    "--numbers", "3", "--drawing", drawing, "--quiet"});
  EXPECT_EQ(done.status, kFine);
  EXPECT_THAT(done.out, HasSubstr("What decides it"));
  EXPECT_THAT(done.out, HasSubstr("dynamics.suspension.collapse"));
  EXPECT_THAT(test::text_of_file(drawing), HasSubstr("dynamics.suspension.collapse"));
  EXPECT_LE(test::widest(done.out), 80U);
  const auto wrong = test::tandem({"sensitivity", kCase, "step-by-step", "--of", "luck"});
  EXPECT_EQ(wrong.status, kBadInput);
  EXPECT_THAT(wrong.err, HasSubstr("running@96"));
}

}  // namespace
}  // namespace tandem::cli
