#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tandem/report/timetable_report.h"
#include "tests/report/drawing.h"
#include "tests/support/dated.h"
#include "tests/support/drafts.h"

namespace tandem::report {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

model::AgreementDraft bridges() {
  model::AgreementDraft draft = test::dated_draft(
      {{.id = "A", .trigger = "T0 + 30d", .done = "2026-04-10"},
       {.id = "B", .trigger = "T0 + 60d", .waits_for = {"A"}, .done = "2026-05-10"},
       {"C", "promptly after B"},
       {"D", "every 6m from T0 until T0 + 2y"},
       {"E", "start by T0 + 90d"},
       {"F", "upon G"},
       {"G", "upon F"}},
      {{"T0", "2026-03-01", true}, {"U"}});
  draft.obligations[0].phase = "First <step>";
  draft.obligations[0].title = "Guns & \"sheds\" <away>";
  return draft;
}

Schedule scheduled(const model::AgreementDraft& draft, model::TimetableOptions options = {}) {
  const model::Agreement of = test::must_agreement(draft);
  Schedule schedule{of, timetable(of, options), options.actual, options.delays};
  if (!options.delays.empty()) {
    options.delays.clear();
    schedule.without = timetable(of, options);
  }
  schedule.to = last_expected(schedule.dates);
  return schedule;
}

TEST(ScheduleText, SaysWhatIsDueAndHowLateItIs) {
  const std::string text = schedule_text(scheduled(bridges()));
  // T0 + 30 = 31 March, + 60 = 30 April; 10 April and 10 May are 10 days later
  EXPECT_THAT(text, HasSubstr("2026-03-31    2026-04-10 *    10    −10\n"));
  EXPECT_THAT(text, HasSubstr("2026-04-30    2026-05-10 *    10    −10\n"));
  EXPECT_THAT(text, HasSubstr("7 obligations: 4 with a day, 3 without one."));
  EXPECT_THAT(text, HasSubstr("2 recorded. 2\nlater than due."));
}

TEST(ScheduleText, SaysWhatHasNoDayWhatGoesInCirclesAndWhatComesAgain) {
  const std::string text = schedule_text(scheduled(bridges()));
  EXPECT_THAT(text, HasSubstr("  Words instead of a day: C\n"));
  EXPECT_THAT(text, HasSubstr("  Waits, through others, for itself: F (for G), G (for F)\n"));
  EXPECT_THAT(text, HasSubstr("through the others\n  F and G\n"));
  EXPECT_THAT(text, HasSubstr("D: 2026-03-01, 2026-09-01, 2027-03-01, 2027-09-01 and 1 more, the"));
}

TEST(ScheduleText, OfManyRepeatsItSaysThatTheFirstAreShown) {
  const std::string text = schedule_text(scheduled(
      test::dated_draft({{"A", "every 1d from T0 until T0 + 4y"}, {"B", "every 1d from T0"}},
                        {{"T0", "2026-03-01"}})));
  EXPECT_THAT(text, HasSubstr("A: 2026-03-01, 2026-03-02, 2026-03-03, 2026-03-04 and so on; only"));
  EXPECT_THAT(text, HasSubstr("2028-11-24"));  // 999 days after the first
  EXPECT_THAT(text, HasSubstr("B: 2026-03-01, 2026-03-02, 2026-03-03, 2026-03-04 and so on, with"));
}

TEST(ScheduleText, APathThroughABeginningShowsTheDayOfTheBeginning) {
  Schedule schedule = scheduled(test::dated_draft(
      {{"Z", "by T0 + 200d"}, {"B", "start at T0, done by Z + 10d"}, {"C", "upon started(B)"}},
      {{"T0", "2026-03-01"}}));
  schedule.to = model::ObligationId(2);
  EXPECT_THAT(schedule_text(schedule), HasSubstr("  2026-03-01  started(B)  Obligation B"));
}

TEST(ScheduleText, WhatIsVoidIsNotLateAndNotWhatThePathLeadsTo) {
  const Schedule schedule = scheduled(test::dated_draft(
      {{"V", "at T0 + 60d"}, {"D", "at T0 + 30d unless R", "", {"V"}}, {"R", "at T0 + 10d"}},
      {{"T0", "2026-03-01"}}));
  EXPECT_EQ(schedule.to, model::ObligationId(0));
  const std::string text = schedule_text(schedule);
  EXPECT_THAT(text, HasSubstr("2026-03-31  void"));
  EXPECT_THAT(text, Not(HasSubstr("later than due.")));
  EXPECT_THAT(text, Not(HasSubstr("nothing says when to expect it")));
}

TEST(ScheduleText, SaysWhatADelayMovesAndThatARecordStays) {
  const std::vector<model::Delay> delays{{{false, 0, model::Aspect::unsaid}, 40}};
  const std::string stays = schedule_text(scheduled(bridges(), {.delays = delays}));
  EXPECT_THAT(stays, HasSubstr("A is recorded: a delay moves nothing"));
  const std::string moves =
      schedule_text(scheduled(bridges(), {.actual = false, .delays = delays}));
  // 31 March + 40 days = 10 May, 10 days after 30 April
  EXPECT_THAT(moves, HasSubstr("With a delay of A by 40 days"));
  EXPECT_THAT(moves, HasSubstr("2026-03-31  2026-05-10     40    40\n"));
  EXPECT_THAT(moves, HasSubstr("2026-04-30  2026-05-10     10    10\n"));
  EXPECT_THAT(moves, HasSubstr("The record is\nleft out."));
}

TEST(ScheduleText, NoTitleSteersTheTerminalOrLeavesItsColumns) {
  model::AgreementDraft draft = bridges();
  draft.obligations[1].title = "\x1b[31mred " + std::string(200, 'x');
  draft.obligations[1].phase = std::string(90, 'y');
  const std::string text = schedule_text(scheduled(draft));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    EXPECT_LE(text.substr(at, end - at).size(), 90U);  // bytes; a dash or an ellipsis takes three
    at = end + 1;
  }
}

