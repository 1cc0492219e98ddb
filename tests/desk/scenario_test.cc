#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/desk/visitor.h"

namespace tandem::desk {
namespace {

using test::Json;
using test::Visitor;
using ::testing::HasSubstr;

const std::string kCase = "/api/v1/cases/tutorial";
const std::string kScenario = kCase + "/scenarios/dear-road";
const Json kDearer = Json::array({{{"set", "measures.road.worth.north"}, {"to", "35"}}});
const Json kSteps{{"steps", {{"pull-back", 1}, {"scrapping", {{"2", 0.5}, {"3", 0.5}}}}},
                  {"accession", {{"coast", 2}}},
                  {"title", "Half and half"}};

TEST(Scenario, GoesThereAndBackWithItsRoadmap) {
  Visitor visitor;
  const auto put = visitor.ask(
      "PUT", kScenario, Json{{"title", "Dear road"}, {"changes", kDearer}, {"roadmap", kSteps}});
  ASSERT_EQ(put.status, 200U) << put.body;
  const Json back = visitor.get(kScenario).json;
  EXPECT_EQ(back, put.json);
  EXPECT_EQ(back["changes"], kDearer);
  EXPECT_EQ(back["roadmap"]["steps"], kSteps["steps"]);
  EXPECT_EQ(back["roadmap"]["accession"], kSteps["accession"]);
  EXPECT_EQ(back["roadmap"]["title"], "Half and half");
  const Json view = visitor.get(kCase).json;
  EXPECT_THAT(view["scenarios"],
              ::testing::Contains(Json{{"name", "dear-road"}, {"title", "Dear road"}}));
  EXPECT_THAT(visitor.file("tutorial/scenarios/dear-road.yaml"), HasSubstr("Dear road"));
}

TEST(Scenario, KeepsANamedRoadmapByItsName) {
  Visitor visitor;
  const Json named{{"name", "step-by-step"}};
  (void)visitor.ask("PUT", kScenario,
                    Json{{"title", "x"}, {"changes", kDearer}, {"roadmap", named}});
  EXPECT_EQ(visitor.get(kScenario).json["roadmap"], named);
}

TEST(Scenario, IsWrittenOverOnlyWhereThatIsAsked) {
  Visitor visitor;
  (void)visitor.ask("PUT", kScenario, Json{{"title", "first"}, {"changes", kDearer}});
  const auto again = visitor.ask("PUT", kScenario, Json{{"title", "second"}});
  EXPECT_EQ(again.status, 409U);
  EXPECT_EQ(again.code(), "exists");
  EXPECT_EQ(visitor.get(kScenario).json["title"], "first");
  EXPECT_EQ(visitor.ask("PUT", kScenario, Json{{"title", "second"}, {"replace", true}}).status,
            200U);
  EXPECT_EQ(visitor.get(kScenario).json["title"], "second");
}

TEST(Scenario, IsGoneOnceItIsDeleted) {
  Visitor visitor;
  (void)visitor.ask("PUT", kScenario, Json{{"title", "x"}});
  EXPECT_EQ(visitor.ask("DELETE", kScenario, std::nullopt).status, 204U);
  EXPECT_EQ(visitor.get(kScenario).status, 404U);
  EXPECT_EQ(visitor.ask("DELETE", kScenario, std::nullopt).status, 404U);
}

TEST(Scenario, RefusesNamesThatAreNone) {
  Visitor visitor;
  for (const std::string name : {"..", ".hidden", "a b", "a.yaml", "Größe"}) {
    const auto reply = visitor.ask("PUT", kCase + "/scenarios/" + name, Json{{"title", "x"}});
    EXPECT_EQ(reply.code(), "name") << name;
  }
}

TEST(Scenario, KeepsChangesThatMakeNoCaseYet) {
  Visitor visitor;
  const Json wrong = Json::array({{{"set", "measures.road.track"}, {"to", "economi"}}});
  const auto put = visitor.ask("PUT", kScenario, Json{{"title", "x"}, {"changes", wrong}});
  ASSERT_EQ(put.status, 200U) << put.body;
  EXPECT_EQ(visitor.get(kScenario).json["changes"], wrong);
  const auto with_steps =
      visitor.ask("PUT", kCase + "/scenarios/other",
                  Json{{"title", "x"}, {"changes", wrong}, {"roadmap", kSteps}});
  EXPECT_EQ(with_steps.status, 422U) << "its steps could not be checked";
}

TEST(Scenario, RefusesChangesThatDoNotFit) {
  Visitor visitor;
  const auto reply = visitor.ask(
      "PUT", kScenario,
      Json{{"title", "x"}, {"changes", {{{"set", "measures.rod.worth.us"}, {"to", "1"}}}}});
  EXPECT_EQ(reply.code(), "change-does-not-fit");
  EXPECT_EQ(visitor.get(kScenario).status, 404U);
}

TEST(Scenario, SaysWhereItCannotBeWritten) {
  Visitor visitor;
  std::filesystem::remove_all(visitor.folder().path("library/tutorial/scenarios"));
  visitor.folder().write("library/tutorial/scenarios", "a file in the way");
  const auto reply = visitor.ask("PUT", kScenario, Json{{"title", "x"}});
  EXPECT_EQ(reply.status, 403U);
  EXPECT_THAT(reply.json["error"]["message"].get<std::string>(), HasSubstr("dear-road.yaml"));
}

TEST(SavedRoadmap, CanThenBeNamed) {
  Visitor visitor;
  const auto put = visitor.ask("PUT", kCase + "/roadmaps/halves", Json{{"roadmap", kSteps}});
  ASSERT_EQ(put.status, 200U) << put.body;
  EXPECT_EQ(put.json["text"], visitor.file("tutorial/roadmaps/halves.yaml"));
  const Json named = visitor.post(kCase + "/assess", {{"roadmap", {{"name", "halves"}}}}).json;
  EXPECT_EQ(named["steps"], kSteps["steps"]);
  EXPECT_EQ(named["roadmap"]["title"], "Half and half");
  EXPECT_EQ(visitor.ask("PUT", kCase + "/roadmaps/halves", Json{{"roadmap", kSteps}}).code(),
            "exists");
}

TEST(SavedRoadmap, DoesNotTakeTheNameOfAnAlternative) {
  Visitor visitor;
  EXPECT_EQ(visitor.ask("PUT", kCase + "/roadmaps/none", Json{{"roadmap", kSteps}}).code(),
            "name-taken");
  EXPECT_EQ(visitor.ask("PUT", kCase + "/roadmaps/no-agreement", Json{{"roadmap", kSteps}}).code(),
            "name-taken");
}

}  // namespace
}  // namespace tandem::desk
