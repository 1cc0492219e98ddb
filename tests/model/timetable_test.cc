#include "tandem/model/timetable.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tests/support/dated.h"

namespace tandem::test {
namespace {

using model::Agreement;
using model::Aspect;
using model::Dates;
using model::Day;
using model::ObligationId;
using model::Target;
using model::Timetable;
using model::TimetableOptions;
using model::Undated;
using testing::ElementsAre;
using testing::IsEmpty;

/// An agreement with its dates, asked for by name.
struct Dating {
  Agreement of;
  Timetable table;

  [[nodiscard]] const Dates& operator[](std::string_view id) const {
    return table.of[of.find_obligation(id)->index()];
  }
  /// "T0 S17 S01".
  [[nodiscard]] std::string path(std::string_view to) const {
    std::string words;
    for (const Target& target : critical_path(of, table, *of.find_obligation(to)))
      words += (words.empty() ? "" : " ") + of.target_text(target);
    return words;
  }
};

Dating dating(const model::AgreementDraft& draft, const TimetableOptions& options = {}) {
  Agreement of = must_agreement(draft);
  Timetable table = timetable(of, options);
  return {std::move(of), std::move(table)};
}

Dating dating(const std::vector<Dated>& obligations, const std::vector<DatedEvent>& events = {},
              const TimetableOptions& options = {}) {
  return dating(dated_draft(obligations, events), options);
}

/// "2026-01-31", "-" where there is none.
std::string words(const std::optional<Day>& date) { return date ? format_date(Date{*date}) : "-"; }

std::vector<std::string> words(const std::vector<Day>& days) {
  std::vector<std::string> all;
  for (const Day one : days) all.push_back(words(std::optional(one)));
  return all;
}

std::string due(const std::string& trigger, const std::vector<DatedEvent>& events = {}) {
  return words(dating({{"A", trigger}}, events)["A"].due);
}

TEST(Timetable, AdoptionDayIsNinetyDaysAfterTheResolution) {
  // 20 July + 11 days = 31 July, + 31 = 31 August, + 30 = 30 September, + 18 = 18 October
  EXPECT_EQ(due("at UNSCR + 90d", {{"UNSCR", "2015-07-20", true}}), "2015-10-18");
}

TEST(Timetable, AnEventWithoutADateDoesNotDelayTheEarliestOfTwo) {
  const auto made = dating({{"J05", "at AD"},
                            {"J29", "at earliest(J05 + 8y, broader-conclusion)"},
                            {"J32", "at J05 + 10y"},
                            {"X", "at latest(J05 + 8y, broader-conclusion)"}},
                           {{"AD", "2015-10-18"}, {"broader-conclusion"}});
  EXPECT_EQ(words(made["J29"].due), "2023-10-18");
  EXPECT_EQ(words(made["J32"].due), "2025-10-18");
  EXPECT_EQ(words(made["X"].due), "-");
  EXPECT_EQ(made["X"].why, Undated::waits);
  ASSERT_EQ(made["X"].waits_for.size(), 1U);
  EXPECT_EQ(made.of.target_text(made["X"].waits_for[0]), "broader-conclusion");
}

TEST(Timetable, MonthsAndYearsEndWithAShorterMonth) {
  EXPECT_EQ(due("at 2026-01-31 + 1m"), "2026-02-28");
  EXPECT_EQ(due("at 2024-02-29 + 1y"), "2025-02-28");
  EXPECT_EQ(due("at 2024-02-29 - 12m"), "2023-02-28");
}

TEST(Timetable, RepeatsAreCountedFromTheFirstSoThatMonthEndsDoNotDrift) {
  const auto made = dating({{"A", "every 1m from 2026-01-31 until 2026-05-30"}});
  EXPECT_THAT(words(made["A"].repeats),
              ElementsAre("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"));
  EXPECT_EQ(words(made["A"].due), "2026-01-31");
}

TEST(Timetable, ARepeatIsAFullPeriodLaterHoweverADeadlineIsCounted) {
  model::AgreementDraft draft = dated_draft({{"A", "every 7d from 2026-01-01 until 2026-01-15"},
                                             {"B", "every 2wd from 2026-01-01 until 2026-01-07"}});
  draft.day_count.first_day = "included";
  EXPECT_THAT(words(dating(draft)["A"].repeats),
              ElementsAre("2026-01-01", "2026-01-08", "2026-01-15"));
  // a Thursday, the Monday and the Wednesday after it
  EXPECT_THAT(words(dating(draft)["B"].repeats),
              ElementsAre("2026-01-01", "2026-01-05", "2026-01-07"));
}

TEST(Timetable, WhatGoesOnForEverRepeatsALimitedNumberOfTimes) {
  const auto made =
      dating({{"A", "every 1w from T0"}, {"B", "every 100y from T0"}}, {{"T0", "2026-01-01"}});
  EXPECT_EQ(made["A"].repeats.size(), model::kMostRepeats);
  // + 999 weeks = 6993 days; none is after the year 9999
  EXPECT_EQ((made["A"].repeats.back() - made["A"].repeats.front()).count(), 6993);
  EXPECT_LT(made["B"].repeats.size(), 100U);
  EXPECT_EQ(words(made.table.last), "2026-01-01");
}

TEST(Timetable, CountsDaysAsTheAgreementSays) {
  model::AgreementDraft draft =
      dated_draft({{"A", "at T0 + 60d"}, {"B", "at T0 + 1wd"}, {"C", "at T0 + 1d"}},
                  {{"T0", "2026-01-01"}});  // a Thursday
  EXPECT_EQ(words(dating(draft)["A"].due), "2026-03-02");
  EXPECT_EQ(words(dating(draft)["B"].due), "2026-01-02");
  draft.day_count.weekend = {"fri", "sat"};
  draft.day_count.weekend_given = true;
  EXPECT_EQ(words(dating(draft)["B"].due), "2026-01-04");
  EXPECT_EQ(words(dating(draft)["C"].due), "2026-01-02");
  draft.day_count.rest_day = "next";
  EXPECT_EQ(words(dating(draft)["C"].due), "2026-01-04");
  draft.day_count.rest_day = "stays";
  draft.day_count.first_day = "included";
  EXPECT_EQ(words(dating(draft)["A"].due), "2026-03-01");
}

// --- a chain: A within 10 days, B within 30 and 10 after A, C within 35 and 10 after B

Dating chain() {
  return dating({{"A", "by T0 + 10d", "5d"},
                 {"B", "by T0 + 30d", "10d", {"A"}},
                 {"C", "by T0 + 35d", "10d", {"B"}}},
                {{"T0", "2026-01-01"}});
}

TEST(Timetable, WorkAndWhatItWaitsForDelayWhatIsExpectedAndNotWhatIsDue) {
  const auto made = chain();
  EXPECT_EQ(words(made["A"].expected), "2026-01-11");
  EXPECT_EQ(words(made["B"].expected), "2026-01-31");
  EXPECT_EQ(words(made["C"].due), "2026-02-05");
  EXPECT_EQ(words(made["C"].expected), "2026-02-10");
  EXPECT_EQ(made["C"].late, 5);
  EXPECT_EQ(made["B"].late, 0);
}

TEST(Timetable, LastDaysLeaveTimeForTheWorkAfterThem) {
  const auto made = chain();
  EXPECT_EQ(words(made["C"].latest), "2026-02-05");
  EXPECT_EQ(words(made["B"].latest), "2026-01-26");
  EXPECT_EQ(words(made["A"].latest), "2026-01-11");
  EXPECT_EQ(made["B"].slack, -5);
  EXPECT_EQ(made["A"].slack, 0);
}

TEST(Timetable, FirstDaysNeedNoDeadlineToPass) {
  const auto made = chain();
  EXPECT_EQ(words(made["A"].earliest), "2026-01-01");
  EXPECT_EQ(words(made["B"].earliest), "2026-01-11");
  EXPECT_EQ(words(made["C"].earliest), "2026-01-21");
}

TEST(Timetable, CriticalPathIsWhatSetsTheExpectedDay) {
  EXPECT_EQ(chain().path("C"), "T0 B C");  // B's own deadline is later than 10 days after A
  EXPECT_EQ(chain().path("A"), "T0 A");
  EXPECT_TRUE(chain().table.circles.empty());
}

// --- Yongbyon 2007: the shutdown due by 14 April waited for the return of bank funds

std::vector<Dated> yongbyon(bool recorded) {
  return {{.id = "S17", .trigger = "T0 + 30d", .done = recorded ? "2007-06-25" : ""},
          {.id = "S01",
           .trigger = "T0 + 60d",
           .waits_for = {"S17"},
           .done = recorded ? "2007-07-14" : ""}};
}
const std::vector<DatedEvent> kT0{{"T0", "2007-02-13", true}};

TEST(Timetable, YongbyonWasShutNinetyOneDaysLateAfterTheBankFunds) {
  model::AgreementDraft draft = dated_draft(yongbyon(true), kT0);
  draft.signed_on = "2007-02-13";
  const auto made = dating(draft);
  EXPECT_EQ(words(made["S01"].due), "2007-04-14");
  EXPECT_EQ(words(made["S01"].expected), "2007-07-14");
  EXPECT_TRUE(made["S01"].recorded);
  EXPECT_EQ(made["S01"].late, 91);
  EXPECT_EQ(made.path("S01"), "T0 S17 S01");
}

TEST(Timetable, ADelayMovesWhatWaitsForIt) {
  // S17 is due on 15 March; 120 days later is 13 July, 90 days after 14 April
  const model::Delay delay{{false, 0, Aspect::done}, 120};
  const auto planned = dating(yongbyon(false), kT0, {.delays = {delay}});
  EXPECT_EQ(words(planned["S01"].expected), "2007-07-13");
  EXPECT_EQ(planned["S01"].late, 90);
  EXPECT_EQ(words(planned["S01"].due), "2007-04-14");
  EXPECT_EQ(dating(yongbyon(false), kT0)["S01"].late, 0);
}

TEST(Timetable, WhatIsRecordedIsNotDelayedUnlessTheRecordIsLeftOut) {
  const model::Delay delay{{false, 0, Aspect::done}, 120};
  EXPECT_EQ(dating(yongbyon(true), kT0, {.delays = {delay}})["S17"].late, 102);
  const auto planned = dating(yongbyon(true), kT0, {.actual = false, .delays = {delay}});
  EXPECT_EQ(planned["S17"].late, 120);
  EXPECT_FALSE(planned["S17"].recorded);
}

TEST(Timetable, ADelayOfAnEventMovesTheEventUnlessItHasHappened) {
  const model::Delay delay{{true, 0, Aspect::done}, 7};
  EXPECT_EQ(dating({{"A", "at T0"}}, {{"T0", "2026-03-01"}}, {.delays = {delay}})["A"].late, 7);
  const std::vector<DatedEvent> fact{{"T0", "2026-03-01", true}};
  EXPECT_EQ(dating({{"A", "at T0"}}, fact, {.delays = {delay}})["A"].late, 0);
  EXPECT_EQ(dating({{"A", "at T0"}}, fact, {.actual = false, .delays = {delay}})["A"].late, 7);
}

TEST(Timetable, ADelayOfAStartMovesTheStartWhereThereIsOne) {
  const auto moved = [](Aspect aspect, const std::string& trigger) {
    return dating({{"A", trigger, "10d"}, {"B", "upon started(A)"}}, {{"T0", "2026-03-01"}},
                  {.delays = {{{false, 0, aspect}, 20}}});
  };
  const auto span = moved(Aspect::started, "start at T0, done by T0 + 15d");
  EXPECT_EQ(words(span["B"].expected), "2026-03-21");
  EXPECT_EQ(words(span["A"].expected), "2026-03-31");  // 10 days of work after it
  EXPECT_EQ(words(moved(Aspect::done, "start at T0, done by T0 + 15d")["A"].expected),
            "2026-04-05");
  EXPECT_EQ(moved(Aspect::started, "at T0")["A"].late, 20);
  EXPECT_EQ(moved(Aspect::unsaid, "from T0")["A"].late, 20);
}

// --- what has no day

TEST(Timetable, SaysWhyThereIsNoDay) {
  const auto made = dating({{"U", "undated"},
                            {"N"},
                            {"V", "promptly after T0"},
                            {"S", "standing"},
                            {"A", "after T0"},
                            {"B", "start by T0 + 60d"},
                            {"P", "in parallel with A"},
                            {"W", "at A + 3d"}},
                           {{"T0", "2026-02-01"}});
  EXPECT_EQ(made["U"].why, Undated::nothing_said);
  EXPECT_EQ(made["N"].why, Undated::nothing_said);
  EXPECT_EQ(made["V"].why, Undated::vague);
  EXPECT_EQ(made["S"].why, Undated::standing);
  EXPECT_EQ(made["A"].why, Undated::open_ended);
  EXPECT_EQ(made["B"].why, Undated::open_ended);
  EXPECT_EQ(made["P"].why, Undated::open_ended);
  EXPECT_EQ(made["W"].why, Undated::waits);
  for (const Dates& dates : made.table.of) EXPECT_EQ(dates.due, std::nullopt);
  EXPECT_EQ(words(made["B"].start), "2026-04-02");
  EXPECT_EQ(words(made["A"].earliest), "2026-02-01");
  EXPECT_EQ(words(made["V"].earliest), "2026-02-01");
  EXPECT_EQ(words(made["U"].earliest), "2026-01-01");
}

TEST(Timetable, OnlyTheBeginningOfWhatGoesOnCanBeReferredTo) {
  const auto made = dating({{"F", "from T0"},
                            {"G", "upon F"},
                            {"H", "upon started(F)"},
                            {"E", "every 6m from T0 until T0 + 2y"},
                            {"I", "upon E"}},
                           {{"T0", "2026-02-01"}});
  EXPECT_EQ(words(made["F"].due), "2026-02-01");
  EXPECT_EQ(made["G"].why, Undated::waits);
  EXPECT_EQ(words(made["H"].due), "2026-02-01");
  EXPECT_EQ(words(made["I"].due), "2028-02-01");
}

TEST(Timetable, AStartIsHeldAgainstTheDayOfTheStart) {
  const auto made = dating({{.id = "A", .trigger = "start by T0 + 60d", .started = "2026-04-12"}},
                           {{"T0", "2026-02-01"}});
  EXPECT_EQ(made["A"].late, 10);
  EXPECT_EQ(made["A"].due, std::nullopt);
}

TEST(Timetable, WhatIsDueIsNotExpectedWhileItWaitsForSomethingWithoutADay) {
  const auto made =
      dating({{"A", "undated"}, {.id = "B", .trigger = "by 2026-05-01", .waits_for = {"A"}}});
  EXPECT_EQ(words(made["B"].due), "2026-05-01");
  EXPECT_EQ(made["B"].expected, std::nullopt);
  ASSERT_EQ(made["B"].waits_for.size(), 1U);
  EXPECT_EQ(made["B"].waits_for[0].index, 0U);
}

// --- circles

TEST(Timetable, ListsCirclesAndSaysThatTheyHaveNoDay) {
  const auto made = dating({{"A", "upon B"}, {"B", "upon A"}, {"C", "upon A"}, {"D", "at T0"}},
                           {{"T0", "2026-02-01"}});
  EXPECT_EQ(made["A"].why, Undated::circle);
  EXPECT_EQ(made["C"].why, Undated::waits);
  EXPECT_THAT(made.table.circles, ElementsAre(ElementsAre(ObligationId(0), ObligationId(1))));
  EXPECT_EQ(words(made["D"].due), "2026-02-01");
}

TEST(Timetable, ListsACircleOfFactThoughTheTextHasDays) {
  const auto made = dating({{"oil", "at T0", "", {"shutdown"}}, {"shutdown", "at T0", "", {"oil"}}},
                           {{"T0", "2026-02-01"}});
  EXPECT_EQ(made.table.circles.size(), 1U);
  EXPECT_EQ(words(made["oil"].due), "2026-02-01");
  EXPECT_EQ(made["oil"].expected, std::nullopt);
  EXPECT_EQ(made["oil"].waits_for.size(), 1U);
}

TEST(Timetable, TheEarliestOfTwoBreaksACircleWhichIsListedAllTheSame) {
  const auto made = dating({{"A", "at earliest(B + 5d, 2026-03-01)"}, {"B", "upon A"}});
  EXPECT_EQ(words(made["A"].due), "2026-03-01");
  EXPECT_EQ(words(made["B"].due), "2026-03-01");
  EXPECT_EQ(made.table.circles.size(), 1U);
  EXPECT_EQ(made["A"].why, Undated::none);
}

TEST(Timetable, DaysThatWouldGoBackForEverAreNotKnown) {
  const auto made = dating({{"A", "at earliest(B - 5d, 2026-03-01)"}, {"B", "upon A"}});
  EXPECT_EQ(made["A"].due, std::nullopt);
  EXPECT_EQ(made["A"].why, Undated::circle);
}

TEST(Timetable, OneThatNamesItselfIsACircle) {
  const auto made = dating({{"A", "by started(A) + 60d"}, {"B", "undated"}});
  EXPECT_THAT(made.table.circles, ElementsAre(ElementsAre(ObligationId(0))));
}

TEST(Timetable, EndingOnWhatWaitsForTheBeginningIsNoCircle) {
  const auto made = dating({{"A", "start at T0, done by B + 10d"}, {"B", "upon started(A)"}},
                           {{"T0", "2026-02-01"}});
  EXPECT_THAT(made.table.circles, IsEmpty());
  EXPECT_EQ(words(made["A"].due), "2026-02-11");
}

TEST(Timetable, RunningInParallelIsNoCircle) {
  EXPECT_THAT(dating({{"A", "in parallel with B"}, {"B", "in parallel with A"}}).table.circles,
              IsEmpty());
}

// --- other words

TEST(Timetable, ADefaultIsVoidWhereTheOtherComesFirstOrTheSameDay) {
  const auto voided = [](const std::string& date) {
    return dating({{"J38", "at J36 + 30d unless J37"}},
                  {{"J36", "2026-03-01", true}, {"J37", date}})["J38"]
        .void_by_default;
  };
  EXPECT_TRUE(voided("2026-03-20"));
  EXPECT_TRUE(voided("2026-03-31"));
  EXPECT_FALSE(voided("2026-04-01"));
  EXPECT_FALSE(voided(""));
}

TEST(Timetable, WaitsForTheVerificationAndForTheLastOfSeveral) {
  const auto made = dating({{.id = "J12", .trigger = "at T0", .to_verify = "30d"},
                            {.id = "J13", .trigger = "at T0 + 10d", .to_verify = "1w"},
                            {"J14", "upon verified(J12..J13)"},
                            {"J15", "at J12 effective J14"}},
                           {{"T0", "2026-02-01"}});
  EXPECT_EQ(words(made["J14"].due), "2026-03-03");
  EXPECT_EQ(words(made["J12"].verified), "2026-03-03");
  EXPECT_EQ(words(made["J15"].effective), "2026-03-03");
  EXPECT_EQ(made.path("J14"), "T0 verified(J12) J14");
}

TEST(Timetable, ThroughTheEarliestOfTwoOnlyTheOneThatKeepsItIsLimited) {
  const auto made = dating({{"A", "by 2026-02-10"},
                            {"B", "by 2026-05-01"},
                            {"V", "upon earliest(A, B)"},
                            {.id = "W", .trigger = "by 2026-02-05", .waits_for = {"V"}}});
  EXPECT_EQ(words(made["V"].latest), "2026-02-05");
  EXPECT_EQ(words(made["B"].latest), "2026-02-05");  // neither keeps it: either could
  EXPECT_EQ(words(made["A"].latest), "2026-02-05");
  const auto other = dating({{"A", "by 2026-02-01"},
                             {"B", "by 2026-05-01"},
                             {"V", "upon earliest(A, B)"},
                             {.id = "W", .trigger = "by 2026-02-05", .waits_for = {"V"}}});
  EXPECT_EQ(words(other["B"].latest), "2026-05-01");  // A keeps it
  EXPECT_EQ(words(other["A"].latest), "2026-02-01");
}

TEST(Timetable, LastDaysAreCountedBackThroughLengths) {
  const auto latest = [](const std::string& offset) {
    return words(dating({{"A", "after 2026-01-05"},
                         {"B", "upon A + " + offset},
                         {.id = "C", .trigger = "by 2026-03-02", .waits_for = {"B"}}})["A"]
                     .latest);
  };
  EXPECT_EQ(latest("2d"), "2026-02-28");
  EXPECT_EQ(latest("1m"), "2026-02-02");
  EXPECT_EQ(latest("1wd"), "2026-03-01");  // a Sunday; the Monday after it is the 2nd
}

TEST(Timetable, WhatIsDueBeforeTheSignatureMayBeDoneBeforeIt) {
  const auto made = dating({{"A", "at 2025-06-01"}, {"B", "by 2026-06-01"}});
  EXPECT_EQ(words(made["A"].earliest), "2025-06-01");
  EXPECT_EQ(words(made["B"].earliest), "2026-01-01");
}

TEST(Timetable, AChainOfThousandsTakesNoTime) {
  std::vector<Dated> chain{{"X0", "at 2026-01-01"}};
  for (int k = 1; k < 5000; ++k)
    chain.push_back({"X" + std::to_string(k), "upon X" + std::to_string(k - 1) + " + 1d", "1d"});
  const Agreement of = must_agreement(dated_draft(chain));
  const auto begin = std::chrono::steady_clock::now();
  const Timetable table = timetable(of);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  EXPECT_EQ((*table.of.back().due - *table.of.front().due).count(), 4999);
  EXPECT_LT(took.count(), 2) << "seconds; 0.02 on a free machine";
  EXPECT_EQ(critical_path(of, table, ObligationId(4999)).size(), 5000U);
}

TEST(Timetable, ADeadlineRunsFromTheRecordedDayOfWhatHasNoWrittenOne) {
  // Resolution 2231 was due "promptly"; it came on 20 July 2015, and 90 days run from there.
  const std::vector<Dated> text = {{"J02", "promptly", "", {}, "", "", "2015-07-20"},
                                   {"J05", "at J02 + 90d"},
                                   {"J28", "at earliest(J05 + 8y, conclusion)"}};
  const auto made = dating(text, {{"conclusion"}});
  EXPECT_EQ(made["J02"].due, std::nullopt) << "recorded is not due";
  EXPECT_EQ(made["J02"].late, std::nullopt);
  EXPECT_EQ(words(made["J05"].due), "2015-10-18");
  EXPECT_EQ(words(made["J28"].due), "2023-10-18");
  const auto written = dating(dated_draft(text, {{"conclusion"}}), {.actual = false});
  EXPECT_EQ(written["J05"].due, std::nullopt) << "as written, nobody knows";
}

}  // namespace
}  // namespace tandem::test
