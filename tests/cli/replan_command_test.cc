#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "apps/cli/command.h"
#include "tests/cli/session.h"

namespace tandem::cli {
namespace {

using ::testing::HasSubstr;

const std::string kCase = TANDEM_SOURCE_DIR "/cases/tutorial";

/// The tutorial's plan, saved.
std::string planned(const test::ScratchFolder& scratch) {
  std::string file = scratch.path("plan.yaml");
  EXPECT_EQ(test::tandem({"plan", kCase, "--quiet", "--save", file}).status, kFine);
  return file;
}

TEST(ReplanCommand, SaysWhatChangesWhereSomethingWasNotDone) {
  const test::ScratchFolder scratch;
  const auto done = test::tandem(
      {"replan", kCase, planned(scratch), "--from", "3", "--not-done", "pull-back", "--quiet"});
  EXPECT_EQ(done.status, kFine);
  EXPECT_THAT(done.out, HasSubstr("What changes from phase 3 on"));
  EXPECT_THAT(done.out, HasSubstr("Pull the artillery back  phase 2, not done  phase 3"));
  EXPECT_LE(test::widest(done.out), 80U);
}

TEST(ReplanCommand, ChangesNothingWhereAllWasDone) {
  const test::ScratchFolder scratch;
  const std::string plan = planned(scratch);
  const auto done = test::tandem(
      {"replan", kCase, plan, "--from", "2", "--done", plan, "--keep", "100", "--json"});
  ASSERT_EQ(done.status, kFine);
  EXPECT_THAT(done.err, HasSubstr("that begin in phase 2 or later are not done yet, left out\n"));
  const auto json = nlohmann::json::parse(done.out);
  EXPECT_EQ(json["kind"], "replan");
  EXPECT_EQ(json["agreed_steps"], json["kept_steps"]);
}

TEST(ReplanCommand, RefusesWhatCannotBeSaid) {
  const test::ScratchFolder scratch;
  const std::string plan = planned(scratch);
  const auto error_of = [&](const std::string& from, const std::string& measure) {
    const auto done =
        test::tandem({"replan", kCase, plan, "--from", from, "--not-done", measure, "--quiet"});
    EXPECT_EQ(done.status, kBadInput);
    return done.err;
  };
  EXPECT_THAT(error_of("3", "pull-bak"), HasSubstr("did you mean 'pull-back'?"));
  EXPECT_THAT(error_of("2", "pull-back"), HasSubstr("nothing of it was agreed before phase 2"));
  EXPECT_THAT(error_of("4", "pull-back"), HasSubstr("the case has 3 phases"));
}

}  // namespace
}  // namespace tandem::cli
