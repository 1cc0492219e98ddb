#include "apps/desk/desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "apps/desk/assets.h"
#include "tests/desk/visitor.h"

namespace tandem::desk {
namespace {

using test::Visitor;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Desk, ApiNeedsTheToken) {
  Visitor visitor;
  auto asked = test::request("GET", "/api/v1/about");
  asked.headers.erase("authorization");
  EXPECT_EQ(visitor.raw(asked).status, 401U);
  asked.headers["authorization"] = "Bearer wrong";
  EXPECT_EQ(visitor.raw(asked).status, 401U);
}

TEST(Desk, BrowserThatChangesSomethingNeedsTheHeader) {
  Visitor visitor;
  auto asked = test::request("POST", "/api/v1/cases/tutorial/assess",
                             test::Json{{"roadmap", {{"name", "none"}}}});
  asked.headers.erase("authorization");
  asked.headers["cookie"] = std::string("tandem-8437=") + test::kToken;
  EXPECT_EQ(visitor.raw(asked).status, 403U);
  asked.headers["x-tandem"] = "1";
  EXPECT_EQ(visitor.raw(asked).status, 200U);
  asked.headers["origin"] = "http://evil.example";
  EXPECT_EQ(visitor.raw(asked).status, 403U);
}

TEST(Desk, AddressWithTheTokenLeadsIn) {
  Visitor visitor;
  auto asked = test::request("GET", std::string("/?token=") + test::kToken);
  asked.headers.erase("authorization");
  const auto response = visitor.raw(asked);
  EXPECT_EQ(response.status, 303U);
}

TEST(Desk, AnswersOfTheApiAreNotKeptByOthers) {
  Visitor visitor;
  EXPECT_EQ(visitor.get("/api/v1/about").header("Cache-Control"), "no-store");
}

TEST(Desk, PagesNeedNoTokenAndAreKeptAsLongAsTheyMay) {
  Visitor visitor;
  for (const Asset& one : assets()) {
    auto asked = test::request("GET", std::string(one.path));
    asked.headers.erase("authorization");
    const auto response = visitor.raw(asked);
    ASSERT_EQ(response.status, 200U) << one.path;
    EXPECT_EQ(*response.body, one.bytes);
    test::Reply reply{.headers = response.headers};
    EXPECT_THAT(reply.header("Cache-Control"), HasSubstr(one.hashed ? "immutable" : "no-cache"));
    EXPECT_THAT(reply.header("ETag"), HasSubstr("\""));
  }
}

TEST(Desk, PathOfTheBrowsersOwnIsTheStartingPageAndAnUnknownFileIsNone) {
  Visitor visitor;
  if (!asset("/index.html")) GTEST_SKIP() << "no pages are built";
  EXPECT_EQ(visitor.get("/cases/tutorial/roadmap").status, 200U);
  EXPECT_EQ(visitor.get("/cases/tutorial/roadmap").body, asset("/index.html")->bytes);
  EXPECT_EQ(visitor.get("/assets/none.js").status, 404U);
  EXPECT_EQ(visitor.get("/favicon.png").status, 404U);
}

TEST(Desk, AnswersManyAtOnceAsOneByOne) {
  Visitor visitor;
  const auto body = [](int worth) {
    return test::Json{
        {"roadmap", {{"name", "step-by-step"}}},
        {"changes", {{{"set", "measures.road.worth.north"}, {"to", std::to_string(worth)}}}}};
  };
  const auto ask = [&](int worth) {
    const auto response =
        visitor.raw(test::request("POST", "/api/v1/cases/tutorial/assess", body(worth)));
    return response.status == 200 ? test::Json::parse(*response.body)["result"].get<std::string>()
                                  : *response.body;
  };
  constexpr int kThreads = 4;
  constexpr int kWorths = 8;
  std::vector<std::vector<std::string>> names(kThreads);
  {
    std::vector<std::jthread> threads;
    for (std::vector<std::string>& own : names)
      threads.emplace_back([&] {
        for (int worth = 1; worth <= kWorths; ++worth) {
          own.push_back(ask(worth));
          (void)visitor.raw(test::request("GET", "/api/v1/cases"));
        }
      });
  }
  for (int worth = 1; worth <= kWorths; ++worth)
    for (const std::vector<std::string>& own : names)
      EXPECT_EQ(own[static_cast<std::size_t>(worth - 1)], ask(worth));
}

/// What a desk must not tell: its token to anybody, and where the machine keeps things beyond the
/// paths of the cases themselves.
TEST(Desk, TellsNeitherItsTokenNorForeignPaths) {
  Visitor visitor;
  visitor.folder().write("secret/canary.yaml", "canary: 8274\n");
  const std::string outside = visitor.folder().path("secret");
  const test::Json none{{"roadmap", {{"name", "none"}}}};
  std::vector<std::string> bodies;
  for (const char* path :
       {"/api/v1/about", "/api/v1/cases", "/api/v1/cases/tutorial", "/api/v1/openapi.json",
        "/api/v1/cases/nothing", "/api/v1/jobs", "/api/v1/cases/tutorial/agreements/agreement"})
    bodies.push_back(visitor.get(path).body);
  bodies.push_back(visitor.post("/api/v1/cases/tutorial/assess", none).body);
  for (const std::string& name :
       {outside + "/canary.yaml", std::string("../../secret/canary"), std::string("../case")})
    bodies.push_back(
        visitor.post("/api/v1/cases/tutorial/assess", {{"roadmap", {{"name", name}}}}).body);
  bodies.push_back(
      visitor
          .post("/api/v1/cases/tutorial/assess", {{"roadmap", {{"name", "step-by-step"}}},
                                                  {"changes",
                                                   {{{"set", "alternatives.step-by-step.roadmap"},
                                                     {"to", "../../secret/canary.yaml"}}}}})
          .body);
  for (const std::string& body : bodies) {
    EXPECT_THAT(body, Not(HasSubstr(test::kToken)));
    EXPECT_THAT(body, Not(HasSubstr("8274")));
    EXPECT_THAT(body, Not(HasSubstr(".part-")));
  }
  EXPECT_THAT(bodies[7], Not(HasSubstr(visitor.folder().path().string())));
}

}  // namespace
}  // namespace tandem::desk
