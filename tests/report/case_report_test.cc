#include "tandem/report/case_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tandem/casefile/casefile.h"
#include "tandem/model/numbers.h"
#include "tests/support/drafts.h"

namespace tandem::report {
namespace {

using Json = nlohmann::ordered_json;

casefile::CaseFile loaded(const std::string& name) {
  return test::must(casefile::load_case(std::string(TANDEM_SOURCE_DIR "/cases/") + name));
}

Json shown(const casefile::CaseFile& of) { return case_json(of.draft, of.valid, of.text); }

/// Every number, wherever it stands: those with "at", "low" and "high".
void collect(const Json& json, std::map<std::string, Json>& into) {
  if (json.is_object() && json.contains("at") && json.contains("high"))
    into[json["at"].get<std::string>()] = json;
  for (const Json& one : json)
    if (one.is_structured()) collect(one, into);
}

TEST(CaseJson, HasEveryNumberOfTheCaseWithItsRangeAndItsProvenance) {
  for (const char* name : {"tutorial", "korea/2026", "iran/jcpoa-2015"}) {
    const auto of = loaded(name);
    std::map<std::string, Json> numbers;
    collect(shown(of), numbers);
    std::size_t count = 0;
    model::for_each_number(of.draft, [&](const std::string& at, const model::Number& number) {
      ++count;
      ASSERT_TRUE(numbers.contains(at)) << at;
      const Json& json = numbers[at];
      EXPECT_EQ(json["low"], number.low) << at;
      EXPECT_EQ(json["mode"], number.mode) << at;
      EXPECT_EQ(json["high"], number.high) << at;
      EXPECT_EQ(json["line"], number.at.line) << at;
      EXPECT_EQ(json["provenance"].is_null() ? "" : json["provenance"]["id"],
                number.provenance.text)
          << at;
    });
    EXPECT_EQ(count, model::census(of.draft).all()) << name;
  }
}

TEST(CaseJson, NumbersAreAsTheyAreWritten) {
  const auto of = test::must(casefile::load_case_text(
      "tandem: 1\n"
      "case: c\n"
      "title: C\n"
      "time: {start: 2030-01-01, phases: 2, months_per_phase: 12, horizon: 60}\n"
      "judgements:\n"
      "  J-A: {about: a, by: b, as_of: 2026-01-01}\n"
      "parties:\n"
      "  n: {name: N, role: principal, discount: 0.9 @J-A, provenance: J-A}\n"
      "  s:\n"
      "    name: S\n"
      "    role: principal\n"
      "    discount: 1 # patient\n"
      "    provenance: J-A\n"
      "tracks: {t: {title: T}}\n"
      "measures:\n"
      "  m:\n"
      "    title: M\n"
      "    actors: [n]\n"
      "    track: t\n"
      "    duration: {low: 1, mode: 2, high: 3}\n"
      "    worth: {n: -3..-2..-1, s: '4'}\n"
      "    risk_reduction:\n"
      "      low: 5\n"
      "      mode: 6\n"
      "      high: 7\n"
      "    provenance: J-A\n",
      "c.yaml"));
  std::map<std::string, Json> numbers;
  collect(shown(of), numbers);
  EXPECT_EQ(numbers["parties.n.discount"]["text"], "0.9 @J-A");
  EXPECT_EQ(numbers["parties.s.discount"]["text"], "1");
  EXPECT_EQ(numbers["measures.m.duration"]["text"], "{low: 1, mode: 2, high: 3}");
  EXPECT_EQ(numbers["measures.m.worth.n"]["text"], "-3..-2..-1");
  EXPECT_EQ(numbers["measures.m.risk_reduction"]["text"], "5..6..7 @J-A") << "over several lines";
  EXPECT_EQ(numbers["parties.n.reserve"]["text"], nullptr) << "a default";
  EXPECT_EQ(numbers["parties.n.reserve"]["line"], nullptr);
}

TEST(CaseJson, ProvenancesSayWhatTheyAre) {
  const Json json = shown(loaded("korea/2026"));
  const Json& boundary = json["boundaries"][0];
  EXPECT_EQ(boundary["id"], "dprk-no-disarmament-before-peace");
  EXPECT_EQ(boundary["provenance"]["kind"], "source");
  EXPECT_TRUE(boundary["provenance"].contains("citation"));
  EXPECT_EQ(boundary["cost"]["provenance"]["kind"], "judgement");
  EXPECT_EQ(boundary["until"][0]["measure"], "peace-agreement-signed");
  EXPECT_GT(json["sources"].size(), 10U);
  EXPECT_EQ(json["measures"].size(), 80U);
  EXPECT_EQ(json["time"]["phase_starts"][1], "2027-07-01");
}

TEST(CaseJson, NamesTheLimitsAsTheyAreTyped) {
  const Json json = shown(loaded("tutorial"));
  std::vector<std::string> names;
  for (const Json& one : json["limits"]) names.push_back(one["name"].get<std::string>());
  EXPECT_THAT(names, ::testing::Contains("self-enforcing.north"));
}

TEST(CaseSummaryJson, CountsWhatIsThere) {
  const auto of = loaded("tutorial");
  const Json json = case_summary_json(of.draft, of.valid);
  EXPECT_EQ(json["principals"], Json({"north", "south"}));
  EXPECT_EQ(json["measures"], (Json{{"total", 6}, {"divisible", 2}, {"mandatory", 0}}));
  EXPECT_EQ(json["numbers"]["total"], 43);
}

}  // namespace
}  // namespace tandem::report
