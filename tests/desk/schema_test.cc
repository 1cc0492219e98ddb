#include "apps/desk/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/json_schema.h"

namespace tandem::desk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Json kShape =
    schema::object({{"name", schema::text()},
                    schema::maybe("size", schema::whole(1, 10)),
                    schema::otherwise("colour", schema::word_of({"red", "green"}), "red"),
                    schema::maybe("list", schema::list_of(schema::or_null(schema::number())))});

/// "pointer rule" of each mistake.
std::vector<std::string> wrong(const Json& value, const Json& shape = kShape) {
  std::vector<std::string> found;
  for (const Diagnostic& one : mistakes(value, shape))
    found.push_back(one.at.file + " " + one.rule);
  return found;
}

TEST(Schema, FindsNothingInWhatFits) {
  EXPECT_THAT(wrong({{"name", "x"}, {"size", 3.0}, {"list", {1, nullptr, 2.5}}}), IsEmpty());
}

TEST(Schema, FindsEachKindOfMistakeAtItsPlace) {
  EXPECT_THAT(wrong({{"size", 11}, {"colour", "blue"}, {"list", {1, "a"}}, {"nam/e", 1}}),
              ElementsAre("/size too-large", "/colour unknown-word", "/list/1 type",
                          "/nam~1e unknown-key", "/ missing-key"));
  EXPECT_THAT(wrong({{"name", 1}, {"size", 1.5}}), ElementsAre("/name type", "/size type"));
  EXPECT_THAT(wrong(Json::array()), ElementsAre("/ type"));
}

TEST(Schema, MeansTheAlternativeThatHasItsFirstKey) {
  const Json either =
      schema::any_of({schema::object({{"set", schema::text()}, {"to", schema::text()}}),
                      schema::object({{"remove", schema::text()}})});
  EXPECT_THAT(wrong({{"set", "a"}}, either), ElementsAre("/ missing-key"));
  EXPECT_THAT(wrong({{"remove", 1}}, either), ElementsAre("/remove type"));
  EXPECT_THAT(wrong({{"other", 1}}, either), ElementsAre("/ type"));
}

TEST(Schema, DayIsOneOfTheCalendar) {
  const Json day = schema::day();
  EXPECT_THAT(wrong("2008-02-29", day), IsEmpty());
  for (const char* none : {"2007-02-29", "2007-2-13", "13 February 2007", "", "2007-02-13T00:00"})
    EXPECT_THAT(wrong(none, day), ElementsAre("/ day")) << none;
  EXPECT_THAT(wrong(20070213, day), ElementsAre("/ type"));
  EXPECT_THAT(wrong(nullptr, schema::or_null(day)), IsEmpty());
}

TEST(Schema, TellsKindsApartByTheirFirstWord) {
  const Json kinds =
      schema::any_of({schema::object({{"kind", schema::constant("plan")}}),
                      schema::object({{"kind", schema::constant("stress")},
                                      schema::otherwise("seed", schema::whole(0), 7)})});
  EXPECT_THAT(wrong({{"kind", "plam"}}, kinds), ElementsAre("/kind unknown-word"));
  EXPECT_THAT(wrong({{"knd", "plan"}}, kinds), ElementsAre("/ missing-key"));
  EXPECT_EQ(completed({{"kind", "stress"}}, kinds)["seed"], 7);
  EXPECT_FALSE(completed({{"kind", "plan"}}, kinds).contains("seed"));
}

TEST(Schema, FillsInWhatIsAbsentAndNothingElse) {
  const Json whole = completed({{"name", "x"}}, kShape);
  EXPECT_EQ(whole, (Json{{"name", "x"}, {"colour", "red"}}));
  EXPECT_EQ(completed({{"name", "x"}, {"colour", "green"}}, kShape)["colour"], "green");
}

TEST(Schema, ReferencesAreTheComponents) {
  EXPECT_THAT(wrong({{"set", "a"}, {"to", "b"}}, schema::ref("Change")), IsEmpty());
  EXPECT_THAT(wrong({{"set", "a"}, {"too", "b"}}, schema::ref("Change")),
              ElementsAre("/too unknown-key", "/ missing-key"));
}

/// Two checkers that were written apart say the same of the same values.
TEST(Schema, AgreesWithASecondOpinion) {
  const Json document{{"components", {{"schemas", components()}}}};
  for (const Json& value :
       {Json{{"name", "x"}}, Json{{"name", 1}}, Json{{"size", 0}},
        Json{{"name", "x"}, {"size", 2.5}}, Json{{"name", "x"}, {"colour", "red"}},
        Json{{"name", "x"}, {"colour", "rot"}}, Json{{"name", "x"}, {"list", {nullptr}}},
        Json{{"name", "x"}, {"list", {true}}}, Json{{"name", "x"}, {"more", 1}}, Json(3)})
    EXPECT_EQ(mistakes(value, kShape).empty(), test::schema_errors(value, kShape, document).empty())
        << value;
}

}  // namespace
}  // namespace tandem::desk
