#include "tandem/model/timetable.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <functional>

#include "tandem/model/delay.h"
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

TEST(Timetable, ABeginningIsSetByWhatSetsTheBeginning) {
  const auto made = dating({{"Z", "by T0 + 200d"},
                            {"B", "start at T0, done by Z + 10d"},
                            {"C", "upon started(B)"},
                            {"E", "every 6m from T0 until Z"},
                            {"I", "upon E"},
                            {"X", "by Z + 10d", "5d"},
                            {"Y", "upon started(X)"}},
                           {{"T0", "2026-03-01"}});
  EXPECT_EQ(made.path("C"), "T0 started(B) C");
  EXPECT_EQ(words(made["B"].starting.day), "2026-03-01");
  EXPECT_EQ(words(made["B"].ending.day), "2026-09-27");  // T0 + 200 = 17 September
  EXPECT_EQ(made.path("B"), "T0 Z B");
  EXPECT_EQ(made.path("E"), "T0 E");
  EXPECT_EQ(made.path("I"), "T0 Z E I");  // waits for the end of what goes on
  EXPECT_EQ(words(made["E"].ending.day), "2026-09-17");
  EXPECT_EQ(made.path("Y"), "T0 Z started(X) Y");
  EXPECT_EQ(words(made["X"].starting.day), "2026-09-22");
}

