#include "apps/desk/route.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "apps/desk/openapi.h"
#include "tests/desk/visitor.h"

namespace tandem::desk {
namespace {

using test::Visitor;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Routes, FindThePartsOfAPath) {
  const Match match = matched("POST", "/api/v1/cases/tutorial/assess");
  ASSERT_NE(match.route, nullptr);
  EXPECT_EQ(match.route->path, "/api/v1/cases/{key}/assess");
  EXPECT_EQ(match.parts.at("key"), "tutorial");
  EXPECT_EQ(matched("HEAD", "/api/v1/about").route, matched("GET", "/api/v1/about").route);
}

TEST(Routes, HaveNoEmptyParts) {
  EXPECT_TRUE(matched("GET", "/api/v1/cases//agreements/x").allowed.empty());
  EXPECT_TRUE(matched("GET", "/api/v1/cases/").allowed.empty());
}

TEST(Routes, OnePathWithSeveralMethodsSaysWhich) {
  const Match match = matched("PATCH", "/api/v1/cases/a/scenarios/b");
  EXPECT_EQ(match.route, nullptr);
  EXPECT_THAT(match.allowed, ElementsAre("GET", "PUT", "DELETE"));
}

TEST(Routes, SayWhatTheyAreAndHaveAHandler) {
  std::set<std::string> seen;
  for (const Route& route : routes()) {
    EXPECT_NE(route.handle, nullptr) << route.path;
    EXPECT_FALSE(route.summary.empty()) << route.path;
    EXPECT_NE(route.summary.back(), '.') << route.path;
    EXPECT_TRUE(seen.insert(route.method + route.path).second) << route.path << " twice";
    EXPECT_EQ(route.body.is_null(), route.method == "GET" || route.method == "DELETE")
        << route.path;
  }
}

TEST(Routes, UnknownPathIsNotFound) {
  Visitor visitor;
  const auto reply = visitor.get("/api/v1/casess");
  EXPECT_EQ(reply.status, 404U);
  EXPECT_EQ(reply.code(), "not-found");
  EXPECT_THAT(reply.json["error"]["repair"].get<std::string>(), HasSubstr("openapi.json"));
}

TEST(Routes, WrongMethodIsAnsweredWithThoseAllowed) {
  Visitor visitor;
  const auto reply = visitor.ask("PUT", "/api/v1/about", test::Json::object());
  EXPECT_EQ(reply.status, 405U);
  EXPECT_EQ(reply.header("Allow"), "GET");
}

TEST(Routes, UnknownKeyOfABodyIsNamedByItsPointerWithTheNearestKey) {
  Visitor visitor;
  const auto reply = visitor.post("/api/v1/cases/tutorial/assess",
                                  {{"roadmap", {{"name", "none"}, {"titel", ""}}}});
  EXPECT_EQ(reply.status, 400U);
  EXPECT_EQ(reply.code(), "body");
  const auto& detail = reply.json["error"]["details"][0];
  EXPECT_EQ(detail["file"], "/roadmap/titel");
  EXPECT_EQ(detail["rule"], "unknown-key");
}

TEST(Routes, EveryMistakeOfABodyIsSaidAtOnce) {
  Visitor visitor;
  const auto reply = visitor.post("/api/v1/cases/tutorial/replay",
                                  {{"roadmap", {{"name", 3}}}, {"seed", -1}, {"historry", 1}});
  EXPECT_EQ(reply.json["error"]["details"].size(), 3U) << reply.body;
  EXPECT_THAT(reply.body, HasSubstr("did you mean 'history'?"));
}

TEST(Routes, BodyThatIsNoJsonIsRefused) {
  Visitor visitor;
  auto asked = test::request("POST", "/api/v1/cases/tutorial/assess", test::Json::object());
  for (const char* body : {"{", "{\"a\": 1, \"a\": 2}", "\"\xff\""}) {
    asked.body = body;
    const auto response = visitor.raw(asked);
    EXPECT_EQ(response.status, 400U) << body;
    EXPECT_THAT(*response.body, HasSubstr("\"code\":\"json\"")) << body;
  }
}

TEST(Routes, BodyIsRefusedWhereNoneIsTaken) {
  Visitor visitor;
  EXPECT_EQ(visitor.ask("GET", "/api/v1/about", test::Json{{"a", 1}}).code(), "no-body");
}

TEST(OpenApi, NamesEveryRouteOnceAndEveryReferenceResolves) {
  const Json document = openapi_document();
  EXPECT_EQ(document["openapi"], "3.1.0");
  std::set<std::string> operations;
  std::size_t count = 0;
  for (const auto& [path, methods] : document["paths"].items())
    for (const auto& [method, operation] : methods.items()) {
      ++count;
      EXPECT_TRUE(operations.insert(operation["operationId"].get<std::string>()).second)
          << operation["operationId"];
    }
  EXPECT_EQ(count, routes().size());
  const std::string text = document.dump();
  const std::string mark = "\"$ref\":\"#/components/schemas/";
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    const std::size_t begin = at + mark.size();
    const std::string name = text.substr(begin, text.find('"', begin) - begin);
    EXPECT_TRUE(document["components"]["schemas"].contains(name)) << name;
  }
}

TEST(OpenApi, EveryPartOfAPathIsDescribed) {
  const Json document = openapi_document();
  for (const auto& [path, methods] : document["paths"].items()) {
    const auto braces = static_cast<std::size_t>(std::ranges::count(path, '{'));
    for (const auto& [method, operation] : methods.items()) {
      const Json parameters = operation.value("parameters", Json::array());
      const auto in_path = std::ranges::count(
          parameters, "path", [](const Json& one) { return one["in"].get<std::string>(); });
      EXPECT_EQ(static_cast<std::size_t>(in_path), braces) << path;
    }
  }
}

}  // namespace
}  // namespace tandem::desk
