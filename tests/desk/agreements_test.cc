#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/desk/visitor.h"

namespace tandem::desk {
namespace {

using test::Json;
using test::Visitor;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::string kAgreement = "/api/v1/cases/six-party-2007/agreements/agreement";

Visitor six_parties() { return Visitor({"korea/six-party-2007", "tutorial"}); }

TEST(Agreement, DatesAndDefectsAreThoseOfTheProgram) {
  Visitor visitor({"korea/six-party-2007"});
  const Json view = visitor.get(kAgreement).json;
  const std::string path = visitor.folder().path("library/six-party-2007/agreement.yaml");
  EXPECT_EQ(view["valid"], true);
  EXPECT_EQ(view["timetable"], test::told_by_program({"schedule", path}));
  EXPECT_EQ(view["findings"], test::told_by_program({"lint", path, "--allowed"}));
}

TEST(Agreement, HasItsTextItsLinesAndWhatEachReaderSees) {
  Visitor visitor({"korea/six-party-2007"});
  const Json view = visitor.get(kAgreement).json;
  EXPECT_EQ(view["visible_levels"].size(), 5U);
  EXPECT_EQ(view["visible_levels"][4]["obligations"], 30);
  EXPECT_EQ(view["visible_levels"][4]["left_out"], 0);
  EXPECT_EQ(view["document"]["annex"].size(), 30U);
  const std::string text = view["text"];
  std::size_t line = 1;
  const std::size_t at = text.find("  S17:");
  ASSERT_NE(at, std::string::npos);
  for (std::size_t k = 0; k < at; ++k) line += text[k] == '\n' ? 1 : 0;
  EXPECT_EQ(view["lines"]["S17"], line);
}

TEST(Agreement, UnknownOneIsAnsweredWithTheNearest) {
  Visitor visitor;
  const auto reply = visitor.get("/api/v1/cases/tutorial/agreements/agreemnt");
  EXPECT_EQ(reply.status, 404U);
  EXPECT_THAT(reply.body, HasSubstr("did you mean 'agreement'?"));
}

TEST(AgreementCheck, DelaysAreThoseOfTheProgram) {
  Visitor visitor({"korea/six-party-2007"});
  const std::string text = visitor.file("six-party-2007/agreement.yaml");
  const std::string path = visitor.folder().path("library/six-party-2007/agreement.yaml");
  const Json view =
      visitor
          .post("/api/v1/agreements/check", {{"text", text},
                                             {"delays", {{{"event", "S17"}, {"days", 120}}}},
                                             {"as_written", true},
                                             {"to", "S01"}})
          .json;
  EXPECT_EQ(view["timetable"], test::told_by_program({"schedule", path, "--as-written", "--delay",
                                                      "S17=120d", "--to", "S01"}));
}

TEST(AgreementCheck, MistakesHaveTheirPlacesAndNothingElseIsShown) {
  Visitor visitor;
  std::string text = visitor.file("tutorial/agreement.yaml");
  text.replace(text.find("actors"), 6, "actorz");
  const Json view = visitor.post("/api/v1/agreements/check", {{"text", text}}).json;
  EXPECT_EQ(view["valid"], false);
  EXPECT_GT(view["diagnostics"][0]["line"], 0);
  EXPECT_EQ(view["diagnostics"][0]["file"], "agreement.yaml");
  EXPECT_FALSE(view.contains("timetable"));
}

TEST(AgreementCheck, UnknownEventsOfDelaysAreNamedAllAtOnce) {
  Visitor visitor;
  const auto reply =
      visitor.post("/api/v1/agreements/check", {{"text", visitor.file("tutorial/agreement.yaml")},
                                                {"delays",
                                                 {{{"event", "A1"}, {"days", 3}},
                                                  {{"event", "Q1"}, {"days", 3}},
                                                  {{"event", "Q2"}, {"days", 3}}}}});
  EXPECT_EQ(reply.status, 422U);
  ASSERT_EQ(reply.json["error"]["details"].size(), 2U);
  EXPECT_EQ(reply.json["error"]["details"][0]["file"], "/delays/1");
}

TEST(AgreementDiff, IsThatOfTheProgramWeighedByTheCaseThatBothName) {
  Visitor visitor;
  const std::string before = visitor.file("tutorial/agreement.yaml");
  std::string after = before;
  after.replace(after.find("T0 + 60d"), 8, "T0 + 90d");
  visitor.folder().write("library/tutorial/later.yaml", after);
  const Json diff =
      visitor.post("/api/v1/agreements/diff", {{"before", before}, {"after", after}}).json;
  const std::string folder = visitor.folder().path("library/tutorial/");
  EXPECT_EQ(diff, test::told_by_program({"diff", folder + "agreement.yaml", folder + "later.yaml",
                                         "--case", folder}));
  EXPECT_FALSE(diff["gains"]["parties"].empty());
}

TEST(AgreementDiff, WithoutACaseWeighsNothing) {
  Visitor visitor = six_parties();
  const Json diff = visitor
                        .post("/api/v1/agreements/diff",
                              {{"before", visitor.file("tutorial/agreement.yaml")},
                               {"after", visitor.file("six-party-2007/agreement.yaml")}})
                        .json;
  EXPECT_TRUE(diff["gains"]["parties"].empty());
  EXPECT_EQ(diff["same"], 0);
}

TEST(AgreementDiff, MistakesSayInWhichOfTheTwo) {
  Visitor visitor;
  const auto reply = visitor.post(
      "/api/v1/agreements/diff",
      {{"before", visitor.file("tutorial/agreement.yaml")}, {"after", "agreement: x\n"}});
  EXPECT_EQ(reply.status, 422U);
  EXPECT_EQ(reply.json["error"]["details"][0]["file"], "after.yaml");
}

TEST(Draft, IsThatOfTheProgramWithItsDatesAndDefects) {
  Visitor visitor;
  const Json draft =
      visitor.post("/api/v1/cases/tutorial/draft", {{"roadmap", {{"name", "step-by-step"}}}}).json;
  const std::string path = visitor.folder().path("library/tutorial");
  EXPECT_EQ(draft["text"], test::told_by_program({"draft", path, "step-by-step"})["agreement"]);
  const std::string file = visitor.folder().path("library/draft.yaml");
  visitor.folder().write("library/draft.yaml", draft["text"].get<std::string>());
  EXPECT_EQ(draft["timetable"], test::told_by_program({"schedule", file}));
  Json findings = test::told_by_program({"lint", file, "--allowed"});
  for (Json& one : findings["findings"]) one["file"] = "agreement.yaml";
  EXPECT_EQ(draft["findings"], findings);
}

TEST(AgreementExport, WritesEachFormatAsAFile) {
  Visitor visitor;
  const std::string text = visitor.file("tutorial/agreement.yaml");
  const auto exported = [&](const char* format) {
    return visitor.post("/api/v1/agreements/export", {{"text", text}, {"format", format}});
  };
  EXPECT_THAT(exported("docx").body, StartsWith("PK"));
  EXPECT_EQ(exported("docx").header("Content-Disposition"),
            "attachment; filename=\"tutorial.docx\"");
  EXPECT_THAT(exported("ics").body, StartsWith("BEGIN:VCALENDAR\r\n"));
  EXPECT_THAT(exported("html").body, HasSubstr("The road and the market"));
  EXPECT_THAT(exported("dot").body, StartsWith("digraph"));
  EXPECT_THAT(exported("csv").type, StartsWith("text/csv"));
  EXPECT_EQ(exported("pdf").status, 400U);
}

TEST(AgreementExport, LeavesOutWhatAReaderMayNotSee) {
  Visitor visitor;
  std::string text = visitor.file("tutorial/agreement.yaml");
  const std::string title = "title: Open the road\n";
  const std::size_t at = text.find(title);
  ASSERT_NE(at, std::string::npos);
  text.insert(at + title.size(), "    visibility: {tlp: amber}\n");
  const Json body{{"text", text}, {"format", "html"}, {"visible_to", "green"}};
  EXPECT_THAT(visitor.post("/api/v1/agreements/export", body).body,
              Not(HasSubstr("Open the road")));
  Json table = body;
  table["format"] = "csv";
  EXPECT_EQ(visitor.post("/api/v1/agreements/export", table).code(), "not-of-tables");
}

}  // namespace
}  // namespace tandem::desk
