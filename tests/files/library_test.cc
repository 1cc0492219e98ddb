#include "apps/files/library.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/support/border_library.h"

namespace tandem::files {
namespace {

using test::border;
using test::kBorder;
using testing::ElementsAre;
using testing::HasSubstr;

using Library = test::BorderLibrary;

TEST_F(Library, RefusesAnIdThatTwoOfItsCasesHave) {
  folder_.write("copy/case.yaml", border());
  const auto chosen = resolve_case("border");
  ASSERT_FALSE(chosen.has_value());
  EXPECT_THAT(chosen.error().what,
              HasSubstr(folder_.path("copy") + " and " + folder_.path("europe/border")));
  EXPECT_EQ(*resolve_case("europe/border"), folder_.path("europe/border"));
}

TEST_F(Library, FindsACaseByPathOrById) {
  EXPECT_EQ(*resolve_case("border"), folder_.path("europe/border"));
  EXPECT_EQ(*resolve_case("europe/border"), folder_.path("europe/border"));
  EXPECT_EQ(*resolve_case(kBorder), kBorder);
  const auto missing = resolve_case("bordr");
  ASSERT_FALSE(missing.has_value());
  EXPECT_THAT(missing.error().what, HasSubstr("did you mean 'border'?"));
}

TEST_F(Library, ListsWhatCanBeAskedForBesideACase) {
  folder_.write("europe/border/case.yaml",
                border() +
                    "alternatives:\n  pressure: {title: Pressure}\n"
                    "  slow: {title: Slow, roadmap: roadmaps/slow.yaml}\n");
  const std::string steps = "case: border\nsteps: {withdraw-guns: 2}\n";
  folder_.write("europe/border/roadmaps/slow.yaml", "tandem: 1\nroadmap: slow\n" + steps);
  folder_.write("europe/border/roadmaps/mine.yaml",
                "tandem: 1\nroadmap: mine\ntitle: My own\n" + steps);
  folder_.write("europe/border/roadmaps/broken.yaml", "tandem: 1\nroadmap: broken\nsteps: 3\n");
  const auto of = casefile::load_case(folder_.path("europe/border"));
  ASSERT_TRUE(of.has_value());
  std::vector<std::string> seen;
  for (const Beside& one : roadmaps_beside(*of))
    seen.push_back(one.name + "/" + one.title + (one.none ? "/none" : ""));
  EXPECT_THAT(seen, ElementsAre("pressure/Pressure/none", "slow/Slow", "mine/My own"));
  EXPECT_EQ(load_roadmap("mine", *of)->roadmap.title, "My own");
  EXPECT_TRUE(load_roadmap("pressure", *of)->roadmap.increments.empty());
  const auto missing = load_roadmap("presure", *of);
  ASSERT_FALSE(missing.has_value());
  EXPECT_THAT(missing.error().what, HasSubstr("did you mean 'pressure'?"));
}

TEST_F(Library, TakesAScenarioForTheCaseThatItChanges) {
  folder_.write("europe/border/scenarios/longer.yaml",
                "tandem: 1\nscenario: longer\ncase: border\n"
                "changes:\n  - {set: time.phases, to: 9}\n");
  const std::string file = folder_.path("europe/border/scenarios/longer.yaml");
  const auto path = resolve_case("europe/border/scenarios/longer.yaml");
  ASSERT_TRUE(path.has_value());
  EXPECT_EQ(*path, file);
  const auto changed = case_of(*casefile::read_source(file), true);
  ASSERT_TRUE(changed.has_value()) << changed.error().what;
  EXPECT_EQ(changed->valid.time().phases, 9);
  EXPECT_EQ(changed->file, folder_.path("europe/border/case.yaml"));
  folder_.write("europe/border/scenarios/wrong.yaml",
                "tandem: 1\nscenario: wrong\ncase: border\nchanges:\n  - {remove: tme}\n");
  const auto wrong =
      case_of(*casefile::read_source(folder_.path("europe/border/scenarios/wrong.yaml")), true);
  ASSERT_FALSE(wrong.has_value());
  EXPECT_THAT(wrong.error().what, HasSubstr("change 1: 'tme' cannot be removed"));
}

}  // namespace
}  // namespace tandem::files