TEST(ScheduleText, OfAnAgreementWithoutAnyDayThereIsNoTimeline) {
  const std::string text = schedule_text(scheduled(test::dated_draft({{"A", "standing"}})));
  EXPECT_THAT(text, Not(HasSubstr("Timeline")));
  EXPECT_THAT(text, Not(HasSubstr("What sets the day")));
}

TEST(LastExpected, PrefersWhatIsDueOnSomeDay) {
  const Schedule schedule = scheduled(test::dated_draft(
      {{"A", "by 2026-05-01"}, {.id = "B", .trigger = "undated", .done = "2027-01-01"}}));
  EXPECT_EQ(schedule.to, model::ObligationId(0));
}

TEST(ScheduleJson, HasEveryDay) {
  const auto json = schedule_json(scheduled(bridges()));
  const auto& b = json["obligations"][1];
  EXPECT_EQ(b["due"], "2026-04-30");
  EXPECT_EQ(b["expected"], "2026-05-10");
  EXPECT_EQ(b["late"], 10);
  EXPECT_EQ(b["driver"], "A");
  EXPECT_EQ(b["recorded"], true);
  EXPECT_TRUE(b["undated"].is_null());
  const auto& c = json["obligations"][2];
  EXPECT_TRUE(c["due"].is_null());
  EXPECT_EQ(c["undated"], "vague");
  EXPECT_EQ(json["obligations"][3]["repeats"].size(), 5U);
  EXPECT_EQ(json["obligations"][4]["start"], "2026-05-30");
  EXPECT_EQ(json["circles"][0], (std::vector<std::string>{"F", "G"}));
  EXPECT_EQ(json["critical_path"]["to"], "E");
  EXPECT_EQ(json["critical_path"]["path"], (std::vector<std::string>{"T0", "E"}));
}

TEST(TimelineSvg, EveryObligationAndEventHasARowAndIsEscaped) {
  const std::string svg = timeline_svg(scheduled(bridges()));
  const auto words = test::words(svg);
  EXPECT_THAT(words, Contains("A: Guns &amp; &quot;sheds&quot; &lt;away&gt;"));
  EXPECT_THAT(words, Contains("First &lt;step&gt;"));
  for (const char* id : {"B", "C", "D", "E", "F", "G"})
    EXPECT_THAT(words, Contains(std::string(id) + ": Obligation " + id));
  EXPECT_THAT(words, Contains("U: Event U"));
  EXPECT_THAT(words, Contains("words instead of a day"));
  EXPECT_THAT(words, Contains("10 d late"));
  EXPECT_THAT(svg, HasSubstr("<desc>7 obligations in rows against time; 4 have a day, 2 later"));
  EXPECT_THAT(svg, HasSubstr("role=\"img\""));
}

TEST(TimelineSvg, WhatIsLaterIsFurtherToTheRight) {
  const std::string svg = timeline_svg(scheduled(bridges()));
  const auto late = test::of_class(svg, "line", "late");
  ASSERT_EQ(late.size(), 3U);  // that of the key, A and B
  for (std::size_t k = 1; k < 3; ++k)
    EXPECT_LT(test::number(late[k], "x1"), test::number(late[k], "x2"));
  EXPECT_LT(test::number(late[1], "x1"), test::number(late[2], "x1"));
  EXPECT_LT(test::number(late[1], "y1"), test::number(late[2], "y1"));
}

TEST(TimelineSvg, OfAnAgreementWithoutAnyDayItSaysSo) {
  EXPECT_THAT(test::words(timeline_svg(scheduled(test::dated_draft({{"A", "standing"}})))),
              Contains("holds all the time"));
}

}  // namespace
}  // namespace tandem::report
