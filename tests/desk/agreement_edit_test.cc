#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/desk/visitor.h"

namespace tandem::desk {
namespace {

using test::Json;
using test::Visitor;
using ::testing::HasSubstr;

constexpr const char* kCheck = "/api/v1/agreements/check";
constexpr const char* kImport = "/api/v1/agreements/import";

/// Every proposal makes an agreement and ends what it was made for. Answers how many there were.
std::size_t paste_all(Visitor& visitor, const std::string& key) {
  const Json view = visitor.get("/api/v1/cases/" + key + "/agreements/agreement").json;
  std::size_t pasted = 0;
  for (const Json& one : view["findings"]["findings"]) {
    const Json after = visitor.post(kCheck, {{"text", view["text"]}, {"paste", one["paste"]}}).json;
    EXPECT_EQ(after["valid"], true) << one.dump(1) << after.dump(1);
    const auto same = [&](const Json& left) {
      return left["rule"] == one["rule"] && left["message"] == one["message"];
    };
    EXPECT_TRUE(std::ranges::none_of(after["findings"]["findings"], same)) << one.dump(1);
    ++pasted;
  }
  return pasted;
}

TEST(AgreementPaste, EveryProposalForTheShippedAgreementsMendsItsFinding) {
  Visitor visitor({"iran/jcpoa-2015", "korea/six-party-2007", "korea/agreed-framework-1994"});
  EXPECT_GT(paste_all(visitor, "six-party-2007"), 10U);
  EXPECT_GT(paste_all(visitor, "jcpoa-2015"), 10U);
  EXPECT_GT(paste_all(visitor, "agreed-framework-1994"), 5U);
}

TEST(AgreementPaste, LinesThatFitNowhereAreRefused) {
  Visitor visitor;
  const auto reply = visitor.post(
      kCheck, {{"text", visitor.file("tutorial/agreement.yaml")}, {"paste", "only words"}});
  EXPECT_EQ(reply.status, 422U);
  EXPECT_THAT(reply.body, HasSubstr("no ids with keys"));
}

TEST(AgreementCheck, MakesChangesFirst) {
  Visitor visitor;
  const Json changes{{{"set", "events.T0.date"}, {"to", "2031-01-01"}}};
  const Json view =
      visitor
          .post(kCheck, {{"text", visitor.file("tutorial/agreement.yaml")}, {"changes", changes}})
          .json;
  EXPECT_EQ(view["timetable"]["events"][0]["date"], "2031-01-01");
  EXPECT_THAT(view["text"].get<std::string>(), HasSubstr("date: 2031-01-01"));
}

TEST(Agreement, NamesItsActors) {
  Visitor visitor;
  const Json view = visitor.get("/api/v1/cases/tutorial/agreements/agreement").json;
  const Json commission{{"id", "commission"}, {"name", "Border commission"}, {"role", "body"}};
  EXPECT_EQ(view["actors"].size(), 4U);
  EXPECT_EQ(view["actors"][3], commission);
}

constexpr const char* kTable =
    "No,Who,Obligation,Timing,Remarks\n"
    "1,North,Withdraw the guns,within 30 days of signature,\n"
    "2,Observer Mission,Verify the withdrawal,upon completion of 1,\n"
    "3,South,Open the road,promptly after 2,at Hill Road\n";

TEST(AgreementImport, IsThatOfTheProgram) {
  Visitor visitor;
  visitor.folder().write("table.csv", kTable);
  const Json made =
      visitor.post(kImport, {{"csv", kTable}, {"map", {{"Remarks", "article"}}}}).json;
  EXPECT_EQ(made,
            test::told_by_program({"import", "--obligations", visitor.folder().path("table.csv"),
                                   "--map", "Remarks=article"}));
  EXPECT_EQ(made["rows"], 3);
  const Json view = visitor.post(kCheck, {{"text", made["yaml"]}}).json;
  EXPECT_EQ(view["valid"], true);
}

TEST(AgreementImport, TakesTheTitleThatIsGiven) {
  Visitor visitor;
  const Json made =
      visitor.post(kImport, {{"csv", kTable}, {"id", "hill-road"}, {"title", "Hill: road"}}).json;
  EXPECT_EQ(made["agreement"], "hill-road");
  EXPECT_THAT(made["yaml"].get<std::string>(), HasSubstr("title: \"Hill: road\"\n"));
}

TEST(AgreementImport, SaysWhatIsWrongWithTheTable) {
  Visitor visitor;
  const auto reply = visitor.post(kImport, {{"csv", kTable}, {"map", {{"Nothing", "trigger"}}}});
  EXPECT_EQ(reply.status, 422U);
  EXPECT_THAT(reply.body, HasSubstr("Nothing"));
}

const std::string kPlace = "/api/v1/cases/tutorial/agreements/";

TEST(AgreementFile, IsWrittenBesideTheCaseAndFoundThere) {
  Visitor visitor;
  const std::string text = visitor.file("tutorial/agreement.yaml") + "# ours\n";
  const auto put = visitor.ask("PUT", kPlace + "second-draft", Json{{"text", text}});
  ASSERT_EQ(put.status, 200U) << put.body;
  EXPECT_EQ(visitor.file("tutorial/second-draft.yaml"), text);
  EXPECT_EQ(visitor.get(kPlace + "second-draft").json["text"], text);
}

TEST(AgreementFile, IsWrittenOverOnlyWhereThatIsSaid) {
  Visitor visitor;
  const std::string before = visitor.file("tutorial/agreement.yaml");
  const Json body{{"text", before + "# ours\n"}};
  EXPECT_EQ(visitor.ask("PUT", kPlace + "agreement", body).code(), "exists");
  EXPECT_EQ(visitor.file("tutorial/agreement.yaml"), before);
  Json said = body;
  said["replace"] = true;
  EXPECT_EQ(visitor.ask("PUT", kPlace + "agreement", said).status, 200U);
  EXPECT_EQ(visitor.file("tutorial/agreement.yaml"), before + "# ours\n");
}

TEST(AgreementFile, NeverTakesThePlaceOfAnythingElse) {
  Visitor visitor;
  const Json body{{"text", visitor.file("tutorial/agreement.yaml")}, {"replace", true}};
  for (const char* name : {"case", "none", "step-by-step"})
    EXPECT_EQ(visitor.ask("PUT", kPlace + name, body).code(), "name-taken") << name;
  EXPECT_EQ(visitor.ask("PUT", kPlace + "..%2Fx", body).status, 422U);
  EXPECT_EQ(visitor.ask("PUT", kPlace + "wrong", Json{{"text", "agreement: x\n"}}).status, 422U);
}

}  // namespace
}  // namespace tandem::desk
