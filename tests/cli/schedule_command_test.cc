#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "apps/cli/command.h"
#include "tests/cli/session.h"
#include "tests/support/approval.h"

namespace tandem::cli {
namespace {

using testing::HasSubstr;

/// The shutdown of 2007: due in 60 days, it waited for funds due in 30.
constexpr std::string_view kText = R"(tandem: 1
agreement: shutdown
title: Shutdown against funds
signed: 2007-02-13
actors:
  north: {name: The North}
  south: {name: The South}
events:
  T0: {title: Adoption, date: 2007-02-13, happened: true}
obligations:
  S01:
    title: Shut down the reactor
    actors: [north]
    counterparts: [south]
    trigger: T0 + 60d
    waits_for: [S17]
    done: 2007-07-14
  S17:
    title: Give back the funds
    actors: [south]
    counterparts: [north]
    trigger: T0 + 30d
    off_text: true
    done: 2007-06-25
)";

class ScheduleCommand : public testing::Test {
 protected:
  ScheduleCommand() { std::ofstream(file_) << kText; }

  [[nodiscard]] test::Answer ask(std::vector<std::string> more) const {
    std::vector<std::string> words{"schedule", file_};
    words.insert(words.end(), more.begin(), more.end());
    return test::tandem(words);
  }

  test::ScratchFolder scratch_;
  std::string file_ = scratch_.path("agreement.yaml");
};

TEST_F(ScheduleCommand, SaysWhatMadeTheShutdownLate) {
  const auto done = ask({"--to", "S01"});
  EXPECT_EQ(done.status, kFine) << done.err;
  EXPECT_THAT(done.out, HasSubstr("2007-04-14  2007-07-14 *    91    −91\n"));
  EXPECT_THAT(done.out, HasSubstr("2007-06-25  S17  Give back the funds"));
  EXPECT_THAT(done.out, HasSubstr("102 days late, not in"));
  EXPECT_LE(test::widest(done.out), 80U);
}

TEST_F(ScheduleCommand, ADelayMovesWhatWaitsOnceTheRecordIsLeftOut) {
  const auto done = ask({"--as-written", "--delay", "S17=120d", "--to", "S01", "--json"});
  EXPECT_EQ(done.status, kFine) << done.err;
  const auto json = nlohmann::json::parse(done.out);
  EXPECT_EQ(json["obligations"][0]["expected"], "2007-07-13");
  EXPECT_EQ(json["obligations"][0]["without_delays"], "2007-04-14");
  EXPECT_EQ(json["critical_path"]["path"], (std::vector<std::string>{"T0", "S17", "S01"}));
  EXPECT_EQ(json["delays"][0]["days"], 120);
}

TEST_F(ScheduleCommand, MonthsOfADelayAreCountedFromTheDayThatMoves) {
  // 15 March + 3 months = 15 June, 92 days
  const auto done = ask({"--as-written", "--delay", "done(S17)=3m", "--delay", "T0=2w", "--json"});
  EXPECT_EQ(done.status, kFine) << done.err;
  const auto json = nlohmann::json::parse(done.out);
  EXPECT_EQ(json["delays"][0]["days"], 92);
  EXPECT_EQ(json["delays"][1]["days"], 14);
}

TEST_F(ScheduleCommand, DrawsATimeline) {
  const std::string path = scratch_.path("timeline.svg");
  EXPECT_EQ(ask({"--timeline", path}).status, kFine);
  EXPECT_THAT(test::text_of_file(path), HasSubstr("Shutdown against funds: timeline"));
}

TEST_F(ScheduleCommand, SaysWhatItDoesNotUnderstand) {
  const auto asked = [&](const std::vector<std::string>& words) {
    const auto done = ask(words);
    EXPECT_EQ(done.status, kBadInput);
    return done.err;
  };
  EXPECT_THAT(asked({"--delay", "S07=3d"}), HasSubstr("did you mean 'S01'?"));
  EXPECT_THAT(asked({"--delay", "S17"}), HasSubstr("'S17' is no delay"));
  EXPECT_THAT(asked({"--delay", "S17=soon"}), HasSubstr("'soon' is no length"));
  EXPECT_THAT(asked({"--delay", "S17=-3d"}), HasSubstr("is no length"));
  EXPECT_THAT(asked({"--to", "S18"}), HasSubstr("did you mean 'S17'?"));
  const std::string both = asked({"--delay", "X=1d", "--delay", "S01=x"});
  EXPECT_THAT(both, HasSubstr("no obligation or event 'X'"));
  EXPECT_THAT(both, HasSubstr("'x' is no length"));
}

}  // namespace
}  // namespace tandem::cli
