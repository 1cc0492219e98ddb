#include <gmock/gmock.h>

#include <filesystem>
#include <stdexcept>

#include "tests/casefile/border_case.h"
#include "tests/support/scratch_folder.h"

namespace tandem::casefile {
namespace {

namespace fs = std::filesystem;
using model::CaseDraft;
using testing::HasSubstr;
using testing::IsEmpty;

CaseFile must_load(const std::string& text) {
  auto loaded = load_case_text(text, "case.yaml");
  if (!loaded) throw std::logic_error(test::shown(loaded.error(), text));
  return std::move(*loaded);
}

std::vector<std::string> rules_of(const std::string& text) {
  std::vector<std::string> rules;
  if (const auto loaded = load_case_text(text, "case.yaml"); !loaded)
    for (const Diagnostic& d : loaded.error().details) rules.push_back(d.rule);
  return rules;
}

TEST(LoadCase, ReadsEverySection) {
  const CaseFile loaded = test::border_case();
  const CaseDraft& draft = loaded.draft;
  EXPECT_EQ(draft.id.text, "border");
  EXPECT_EQ(draft.provenances.size(), 2U);
  EXPECT_TRUE(draft.provenances[1].judgement);
  EXPECT_EQ(draft.parties.size(), 3U);
  EXPECT_EQ(draft.tracks.size(), 2U);
  EXPECT_EQ(draft.measures.size(), 3U);
  EXPECT_EQ(draft.boundaries[0].kind.text, "only_after");
  EXPECT_EQ(draft.boundaries[0].until[0].share->mode, 0.25);
  EXPECT_EQ(draft.principles.required_partners[0].text, "league");
  EXPECT_EQ(draft.objectives.size(), 2U);
  EXPECT_FALSE(draft.objectives_in_order);
}

TEST(LoadCase, RemembersPlaces) {
  const CaseFile loaded = test::border_case();
  const model::MeasureDraft& guns = loaded.draft.measures[0];
  EXPECT_EQ(guns.at, (SourceLoc{"border.yaml", 21, 3}));
  EXPECT_EQ(guns.duration.at, (SourceLoc{"border.yaml", 25, 15}));
  EXPECT_EQ(guns.actors[0].at, (SourceLoc{"border.yaml", 23, 14}));
  EXPECT_EQ(loaded.draft.measures[1].duration.provenance.at, (SourceLoc{"border.yaml", 34, 17}));
  EXPECT_EQ(loaded.draft.time_at.phases, (SourceLoc{"border.yaml", 6, 11}));
}

TEST(LoadCase, CoversUnmarkedNumbersByTheNearestProvenance) {
  const CaseFile loaded =
      must_load(test::border_with("  provenance: J-1\n  parallel: {",
                                  "  provenance: J-1\n  parallel: {provenance: S-TREATY, "));
  EXPECT_EQ(loaded.draft.measures[0].duration.provenance.text, "J-1");
  EXPECT_EQ(loaded.draft.boundaries[0].cost->provenance.text, "S-TREATY");
  EXPECT_EQ(loaded.draft.principles.parallel_max_gap->provenance.text, "S-TREATY");
}

TEST(LoadCase, ReadsNumbersInFull) {
  const CaseFile loaded = must_load(test::border_with(
      "    duration: 6\n", "    duration: {low: 3, mode: 5, high: 9, source: S-TREATY}\n"));
  const model::Number& number = loaded.draft.measures[0].duration;
  EXPECT_TRUE(number.ranged);
  EXPECT_EQ(number.high, 9);
  EXPECT_EQ(number.provenance.text, "S-TREATY");
}

TEST(LoadCase, MakesOneProvenanceOfTheSameJudgementInPlace) {
  const std::string in_place = "{value: 6, judgement: A. Writer, as_of: 2026-11-01}";
  std::string text = test::border_with("    duration: 6\n", "    duration: " + in_place + "\n");
  text.replace(text.find("duration: 2 @J-1"), 16, "duration: " + in_place);
  const CaseFile loaded = must_load(text);
  ASSERT_EQ(loaded.draft.provenances.size(), 3U);
  EXPECT_TRUE(loaded.draft.provenances[2].in_place);
  EXPECT_EQ(loaded.draft.provenances[2].by.text, "A. Writer");
  EXPECT_EQ(loaded.draft.measures[0].duration.provenance.text, "in-place-A-Writer-2026-11-01");
  EXPECT_EQ(loaded.draft.measures[2].duration.provenance.text, "in-place-A-Writer-2026-11-01");
}

TEST(LoadCase, ReadsTheOtherForms) {
  EXPECT_FALSE(must_load(test::border_with("horizon: 120", "horizon: forever"))
                   .valid.time()
                   .horizon.has_value());
  std::string text = test::border_with("{earliest: 2}", "never");
  text.erase(text.find("  buy_in:"), text.find("objectives:") - text.find("  buy_in:"));
  const CaseFile never = must_load(text);
  EXPECT_TRUE(never.valid.party(PartyId(2)).accession.never);
}

TEST(LoadCase, AcceptsJson) {
  const std::string json = R"({"tandem": 1, "case": "json", "title": "As JSON",
    "time": {"start": "2027-01-01", "phases": 2, "months_per_phase": 6, "horizon": 60},
    "judgements": {"J": {"about": "all", "by": "me", "as_of": "2026-11-01"}},
    "parties": {"a": {"name": "A", "role": "principal", "discount": "0.9 @J"},
                "b": {"name": "B", "role": "principal", "discount": 0.9, "provenance": "J"}},
    "tracks": {"t": {"title": "T"}},
    "measures": {"m": {"title": "M", "actors": ["a"], "track": "t", "duration": 0, "divisible": true,
                       "worth": {"a": "-3..-2..-1", "b": 1e1}, "provenance": "J"}}})";
  const CaseFile loaded = must_load(json);
  EXPECT_EQ(loaded.draft.measures[0].worth[1].points.mode, 10);
}

