#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "apps/cli/command.h"
#include "tests/cli/session.h"

namespace tandem::cli {
namespace {

using ::testing::HasSubstr;
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

}  // namespace
}  // namespace tandem::cli
