#include <gtest/gtest.h>

#include "tandem/casefile/scenario_file.h"
#include "tests/cases/shipped.h"
#include "tests/support/drafts.h"

namespace tandem {
namespace {

namespace fs = std::filesystem;

class ShippedCase : public testing::TestWithParam<files::LibraryCase> {
 protected:
  [[nodiscard]] static casefile::CaseFile loaded() {
    return test::must(casefile::load_case(GetParam().path));
  }
};

TEST_P(ShippedCase, HasNoMistakesAndRaisesNoDoubts) {
  const auto found = casefile::load_case(GetParam().path);
  ASSERT_TRUE(found) << found.error().what;
  for (const Diagnostic& doubt : found->warnings)
    ADD_FAILURE() << casefile::render(doubt, found->text);
}

TEST_P(ShippedCase, EveryAlternativeLoads) {
  const casefile::CaseFile of = loaded();
  EXPECT_FALSE(of.valid.data().alternatives.empty());
  for (const model::Alternative& alternative : of.valid.data().alternatives) {
    if (alternative.roadmap.empty()) continue;
    const fs::path path = fs::path(GetParam().path) / alternative.roadmap;
    const auto found = casefile::load_roadmap(path.string(), of.valid);
    EXPECT_TRUE(found) << alternative.id << ": " << found.error().what;
  }
}

TEST_P(ShippedCase, EveryRoadmapBesideItIsAnAlternative) {
  const casefile::CaseFile of = loaded();
  std::vector<std::string> named;
  for (const model::Alternative& alternative : of.valid.data().alternatives)
    named.push_back(fs::path(alternative.roadmap).filename().string());
  for (const auto& file : fs::directory_iterator(fs::path(GetParam().path) / "roadmaps"))
    EXPECT_EQ(std::ranges::count(named, file.path().filename().string()), 1) << file.path();
}

TEST_P(ShippedCase, EveryScenarioBesideItLoads) {
  const fs::path folder = fs::path(GetParam().path) / "scenarios";
  if (!fs::exists(folder)) return;
  for (const auto& file : fs::directory_iterator(folder)) {
    const auto source = test::must(casefile::read_source(file.path().string()));
    const auto scenario = test::must(casefile::load_scenario_text(source.text, source.file));
    EXPECT_EQ(scenario.name, file.path().stem().string());
    const auto changed = test::must(files::case_of(source, true));
    EXPECT_EQ(changed.valid.data().id, scenario.case_id);
    if (!scenario.roadmap.empty() && scenario.roadmap.find('\n') == std::string::npos) {
      EXPECT_TRUE(files::load_roadmap(scenario.roadmap, changed).has_value()) << file.path();
    }
  }
}

TEST_P(ShippedCase, ArguesItsJudgements) {
  EXPECT_TRUE(fs::exists(fs::path(GetParam().path) / "NOTES.md"));
}

std::string name_of(const testing::TestParamInfo<files::LibraryCase>& shipped) {
  return test::test_name(shipped.param);
}

INSTANTIATE_TEST_SUITE_P(Library, ShippedCase, testing::ValuesIn(test::shipped_cases()), name_of);

}  // namespace
}  // namespace tandem