TEST(LoadCase, AcceptsAByteOrderMarkAndCarriageReturns) {
  std::string text = "\xEF\xBB\xBF";
  for (const char c : test::border_text()) {
    if (c == '\n') text += '\r';
    text += c;
  }
  EXPECT_EQ(must_load(text).draft.measures.size(), 3U);
}

TEST(LoadCase, RefusesWhatIsNoUtf8) {
  EXPECT_THAT(rules_of(test::border_with("Send monitors", "Env\xEEo")),
              testing::ElementsAre("syntax"));
}

TEST(LoadCase, RefusesAFileThatIsTooLarge) {
  const auto loaded = load_case_text(std::string(kFileLimit + 1, '#'), "case.yaml");
  ASSERT_FALSE(loaded.has_value());
  EXPECT_THAT(loaded.error().what, HasSubstr("which is the limit"));
}

TEST(LoadCase, KeepsAThousandMistakesAndCountsTheRest) {
  std::string text = test::border_text();
  for (int i = 0; i < 1500; ++i) text += "key" + std::to_string(i) + ": 1\n";
  const auto loaded = load_case_text(text, "case.yaml");
  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error().details.size(), 1001U);
  EXPECT_THAT(loaded.error().details.back().message, HasSubstr("500 more"));
}

/// A folder that is gone after the test.
class CaseFolder : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) const { scratch_.write(name, text); }

  test::ScratchFolder scratch_;
  fs::path folder_ = scratch_.path();
};

TEST_F(CaseFolder, IsACaseIfThereIsACaseFileInIt) {
  EXPECT_EQ(load_case(folder_.string()).error().code, Errc::not_found);
  write("case.yaml", test::border_text());
  const auto loaded = load_case(folder_.string());
  ASSERT_TRUE(loaded.has_value());
  EXPECT_EQ(loaded->file, (folder_ / "case.yaml").string());
  EXPECT_TRUE(load_case((folder_ / "case.yaml").string()).has_value());
}

TEST_F(CaseFolder, MustHoldTheRoadmapsThatItsAlternativesName) {
  write("case.yaml",
        test::border_text() + "alternatives:\n  slow: {title: Slow, roadmap: slow.yaml}\n");
  const auto without = load_case(folder_.string());
  ASSERT_FALSE(without.has_value());
  EXPECT_EQ(without.error().details.at(0).rule, "missing-roadmap");
  write("slow.yaml", "anything");
  EXPECT_TRUE(load_case(folder_.string()).has_value());
}

TEST_F(CaseFolder, ShowsItsHeadAlsoWhereItHasMistakes) {
  write("case.yaml", test::border_with("actors: [north]", "actors: [nobody]"));
  const auto head = read_case_head(folder_.string());
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->id, "border");
  EXPECT_EQ(head->measures, 3U);
  EXPECT_EQ(head->phases, 4);
  write("case.yaml", "hello: there\n");
  EXPECT_FALSE(read_case_head(folder_.string()).has_value());
}

TEST(ShippedCases, HaveNoMistakes) {
  std::size_t cases = 0;
  for (const auto& entry : fs::recursive_directory_iterator(TANDEM_SOURCE_DIR "/cases")) {
    if (entry.path().filename() != "case.yaml") continue;
    const auto loaded = load_case(entry.path().string());
    EXPECT_TRUE(loaded.has_value()) << entry.path();
    if (!loaded) continue;
    ++cases;
    EXPECT_THAT(loaded->warnings, IsEmpty()) << entry.path();
    for (const auto& alternative : loaded->valid.data().alternatives) {
      if (alternative.roadmap.empty()) continue;
      const fs::path file = entry.path().parent_path() / alternative.roadmap;
      EXPECT_TRUE(load_roadmap(file.string(), loaded->valid).has_value()) << file;
    }
  }
  EXPECT_GE(cases, 1U);
}

}  // namespace
}  // namespace tandem::casefile
