#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "apps/cli/command.h"
#include "tests/cli/session.h"

namespace tandem::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::string kCase = TANDEM_SOURCE_DIR "/cases/korea/2026";

TEST(AssessCommand, PrintsThePrinciplesAndSaysThatSomeFail) {
  const auto done = test::tandem({"assess", kCase, "freeze-for-freeze"});
  EXPECT_EQ(done.status, kFindings);
  EXPECT_THAT(done.out, HasSubstr("Principles\n"));
  EXPECT_THAT(done.err, HasSubstr("next: tandem brief"));
}

TEST(AssessCommand, PrintsJson) {
  const auto done = test::tandem({"assess", kCase, "pressure", "--json", "--no-covert"});
  const auto json = nlohmann::json::parse(done.out);
  EXPECT_EQ(json["kind"], "assessment");
  EXPECT_EQ(json["case"], "korea-2026");
  EXPECT_TRUE(json["covert_cheating"].empty());
}

TEST(AssessCommand, RefusesAnUnknownRoadmap) {
  const auto done = test::tandem({"assess", kCase, "freeze-for-freese"});
  EXPECT_EQ(done.status, kBadInput);
  EXPECT_THAT(done.err, HasSubstr("freeze-for-freeze"));
}

TEST(AssessCommand, SaysHowLongItLastsWhereHistoriesArePlayed) {
  const std::string tutorial = TANDEM_SOURCE_DIR "/cases/tutorial";
  const auto plain = test::tandem({"assess", tutorial, "step-by-step", "--no-ideals"});
  EXPECT_THAT(plain.out, HasSubstr("needs stress"));
  EXPECT_THAT(plain.out, HasSubstr("--stress N"));
  const auto done = test::tandem(
      {"assess", tutorial, "step-by-step", "--no-ideals", "--stress", "250", "--seed", "5"});
  EXPECT_EQ(done.status, plain.status) << "what was played is measured, not judged";
  EXPECT_THAT(done.out, Not(HasSubstr("needs stress")));
  EXPECT_THAT(done.out, HasSubstr("Of 300 histories in 3 worlds (seed 5)"));
  EXPECT_THAT(done.out, ::testing::ContainsRegex("alive after 2 +[0-9]+ % .[0-9]+ to [0-9]+. "));
  EXPECT_LE(test::widest(done.out), 80U);
  const auto json = nlohmann::json::parse(
      test::tandem({"assess", tutorial, "step-by-step", "--no-ideals", "--stress", "250", "--json"})
          .out);
  const auto& durable = json["principles"].back();
  EXPECT_EQ(durable["verdict"], "measured");
  ASSERT_EQ(durable["findings"].size(), 4U);
  for (std::size_t k = 0; k < 3; ++k) {
    const auto& finding = durable["findings"][k];
    EXPECT_LE(finding["range"][0], finding["value"]);
    EXPECT_GE(finding["range"][1], finding["value"]);
  }
  EXPECT_TRUE(json["principles"][0]["findings"][0]["range"].is_null());
}

TEST(BriefCommand, WritesThePageWithTheDateGiven) {
  const auto done = test::tandem({"brief", kCase, "freeze-for-freeze", "--date", "2026-11-23"});
  EXPECT_EQ(done.status, kFine);
  EXPECT_THAT(done.out, StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(done.out, HasSubstr("23 November 2026"));
  EXPECT_THAT(done.out, HasSubstr("Maximum pressure"));
}

TEST(BriefCommand, RefusesWhatIsNoDate) {
  const auto done = test::tandem({"brief", kCase, "pressure", "--date", "tomorrow"});
  EXPECT_EQ(done.status, kBadInput);
  EXPECT_THAT(done.err, HasSubstr("2026-11-23"));
}

TEST(BriefCommand, PutsHistoriesOnAPageOfTheirOwn) {
  const std::string tutorial = TANDEM_SOURCE_DIR "/cases/tutorial";
  const auto done = test::tandem({"brief", tutorial, "step-by-step", "--no-ideals", "--date",
                                  "2026-11-23", "--stress", "200", "--seed", "5"});
  EXPECT_EQ(done.status, kFine);
  for (const char* part : {"id=\"stress\"", "200 histories of 120 months", "(seed 5)",
                           "Beside the alternatives", "alive after 8 years"})
    EXPECT_THAT(done.out, HasSubstr(part));
  const auto without = test::tandem({"brief", tutorial, "step-by-step", "--no-ideals"});
  EXPECT_THAT(without.out, Not(HasSubstr("id=\"stress\"")));
}

TEST(BriefCommand, ExploresTheWindowWhereItIsToldTo) {
  const std::string tutorial = TANDEM_SOURCE_DIR "/cases/tutorial";
  const auto done = test::tandem(
      {"brief", tutorial, "--window", "--target", "early-security-12=90", "--window-limit", "20"});
  EXPECT_EQ(done.status, kFine) << done.err;
  EXPECT_THAT(done.out, HasSubstr("<section id=\"window\""));
  EXPECT_THAT(done.out, HasSubstr("North&#39;s steps first"));
  EXPECT_THAT(done.out, HasSubstr("Asked for besides, and ruled out:"));
  EXPECT_THAT(done.out, HasSubstr("<b>1. </b>As long as all of this holds"));
  EXPECT_THAT(test::tandem({"brief", tutorial, "--no-ideals"}).out,
              ::testing::Not(HasSubstr("id=\"window\"")));
  EXPECT_THAT(test::tandem({"brief", tutorial, "--target", "road@11"}).err,
              HasSubstr("option of --window"));
  EXPECT_THAT(test::tandem({"brief", tutorial, "--window", "--target", "markett@11"}).err,
              HasSubstr("did you mean 'market'?"));
}

}  // namespace
}  // namespace tandem::cli
