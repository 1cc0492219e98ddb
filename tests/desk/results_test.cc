#include "apps/desk/results.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "apps/desk/hash.h"
#include "apps/desk/lru.h"
#include "tests/desk/visitor.h"

namespace tandem::desk {
namespace {

using test::Visitor;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kResults = "/api/v1/results/";

TEST(Lru, ForgetsWhatWasAskedForLongestAgo) {
  Lru<int> kept(2);
  kept.put("a", 1);
  kept.put("b", 2);
  EXPECT_EQ(kept.get("a"), 1);
  kept.put("c", 3);
  EXPECT_EQ(kept.get("b"), std::nullopt);
  EXPECT_EQ(kept.get("a"), 1);
  EXPECT_EQ(kept.get("c"), 3);
}

TEST(Lru, HoldsNoMoreBytesThanItMayButTheLastOne) {
  Lru<int> kept(10, 100);
  kept.put("a", 1, 60);
  kept.put("b", 2, 30);
  kept.put("b", 3, 40);
  EXPECT_EQ(kept.size(), 2U) << "what is replaced counts no more";
  kept.put("c", 4, 500);
  EXPECT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept.get("c"), 4);
}

/// Source of the digest: printf '3:abc' | sha256sum.
TEST(Hash, IsThatOfTheTextsWithTheirLengths) {
  EXPECT_EQ(hash_of({"abc"}), "aab5f9ae99b2e38fb462025c8f72f570");
  EXPECT_NE(hash_of({"ab", "c"}), hash_of({"a", "bc"}));
}

TEST(Result, IsTheAnswerWithItsNameUntilItIsForgotten) {
  Visitor visitor;
  const Json answer = visitor
                          .post("/api/v1/cases/tutorial/replay",
                                {{"roadmap", {{"name", "step-by-step"}}}, {"history", 7}})
                          .json;
  const std::string id = answer["result"];
  EXPECT_EQ(visitor.get(kResults + id).json, answer);
  EXPECT_EQ(visitor
                .post("/api/v1/cases/tutorial/replay",
                      {{"history", 7}, {"roadmap", {{"name", "step-by-step"}}}})
                .json["result"],
            id);
  const auto gone = visitor.get(kResults + "0123");
  EXPECT_EQ(gone.status, 404U);
  EXPECT_EQ(visitor.get(kResults + "0123/csv").status, 404U);
}

TEST(Result, OfAReplayIsThatOfTheProgram) {
  Visitor visitor;
  const Json answer =
      visitor
          .post("/api/v1/cases/tutorial/replay", {{"roadmap", {{"name", "step-by-step"}}},
                                                  {"history", 41},
                                                  {"seed", 3},
                                                  {"per_world", 10}})
          .json;
  EXPECT_EQ(
      test::timeless(answer),
      test::told_by_program({"replay", visitor.folder().path("library/tutorial"), "step-by-step",
                             "--seed", "3", "--number", "41", "--per-world", "10"}));
}

TEST(Result, IsAtHandWithoutWaiting) {
  Visitor visitor;
  const Json answer =
      visitor.post("/api/v1/cases/tutorial/replay", {{"roadmap", {{"name", "step-by-step"}}}}).json;
  const auto quick =
      visitor.desk().quick(test::request("GET", kResults + answer["result"].get<std::string>()));
  ASSERT_TRUE(quick.has_value());
  EXPECT_EQ(Json::parse(*quick->body), answer);
  EXPECT_EQ(visitor.desk().quick(test::request("GET", "/api/v1/cases")), std::nullopt);
}

TEST(ResultCsv, IsAFileWithTheTableOfItsKind) {
  Visitor visitor;
  const Json answer =
      visitor.post("/api/v1/cases/tutorial/assess", {{"roadmap", {{"name", "step-by-step"}}}}).json;
  const auto table = visitor.get(kResults + answer["result"].get<std::string>() + "/csv");
  EXPECT_THAT(table.type, StartsWith("text/csv"));
  EXPECT_THAT(table.header("Content-Disposition"), HasSubstr("attachment"));
  EXPECT_THAT(table.body, HasSubstr("\r\nstep,1.1,pull-back,1,0,2030-01-01,"));
}

TEST(ResultCsv, OfAnAgreementHasItsDatesOrItsDefects) {
  Visitor visitor({"korea/six-party-2007"});
  const std::string id =
      visitor.get("/api/v1/cases/six-party-2007/agreements/agreement").json["result"];
  EXPECT_THAT(visitor.get(kResults + id + "/csv").body, StartsWith("id,title,phase,"));
  EXPECT_THAT(visitor.get(kResults + id + "/csv?table=findings").body,
              StartsWith("rule,level,obligations,"));
}

}  // namespace
}  // namespace tandem::desk
