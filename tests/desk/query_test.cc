#include "apps/desk/query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/desk/visitor.h"

namespace tandem::desk {
namespace {

using ::testing::ElementsAre;

const Json kParameters = schema::object(
    {schema::maybe("on", schema::day()), schema::otherwise("days", schema::whole(0, 99), 30),
     schema::otherwise("newest", schema::flag(), false), schema::maybe("of", schema::text())});

Answer<Json> read(const std::string& parameters) {
  return query_of(kParameters, test::request("GET", "/x" + parameters));
}

std::vector<std::string> wrong_in(const std::string& parameters) {
  const auto query = read(parameters);
  if (query) return {};
  std::vector<std::string> all;
  for (const Diagnostic& one : query.error().details) all.push_back(one.at.file + " " + one.rule);
  return all;
}

TEST(Query, TakesEachParameterAsWhatItIs) {
  EXPECT_EQ(*read("?on=2007-02-13&days=7&newest=true&of=S01"),
            (Json{{"on", "2007-02-13"}, {"days", 7}, {"newest", true}, {"of", "S01"}}));
}

TEST(Query, FillsInWhatIsAbsent) { EXPECT_EQ(*read(""), (Json{{"days", 30}, {"newest", false}})); }

TEST(Query, TextThatLooksLikeANumberStaysAText) { EXPECT_EQ((*read("?of=17"))["of"], "17"); }

TEST(Query, NamesEveryMistakeAtItsParameter) {
  EXPECT_THAT(wrong_in("?on=2007-02-29&days=100&newest=1&off=S01"),
              ElementsAre("?on day", "?days too-large", "?newest type", "?off unknown-key"));
  EXPECT_THAT(wrong_in("?days=7.5"), ElementsAre("?days type"));
  EXPECT_THAT(wrong_in("?days="), ElementsAre("?days type"));
  EXPECT_THAT(wrong_in("?days=99999999999999999999"), ElementsAre("?days type"));
  EXPECT_THAT(wrong_in("?of=a&of=b"), ElementsAre("?of twice"));
}

TEST(Query, IsNotLookedAtWhereARouteHasNone) {
  EXPECT_TRUE(query_of(nullptr, test::request("GET", "/x?anything=1"))->is_null());
}

}  // namespace
}  // namespace tandem::desk