TEST(Timetable, AMonthOfDelayIsCountedFromTheDayThatMoves) {
  const auto made =
      dating({{"B", "start at T0, done by T0 + 100d"}}, {{"T0", "2026-02-01"}});  // 12 May
  const auto days = [&](std::string_view text) {
    const auto delay = read_delay(made.of, made.table, text);
    return delay ? delay->days : -1;
  };
  EXPECT_EQ(days("started(B)=1m"), 28);
  EXPECT_EQ(days("done(B)=1m"), 31);
  EXPECT_EQ(days("B=1m"), 31);
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

TEST(Timetable, WhatIsVoidHasNoExpectedDayAndIsNotLate) {
  const std::vector<Dated> text{{"R", "at T0 + 10d"},
                                {"D", "at T0 + 30d unless R"},
                                {"F", "by D + 30d"},
                                {"G", "by earliest(D, T0 + 100d)"}};
  const std::vector<DatedEvent> events{{"T0", "2026-03-01"}};
  const auto made = dating(text, events);
  EXPECT_TRUE(made["D"].void_by_default);
  EXPECT_EQ(words(made["D"].due), "2026-03-31");
  EXPECT_EQ(words(made["D"].expected), "-");
  EXPECT_EQ(made["D"].late, std::nullopt);
  EXPECT_THAT(made["D"].waits_for, IsEmpty());
  EXPECT_EQ(words(made["F"].due), "2026-04-30");
  EXPECT_EQ(words(made["F"].expected), "-");
  EXPECT_THAT(made["F"].waits_for, ElementsAre(Target{false, 1, Aspect::unsaid}));
  EXPECT_EQ(words(made["G"].expected), "2026-06-09");
  // R on 10 April comes after 31 March
  const auto turned = dating(text, events, {.delays = {{{false, 0, Aspect::done}, 30}}});
  EXPECT_FALSE(turned["D"].void_by_default);
  EXPECT_EQ(words(turned["F"].expected), "2026-04-30");
  EXPECT_EQ(words(turned["G"].expected), "2026-03-31");
}

TEST(Timetable, WhatGoesOnIsVoidFromItsBeginningOrNotAtAll) {
  const auto ends = [](const std::string& other) {
    return words(dating({{"E", "every 1m from T0 until T0 + 1y unless R"}, {"I", "upon E"}},
                        {{"T0", "2026-03-01"}, {"R", other}})["I"]
                     .expected);
  };
  EXPECT_EQ(ends("2026-03-01"), "-");
  EXPECT_EQ(ends("2026-06-01"), "2027-03-01");
}

TEST(Timetable, OfTwoThatMakeEachOtherVoidTheFirstStands) {
  const auto made = dating({{"A", "at T0 + 30d unless B"}, {"B", "at T0 + 60d unless A"}},
                           {{"T0", "2026-03-01"}});
  EXPECT_EQ(words(made["A"].expected), "2026-03-31");
  EXPECT_FALSE(made["A"].void_by_default);
  EXPECT_TRUE(made["B"].void_by_default);
  EXPECT_EQ(words(made["B"].expected), "-");
  EXPECT_THAT(made.table.circles, IsEmpty());
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

TEST(Timetable, NoDayLeavesTheCalendar) {
  const auto made = dating({{"A", "by 9999-12-31"},
                            {"B", "by A + 200y"},
                            {"C", "by B + 1d"},
                            {"D", "by 0001-01-01"},
                            {"E", "by D - 1d"},
                            {"F", "every 200y from 9900-01-01"}},
                           {}, {.delays = {{{false, 0, Aspect::done}, 1}}});
  EXPECT_EQ(words(made["A"].due), "9999-12-31");
  EXPECT_EQ(words(made["A"].expected), "-");
  EXPECT_EQ(words(made["B"].due), "-");
  EXPECT_EQ(words(made["C"].due), "-");
  EXPECT_EQ(made["C"].why, Undated::waits);
  EXPECT_EQ(words(made["D"].due), "0001-01-01");
  EXPECT_EQ(words(made["E"].due), "-");
  EXPECT_THAT(words(made["F"].repeats), ElementsAre("9900-01-01"));
}

/// X0, X1, ... each with the trigger that is made of the name of the next, in a ring.
std::vector<Dated> ring(int count, const std::function<std::string(const std::string&)>& trigger) {
  std::vector<Dated> all;
  for (int k = 0; k < count; ++k)
    all.push_back({"X" + std::to_string(k), trigger("X" + std::to_string((k + 1) % count))});
  return all;
}

TEST(Timetable, ALargeCircleThatGoesBackForEverIsGivenUpSoonSlow) {
  const Agreement of = must_agreement(dated_draft(ring(
      5000, [](const std::string& next) { return "by earliest(" + next + " - 1d, 2026-05-01)"; })));
  const auto begin = std::chrono::steady_clock::now();
  const Timetable table = timetable(of);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  EXPECT_EQ(table.of.front().due, std::nullopt);
  EXPECT_LT(took.count(), 4) << "seconds; under 1 on a free machine";
}

TEST(Timetable, ALargeCircleAgainstTheOrderOfTheTextHasItsDays) {
  auto text = ring(5000, [](const std::string& next) { return "upon " + next; });
  text.back().trigger = "at earliest(X0, 2026-05-01)";
  EXPECT_EQ(words(dating(text)["X0"].due), "2026-05-01");
}

Day counted_one_by_one(Day from, int number, const model::DayCount& count) {
  const std::chrono::days step{number < 0 ? -1 : 1};
  for (int left = std::abs(number); left > 0;) {
    from += step;
    if (count.works_on(from)) --left;
  }
  return from;
}

TEST(Timetable, ManyWorkingDaysAreCountedAsIfOneByOne) {
  model::DayCount count;
  for (int k = 4; k < 22; ++k)  // 5 to 22 January 2026, more than two weeks
    count.holidays.emplace_back(day("2026-01-01") + std::chrono::days{k});
  count.holidays.emplace_back(day("2026-05-01"));
  count.holidays.emplace_back(day("2026-05-02"));  // a Saturday
  for (int start = -40; start < 180; ++start)
    for (const int number : {1, 4, 5, 6, 11, 30, 261, -1, -5, -6, -11, -30, -261}) {
      const Day from = day("2026-01-01") + std::chrono::days{start};
      ASSERT_EQ(model::add(from, {number, model::LengthUnit::working_days}, count),
                counted_one_by_one(from, number, count))
          << words(from) << " and " << number;
    }
  // a Thursday and 10000 weeks
  EXPECT_EQ(
      (model::add(day("2026-01-01"), {50000, model::LengthUnit::working_days}) - day("2026-01-01"))
          .count(),
      70000);
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

/// What is due in A, B, ... on a day of a record; "-" where it waits.
std::string owed_on(const std::vector<Dated>& text, std::string_view today) {
  const auto made = dating(dated_draft(text), {.delays = {}, .today = day(today)});
  std::string all;
  for (const Dated& one : text) {
    const model::Dates& dates = made[one.id];
    all += (all.empty() ? "" : " ") + words(dates.owed);
    for (const model::Target& target : dates.held_up_by) all += "<" + made.of.target_text(target);
  }
  return all;
}

TEST(Timetable, WhatIsOwedIsCountedFromTheDayOnWhichItWasDone) {
  const std::vector<Dated> text{{"A", "by 2026-03-01"},
                                {"B", "by A + 31d"},
                                {"C", "start by B + 10d"},
                                {"D", "between A and 2026-06-01"}};
  EXPECT_EQ(owed_on(text, "2026-03-01"), "2026-03-01 2026-04-01 2026-04-11 2026-06-01");
  // 2 March: A has not come, and nobody can tell when B and C will be due. D has a day of its own.
  EXPECT_EQ(owed_on(text, "2026-03-02"), "2026-03-01 -<A -<B 2026-06-01");
  auto done = text;
  done[0].done = "2026-03-11";
  EXPECT_EQ(owed_on(done, "2026-03-12"), "2026-03-01 2026-04-11 2026-04-21 2026-06-01");
  EXPECT_EQ(owed_on(done, "2026-04-12"), "2026-03-01 2026-04-11 -<B 2026-06-01");
}

TEST(Timetable, OfTheFirstOfSeveralOneThatHasNotComeDoesNotCount) {
  const std::vector<Dated> text{{"A", "by 2026-03-01"},
                                {"B", "by earliest(A + 31d, 2026-05-01)"},
                                {"C", "by latest(A + 31d, 2026-05-01)"}};
  EXPECT_EQ(owed_on(text, "2026-02-01"), "2026-03-01 2026-04-01 2026-05-01");
  EXPECT_EQ(owed_on(text, "2026-03-02"), "2026-03-01 2026-05-01 -<A");
}

TEST(Timetable, ABeginningThatIsNotRecordedIsCountedBackFromTheRecordedEnd) {
  const std::vector<Dated> text{
      {.id = "A", .trigger = "by 2026-03-01", .takes = "10d", .done = "2026-02-01"},
      {.id = "B", .trigger = "by started(A) + 1d"}};
  EXPECT_EQ(owed_on(text, "2026-03-05"), "2026-03-01 2026-01-23");
}

TEST(Timetable, ABeginningThatCameLateMovesNoneOfTheOtherTimes) {
  const std::vector<Dated> text{
      {.id = "A", .trigger = "by 2026-01-10"},
      {.id = "B", .trigger = "every 1m from 2026-02-01 until 2026-04-01", .started = "2026-02-11"},
      {.id = "C", .trigger = "every 1m from A + 22d until B + 1y"}};
  const auto made = dating(dated_draft({text[0], text[1]}), {});
  EXPECT_THAT(words(made["B"].repeats), ElementsAre("2026-02-01", "2026-03-01", "2026-04-01"));
  const auto later =
      dating(dated_draft({text[0], text[1], text[2]}), {.delays = {}, .today = day("2026-02-12")});
  EXPECT_THAT(words(later["B"].repeats), ElementsAre("2026-02-01", "2026-03-01", "2026-04-01"));
  EXPECT_TRUE(later["C"].repeats.empty()) << "A has not come";
}

TEST(Timetable, WhatGoesOnUntilSomethingThatHasNotComeIsDueAgainForNow) {
  const auto made =
      dating(dated_draft({{"A", "by 2026-03-15"}, {"B", "every 1m from 2026-01-01 until A"}}),
             {.delays = {}, .today = day("2026-05-20")});
  EXPECT_THAT(words(made["B"].repeats),
              ElementsAre("2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01"));
}

}  // namespace
}  // namespace tandem::test
