#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/desk/visitor.h"

namespace tandem::desk {
namespace {

using test::Visitor;
using ::testing::HasSubstr;

TEST(About, SaysWhatAnswersAndHowMuchItTakes) {
  Visitor visitor;
  const auto about = visitor.get("/api/v1/about").json;
  EXPECT_EQ(about["name"], "tandem");
  EXPECT_EQ(about["version"], TANDEM_VERSION);
  EXPECT_EQ(about["limits"]["body_bytes"], 1024 * 1024);
  EXPECT_EQ(about["case_folders"][0], visitor.folder().path("library"));
}

TEST(Cases, ListsCasesWithTheirAgreementsAndAgreementsWithoutACase) {
  Visitor visitor({"tutorial", "korea/agreed-framework-1994"});
  const auto cases = visitor.get("/api/v1/cases").json["cases"];
  ASSERT_EQ(cases.size(), 2U);
  EXPECT_EQ(cases[0]["key"], "tutorial");
  EXPECT_EQ(cases[0]["kind"], "case");
  EXPECT_EQ(cases[0]["measures"], 6);
  EXPECT_EQ(cases[0]["agreements"][0]["name"], "agreement");
  EXPECT_EQ(cases[0]["agreements"][0]["obligations"], 8);
  EXPECT_EQ(cases[1]["key"], "agreed-framework-1994");
  EXPECT_EQ(cases[1]["kind"], "agreement");
}

TEST(Cases, TwoOfOneIdHaveTwoKeys) {
  Visitor visitor;
  visitor.folder().write("library/copy/case.yaml", visitor.file("tutorial/case.yaml"));
  const auto cases = visitor.get("/api/v1/cases").json["cases"];
  ASSERT_EQ(cases.size(), 2U);
  EXPECT_EQ(cases[0]["key"], "tutorial");
  EXPECT_EQ(cases[1]["key"], "tutorial-2");
  EXPECT_THAT(visitor.get("/api/v1/cases/tutorial-2").json["file"].get<std::string>(),
              HasSubstr("tutorial/case.yaml"));
}

TEST(Cases, OneThatCannotBeReadIsListedWithItsMistakes) {
  Visitor visitor(std::vector<std::string>{});
  visitor.folder().write("library/broken/case.yaml", "case: broken\nmeasures: 3\n");
  visitor.folder().write("library/junk/case.yaml", "[");
  const auto cases = visitor.get("/api/v1/cases").json["cases"];
  ASSERT_EQ(cases.size(), 2U);
  EXPECT_EQ(cases[0]["key"], "broken");
  EXPECT_THAT(cases[0]["error"].get<std::string>(), HasSubstr("mistake"));
  EXPECT_EQ(cases[1]["key"], "junk") << "by its folder";
  EXPECT_EQ(cases[1]["readable"], false);
}

TEST(Cases, UnknownKeyIsAnsweredWithTheNearest) {
  Visitor visitor;
  const auto reply = visitor.get("/api/v1/cases/tutoral");
  EXPECT_EQ(reply.status, 404U);
  EXPECT_EQ(reply.json["error"]["repair"], "did you mean 'tutorial'?");
}

TEST(Cases, OneThatAppearsLaterIsFound) {
  Visitor visitor;
  EXPECT_EQ(visitor.get("/api/v1/cases/late").status, 404U);
  std::string text = visitor.file("tutorial/case.yaml");
  text.replace(text.find("case: tutorial"), 14, "case: late");
  visitor.folder().write("library/late/case.yaml", text);
  EXPECT_EQ(visitor.get("/api/v1/cases/late").status, 200U);
}

TEST(Shelf, TakesCasesFilesAndFoldersByPathAndNamesWhatIsNone) {
  Visitor visitor({"tutorial", "korea/agreed-framework-1994"});
  const std::string library = visitor.folder().path("library");
  Shelf one({library + "/tutorial"});
  EXPECT_EQ(one.list().size(), 1U);
  Shelf file({library + "/tutorial/case.yaml", library + "/agreed-framework-1994/agreement.yaml"});
  EXPECT_EQ(file.list().size(), 2U);
  EXPECT_TRUE(file.list()[1].agreement);
  Shelf both({library, library + "/tutorial"});
  EXPECT_EQ(both.list().size(), 2U) << "none twice";
  Shelf none({library + "/nothing"});
  ASSERT_EQ(none.unknown_places().size(), 1U);
  EXPECT_THAT(none.unknown_places()[0].message, HasSubstr("nothing"));
  EXPECT_TRUE(both.unknown_places().empty());
}

}  // namespace
}  // namespace tandem::desk
