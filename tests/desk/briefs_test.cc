#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tandem/base/calendar.h"
#include "tests/desk/visitor.h"

namespace tandem::desk {
namespace {

using test::Json;
using test::Visitor;
using ::testing::HasSubstr;

const std::string kBrief = "/api/v1/cases/tutorial/brief";
const Json kStepByStep{{"name", "step-by-step"}};

std::string today() {
  return format_date(Date{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())});
}

TEST(Brief, IsThePageOfTheProgram) {
  Visitor visitor;
  const Json made = visitor.post(kBrief, {{"roadmap", kStepByStep}}).json;
  const auto page = visitor.get("/api/v1/briefs/" + made["brief"].get<std::string>());
  const Json told = test::told_by_program(
      {"brief", visitor.folder().path("library/tutorial"), "step-by-step", "--date", today()});
  EXPECT_EQ(page.body, told["html"].get<std::string>());
  EXPECT_THAT(page.header("Content-Security-Policy"), HasSubstr("sandbox"));
  EXPECT_EQ(visitor.post(kBrief, {{"roadmap", kStepByStep}}).json, made);
}

TEST(Brief, WithTheWindowAndHistoriesIsAJobAndThePageOfTheProgram) {
  Visitor visitor;
  const auto begun = visitor.post(
      kBrief,
      {{"roadmap", kStepByStep}, {"stress", 200}, {"window", {{"targets", {"long-game=100"}}}}});
  ASSERT_EQ(begun.status, 202U) << begun.body;
  const Json job = visitor.over(begun.json["id"]);
  ASSERT_EQ(job["state"], "done") << job;
  const auto page = visitor.get("/api/v1/briefs/" + job["answer"]["brief"].get<std::string>());
  const Json told = test::told_by_program({"brief", visitor.folder().path("library/tutorial"),
                                           "step-by-step", "--date", today(), "--stress", "200",
                                           "--window", "--target", "long-game=100"});
  EXPECT_EQ(page.body.size(), told["html"].get<std::string>().size());
}

TEST(Brief, RefusesATargetThatIsNoneAtOnce) {
  Visitor visitor;
  const auto reply =
      visitor.post(kBrief, {{"roadmap", kStepByStep}, {"window", {{"targets", {"rod@3"}}}}});
  EXPECT_EQ(reply.status, 422U);
}

TEST(Brief, ThatIsNotKeptIsNotFound) {
  Visitor visitor;
  EXPECT_EQ(visitor.get("/api/v1/briefs/0123").status, 404U);
}

}  // namespace
}  // namespace tandem::desk
