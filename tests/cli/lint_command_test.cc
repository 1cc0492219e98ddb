#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/session.h"

namespace tandem::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kClean = std::string(TANDEM_SOURCE_DIR) + "/tests/lint/clean.yaml";
const std::string kSixParty = std::string(TANDEM_SOURCE_DIR) + "/tests/lint/six_party.yaml";

TEST(LintCommand, OfACleanTextAnswersWithZero) {
  const Answer answer = tandem({"lint", kClean});
  EXPECT_EQ(answer.status, 0) << answer.out << answer.err;
  EXPECT_EQ(answer.out, "0 errors, 0 warnings, 0 notes\n");
}

TEST(LintCommand, OfARealTextAnswersWithOneAndItsFindings) {
  const Answer answer = tandem({"lint", kSixParty});
  EXPECT_EQ(answer.status, 1);
  EXPECT_THAT(answer.out, HasSubstr("circular-wait"));
  EXPECT_THAT(answer.out, HasSubstr("precedent: Six-Party Talks, February 2007"));
  EXPECT_LE(widest(answer.out), 80U);
}

TEST(LintCommand, AnswersWithOneWhereAVerifierIsNearlyAnActor) {
  std::ostringstream clean;
  clean << std::ifstream(kClean).rdbuf();
  std::string text = clean.str();
  const std::string right = "operator: mission";
  ASSERT_NE(text.find(right), std::string::npos);
  text.replace(text.find(right), right.size(), "operator: misson");
  const ScratchFolder folder;
  folder.write("a.yaml", text);
  const Answer answer = tandem({"lint", folder.path("a.yaml")});
  EXPECT_EQ(answer.status, 1);
  EXPECT_THAT(answer.out, HasSubstr("Names of nobody"));
  EXPECT_THAT(answer.out, HasSubstr("unknown-actor"));
  EXPECT_THAT(answer.out, HasSubstr("did you mean 'mission'?"));
  const auto json = nlohmann::json::parse(tandem({"lint", folder.path("a.yaml"), "--json"}).out);
  EXPECT_EQ(json["misspelt_actors"].size(), 1U);
  EXPECT_EQ(tandem({"lint", folder.path("a.yaml"), "--level", "error"}).status, 0);
}

TEST(LintCommand, OfOneRuleHasNoOther) {
  const Answer answer = tandem({"lint", kSixParty, "--rule", "side-agreement", "--json"});
  const auto json = nlohmann::json::parse(answer.out);
  ASSERT_EQ(json["findings"].size(), 1U);
  EXPECT_EQ(json["findings"][0]["rule"], "side-agreement");
}

TEST(LintCommand, AtTheLevelOfErrorsAnswersWithZeroWhereThereAreOnlyWarnings) {
  EXPECT_EQ(tandem({"lint", kSixParty, "--level", "error"}).status, 0);
}

TEST(LintCommand, WritesSarif) {
  const ScratchFolder folder;
  const std::string path = (folder.path() / "found.sarif").string();
  EXPECT_EQ(tandem({"lint", kSixParty, "--sarif", path}).status, 1);
  std::ifstream in(path);
  const auto sarif = nlohmann::json::parse(in);
  EXPECT_EQ(sarif["version"], "2.1.0");
  EXPECT_FALSE(sarif["runs"][0]["results"].empty());
}

TEST(LintCommand, ListsTheRules) {
  const Answer answer = tandem({"lint", "--rules"});
  EXPECT_EQ(answer.status, 0);
  EXPECT_THAT(answer.out, HasSubstr("leverage-exhausted  (warning)"));
  EXPECT_LE(widest(answer.out), 80U);
}

TEST(LintCommand, RefusesWhatMakesNoSense) {
  EXPECT_EQ(tandem({"lint"}).status, 2);
  EXPECT_EQ(tandem({"lint", kClean, "--level", "loud"}).status, 2);
  const Answer answer = tandem({"lint", kClean, "--rule", "side-agreemnt"});
  EXPECT_EQ(answer.status, 2);
  EXPECT_THAT(answer.err, HasSubstr("did you mean 'side-agreement'?"));
}

}  // namespace
}  // namespace tandem::test
