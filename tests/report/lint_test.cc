#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tandem/base/width.h"
#include "tandem/casefile/agreement_file.h"
#include "tandem/model/timetable.h"
#include "tandem/report/lint_report.h"

namespace tandem::report {
namespace {

using testing::HasSubstr;

casefile::AgreementFile sample() {
  constexpr std::string_view kText =
      "tandem: 1\nagreement: two\ntitle: Two steps\nsigned: 2026-03-01\n"
      "actors:\n  north: {name: The North}\n  south: {name: The South}\n"
      "obligations:\n"
      "  A1:\n    title: Rebuild the bridge\n    actors: [north]\n    counterparts: [south]\n"
      "    trigger: upon done(B1)\n    allow: {unfinanced: each side bears its own}\n"
      "  B1:\n    title: Seek to open the road\n    actors: [south]\n    counterparts: [north]\n"
      "    trigger: upon done(A1)\n";
  auto loaded = casefile::load_agreement_text(std::string(kText), "my text.yaml");
  EXPECT_TRUE(loaded.has_value());
  return *loaded;
}

std::size_t widest(const std::string& text) {
  std::size_t most = 0;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) most = std::max(most, display_width(line));
  return most;
}

LintReport linted(const model::Agreement& of) { return {lint::lint(of), {}, 0}; }

TEST(LintText, HasErrorsFirstAndCountsLast) {
  const auto loaded = sample();
  const std::string text = lint_text(loaded.valid, linted(loaded.valid));
  EXPECT_LT(text.find("Errors"), text.find("Warnings"));
  EXPECT_THAT(text, HasSubstr("my text.yaml:13  circular-wait\n  \"upon done(B1)\"\n"));
  EXPECT_THAT(text, HasSubstr("  paste:\n    A1:\n      trigger: by 2026-03-01 + 60d\n"));
  EXPECT_THAT(text, HasSubstr("allowed: each side bears its own\n"));
  EXPECT_TRUE(text.ends_with("1 error, 1 warning, 0 notes; 1 allowed\n")) << text;
}

TEST(LintText, HasNoLineWiderThanATerminal) {
  const auto loaded = sample();
  EXPECT_LE(widest(lint_text(loaded.valid, linted(loaded.valid))), 80U);
  EXPECT_LE(widest(lint_rules_text()), 80U);
}

TEST(LintJson, HasEveryFindingWithItsPlace) {
  const auto loaded = sample();
  const auto json = lint_json(loaded.valid, linted(loaded.valid));
  ASSERT_EQ(json["findings"].size(), 3U);
  EXPECT_EQ(json["findings"][0]["rule"], "circular-wait");
  EXPECT_EQ(json["findings"][0]["level"], "error");
  EXPECT_EQ(json["findings"][0]["line"], 13);
  EXPECT_EQ(json["findings"][0]["obligations"], nlohmann::ordered_json({"A1", "B1"}));
}

TEST(LintSarif, HasRulesResultsAndSuppressions) {
  const auto loaded = sample();
  const auto sarif = lint_sarif(loaded.valid, linted(loaded.valid), "1.2");
  EXPECT_EQ(sarif["version"], "2.1.0");
  const auto& run = sarif["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["rules"].size(), lint::rules().size());
  ASSERT_EQ(run["results"].size(), 3U);
  for (const auto& result : run["results"]) {
    const auto index = result["ruleIndex"].get<std::size_t>();
    EXPECT_EQ(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    const auto& place = result["locations"][0]["physicalLocation"];
    EXPECT_EQ(place["artifactLocation"]["uri"], "my%20text.yaml");
    EXPECT_GT(place["region"]["startLine"].get<int>(), 0);
    EXPECT_EQ(result.contains("suppressions"), result["ruleId"] == "unfinanced");
  }
}

}  // namespace
}  // namespace tandem::report
