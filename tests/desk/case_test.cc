#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/desk/visitor.h"

namespace tandem::desk {
namespace {

using test::Json;
using test::Visitor;
using ::testing::HasSubstr;

const std::string kCase = "/api/v1/cases/tutorial";
const Json kDearer = Json::array({{{"set", "measures.road.worth.north"}, {"to", "35"}}});

TEST(Case, ShowsItsTextItsPartsAndWhatLiesBesideIt) {
  Visitor visitor;
  const Json view = visitor.get(kCase).json;
  EXPECT_EQ(view["text"], visitor.file("tutorial/case.yaml"));
  EXPECT_EQ(view["valid"], true);
  EXPECT_EQ(view["model"]["measures"].size(), 6U);
  EXPECT_EQ(view["roadmaps"][0]["name"], "step-by-step");
  EXPECT_EQ(view["agreements"][0]["title"], "The road and the market");
}

int no_agreements(const Json& view) {
  return static_cast<int>(std::ranges::count_if(
      view["roadmaps"], [](const Json& one) { return one["kind"] == "none"; }));
}

TEST(Case, OffersNoAgreementOnce) {
  Visitor visitor;
  const Json own = visitor.get(kCase).json;
  EXPECT_EQ(no_agreements(own), 1);
  EXPECT_EQ(own["roadmaps"][3]["name"], "no-agreement");  // an alternative of the case
  std::string text = visitor.file("tutorial/case.yaml");
  const std::string line = "  no-agreement: {title: No agreement}\n";
  text.erase(text.find(line), line.size());
  visitor.folder().write("library/tutorial/case.yaml", text);
  const Json without = visitor.get(kCase).json;
  EXPECT_EQ(no_agreements(without), 1);
  EXPECT_EQ(without["roadmaps"].back()["name"], "none");
}

TEST(Case, SummaryIsThatOfTheProgram) {
  Visitor visitor;
  const Json told = test::told_by_program({"check", visitor.folder().path("library/tutorial")});
  EXPECT_EQ(visitor.get(kCase).json["summary"], told["case"]);
}

TEST(CaseCheck, ShowsTheChangedCaseAndWhatWouldChangeInTheFile) {
  Visitor visitor;
  const std::string before = visitor.file("tutorial/case.yaml");
  const Json view = visitor.post(kCase + "/check", {{"changes", kDearer}}).json;
  EXPECT_EQ(view["valid"], true);
  EXPECT_THAT(view["patch"].get<std::string>(),
              HasSubstr("+    worth: {south: -30..-20..-10, north: 35}"));
  const auto& road = view["model"]["measures"][2];
  EXPECT_EQ(road["id"], "road");
  EXPECT_EQ(road["worth"]["north"]["mode"], 35);
  EXPECT_EQ(road["worth"]["north"]["text"], "35");
  EXPECT_EQ(visitor.file("tutorial/case.yaml"), before) << "nothing is written";
}

TEST(CaseCheck, TurnsAWholeTextIntoChangesThatMakeIt) {
  Visitor visitor;
  std::string text = visitor.file("tutorial/case.yaml");
  text.replace(text.find("Open the road"), 13, "Open the pass");
  const Json view = visitor.post(kCase + "/check", {{"text", text}}).json;
  ASSERT_EQ(view["changes"].size(), 1U);
  EXPECT_THAT(view["changes"][0]["with"].get<std::string>(), HasSubstr("Open the pass"));
  const Json again = visitor.post(kCase + "/check", {{"changes", view["changes"]}}).json;
  EXPECT_EQ(again["text"], text);
}

TEST(CaseCheck, MistakesHaveTheirLineAndTheRestIsShownAllTheSame) {
  Visitor visitor;
  const Json view = visitor
                        .post(kCase + "/check",
                              {{"changes", {{{"set", "measures.road.track"}, {"to", "economi"}}}}})
                        .json;
  EXPECT_EQ(view["valid"], false);
  EXPECT_FALSE(view.contains("model"));
  ASSERT_EQ(view["diagnostics"].size(), 1U);
  EXPECT_EQ(view["diagnostics"][0]["repair"], "did you mean 'economy'?");
  EXPECT_GT(view["diagnostics"][0]["line"], 0);
  EXPECT_THAT(view["patch"].get<std::string>(), HasSubstr("+    track: economi"));
}

TEST(CaseCheck, ChangeThatDoesNotFitIsRefused) {
  Visitor visitor;
  const auto reply = visitor.post(
      kCase + "/check", {{"changes", {{{"set", "measures.rod.worth.north"}, {"to", "1"}}}}});
  EXPECT_EQ(reply.status, 422U);
  EXPECT_EQ(reply.code(), "change-does-not-fit");
}

TEST(CaseSave, WritesTheChangesAndKeepsEverythingElse) {
  Visitor visitor;
  std::string expected = visitor.file("tutorial/case.yaml");
  const std::string worth = "north: 20..30..40";
  expected.replace(expected.find(worth), worth.size(), "north: 35");
  const std::string revision = visitor.get(kCase).json["revision"];
  const Json saved =
      visitor
          .post(kCase + "/save", {{"changes", kDearer}, {"revision", revision}, {"confirm", true}})
          .json;
  EXPECT_EQ(visitor.file("tutorial/case.yaml"), expected);
  EXPECT_NE(saved["revision"], revision);
  EXPECT_EQ(visitor.get(kCase).json["revision"], saved["revision"]);
}

TEST(CaseSave, WritesNothingUnlessItIsConfirmed) {
  Visitor visitor;
  const std::string before = visitor.file("tutorial/case.yaml");
  const std::string revision = visitor.get(kCase).json["revision"];
  for (const Json& body :
       {Json{{"changes", kDearer}, {"revision", revision}},
        Json{{"changes", kDearer}, {"revision", revision}, {"confirm", false}}}) {
    EXPECT_EQ(visitor.post(kCase + "/save", body).status, 400U);
    EXPECT_EQ(visitor.file("tutorial/case.yaml"), before);
  }
}

TEST(CaseSave, RefusesAFileThatSomebodyElseHasChanged) {
  Visitor visitor;
  const std::string revision = visitor.get(kCase).json["revision"];
  const std::string theirs = "# theirs\n" + visitor.file("tutorial/case.yaml");
  visitor.folder().write("library/tutorial/case.yaml", theirs);
  const auto reply = visitor.post(
      kCase + "/save", {{"changes", kDearer}, {"revision", revision}, {"confirm", true}});
  EXPECT_EQ(reply.status, 409U);
  EXPECT_EQ(reply.code(), "changed-on-disk");
  EXPECT_EQ(visitor.file("tutorial/case.yaml"), theirs);
}

TEST(CaseSave, RefusesMistakesThatTheFileDoesNotHave) {
  Visitor visitor;
  const std::string before = visitor.file("tutorial/case.yaml");
  const std::string revision = visitor.get(kCase).json["revision"];
  const auto reply = visitor.post(
      kCase + "/save", {{"changes", {{{"set", "measures.road.track"}, {"to", "economi"}}}},
                        {"revision", revision},
                        {"confirm", true}});
  EXPECT_EQ(reply.status, 422U);
  EXPECT_EQ(reply.code(), "not-a-case");
  EXPECT_EQ(visitor.file("tutorial/case.yaml"), before);
}

TEST(CaseSave, MendsAFileThatHasMistakesOneByOne) {
  Visitor visitor;
  std::string text = visitor.file("tutorial/case.yaml");
  text.replace(text.find("track: economy"), 14, "track: economi");
  text.replace(text.find("track: security"), 15, "track: securty ");
  visitor.folder().write("library/tutorial/case.yaml", text);
  const std::string revision = visitor.get(kCase).json["revision"];
  const auto reply = visitor.post(
      kCase + "/save", {{"changes", {{{"set", "measures.road.track"}, {"to", "economy"}}}},
                        {"revision", revision},
                        {"confirm", true}});
  EXPECT_EQ(reply.status, 200U) << reply.body;
  EXPECT_THAT(visitor.file("tutorial/case.yaml"), HasSubstr("track: securty"));
}

}  // namespace
}  // namespace tandem::desk
