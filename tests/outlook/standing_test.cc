#include "tandem/outlook/standing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tandem/casefile/agreement_file.h"
#include "tandem/drafting/draft.h"
#include "tests/outlook/told.h"
#include "tests/support/drafts.h"
#include "tests/support/random_case.h"
#include "tests/support/soak.h"

namespace tandem::outlook {
namespace {

using ledger::EventKind;
using Kind = stress::Past::Kind;

/// "pull-back 2-2 1; road 3-4 1": start, in force, share.
std::string steps_of(const Standing& standing, const model::Case& of) {
  std::string text;
  for (const Carried& one : standing.steps)
    text += (text.empty() ? "" : "; ") + of.measure(one.measure).id + " " +
            std::to_string(one.start) + "-" + (one.in_force ? std::to_string(*one.in_force) : "?") +
            " " + std::to_string(one.share).substr(0, 4);
  return text;
}

/// "8 suspended; 8 withdrawn road".
std::string changes_of(const Standing& standing, const model::Case& of) {
  const std::vector<std::string> names{"suspended",  "resumed",   "collapsed",
                                       "government", "withdrawn", "restored"};
  std::string text;
  for (const auto& one : standing.past.changes) {
    const bool measure = one.kind == Kind::withdrawn || one.kind == Kind::restored;
    text += (text.empty() ? "" : "; ") + std::to_string(one.month) + " " +
            names[static_cast<std::size_t>(one.kind)] +
            (measure ? " " + of.measures()[one.thing].id : "");
  }
  return text;
}

TEST(StandingOf, PutsWhatWasReportedIntoTheMonthsOfTheCase) {
  Told told;
  told.says(EventKind::reported, "2030-03-01", "north", "A1")
      .says(EventKind::reported, "2030-04-15", "south", "B1");
  const Standing standing = test::must(told.standing("2030-07-10"));
  EXPECT_EQ(standing.month, 6);
  EXPECT_EQ(standing.from, 2);
  EXPECT_EQ(steps_of(standing, told.of()), "pull-back 2-2 1.00; road 3-4 1.00");
  EXPECT_EQ(standing.past.months, 6);
  EXPECT_EQ(changes_of(standing, told.of()), "");
  EXPECT_TRUE(standing.breaches.empty());
  // All that is agreed after them is still open, where it was.
  const model::Roadmap goes_on = as_agreed(told.of(), standing);
  EXPECT_EQ(model::started_before(goes_on, told.measure("scrapping"), 36), 1);
  EXPECT_EQ(model::started_before(goes_on, told.measure("scrapping"), 12), 0);
}

TEST(StandingOf, ADayOnWhichAPhaseBeginsIsStillOpen) {
  Told told;
  EXPECT_EQ(test::must(told.standing("2030-12-31")).from, 2);
  EXPECT_EQ(test::must(told.standing("2031-01-01")).from, 2);
  EXPECT_EQ(test::must(told.standing("2031-01-31")).from, 2);
  EXPECT_EQ(test::must(told.standing("2031-02-01")).from, 3);
}

TEST(StandingOf, TranchesComeAsTheyWereReported) {
  Told told;
  told.says(EventKind::started, "2031-01-10", "north", "A2")
      .says(EventKind::reported, "2031-06-01", "north", "A2", .4)
      .says(EventKind::reported, "2031-11-20", "north", "A2");
  // Of the first half 40 % from month 17 on, and all by month 23; it began in month 12.
  EXPECT_EQ(steps_of(test::must(told.standing("2031-07-01")), told.of()), "scrapping 12-? 0.50");
  EXPECT_EQ(steps_of(test::must(told.standing("2031-12-15")), told.of()), "scrapping 12-23 0.50");
  Told untold;
  untold.says(EventKind::reported, "2031-06-01", "north", "A2", .4)
      .says(EventKind::reported, "2031-11-20", "north", "A2");
  EXPECT_EQ(steps_of(test::must(untold.standing("2031-12-15")), untold.of()),
            "scrapping 5-17 0.20; scrapping 10-23 0.30");
}

TEST(StandingOf, WhereTheTextAsksForABeginningThatIsAll) {
  const std::string text =
      test::must(casefile::read_source(TANDEM_SOURCE_DIR "/cases/tutorial/agreement.yaml")).text;
  std::string begun = text;
  const std::string by = "trigger: by T0 + 60d";
  begun.replace(begun.find(by), by.size(), "trigger: start by T0 + 60d");
  Told told(test::must(casefile::load_case(TANDEM_SOURCE_DIR "/cases/tutorial")), begun,
            "2030-01-01");
  told.says(EventKind::started, "2030-03-01", "north", "A1");
  EXPECT_EQ(steps_of(test::must(told.standing("2030-07-10")), told.of()), "pull-back 2-2 1.00");
}

TEST(StandingOf, WhatWasFoundNotToBeMetIsNotDoneAndBreaksAWord) {
  Told told;
  told.says(EventKind::reported, "2030-03-01", "north", "A1")
      .found("2030-03-20", "commission", "A1", ledger::Finding::not_met);
  const Standing standing = test::must(told.standing("2030-07-10"));
  EXPECT_TRUE(standing.steps.empty());
  ASSERT_EQ(standing.breaches.size(), 1U);
  EXPECT_EQ(standing.breaches[0].party, told.party("north"));
  EXPECT_EQ(standing.breaches[0].seq, 4U);
  EXPECT_EQ(standing.past.broken, (std::vector<int>{1, 0, 0}));
  // The measure is open again, with the first phase that is.
  EXPECT_EQ(model::started_before(as_agreed(told.of(), standing), told.measure("pull-back"), 13),
            1);
}

TEST(StandingOf, OnlyVerifiedCountsWhereThatIsAsked) {
  Told told;
  told.says(EventKind::reported, "2030-03-01", "north", "A1")
      .says(EventKind::reported, "2030-03-01", "south", "B1")
      .found("2030-03-08", "commission", "A1", ledger::Finding::met);
  EXPECT_EQ(steps_of(test::must(told.standing("2030-07-10", {.verified_only = true})), told.of()),
            "pull-back 2-2 1.00");
}

TEST(StandingOf, APrincipalThatLeavesSuspendsTheProcess) {
  Told told;
  told.says(EventKind::reported, "2030-03-01", "north", "A1")
      .says(EventKind::reported, "2030-03-01", "south", "B1")
      .says(EventKind::withdrawn, "2030-09-01", "south");
  const Standing standing = test::must(told.standing("2030-12-31"));
  EXPECT_EQ(standing.suspended, parse_date("2030-09-01"));
  EXPECT_EQ(standing.suspended_by, std::vector{told.party("south")});
  EXPECT_EQ(standing.past.broken, (std::vector<int>{0, 1, 0}));
  // Its road ends at once, which takes no month; the pull-back of the north, of which nothing is
  // recorded, stands until the day and leaves within a year from then.
  EXPECT_EQ(changes_of(standing, told.of()),
            "8 suspended; 8 withdrawn road; 23 withdrawn pull-back");
  EXPECT_EQ(standing.assumptions.size(), 1U);
}

TEST(StandingOf, WhoAnswersABreachDoesNotBreakItsWord) {
  Told told;
  told.says(EventKind::reported, "2030-03-01", "north", "A1")
      .found("2030-03-20", "commission", "A1", ledger::Finding::not_met)
      .says(EventKind::suspended, "2030-05-01", "south");
  const Standing standing = test::must(told.standing("2030-07-10"));
  EXPECT_EQ(standing.past.broken, (std::vector<int>{1, 0, 0}));
  EXPECT_EQ(standing.suspended, parse_date("2030-05-01"));
}

TEST(StandingOf, WhoLeavesAgainAfterItCameBackBreaksItsWordAgain) {
  Told told;
  told.says(EventKind::suspended, "2030-03-01", "south", "B1")
      .says(EventKind::withdrawn, "2030-03-15", "south")
      .says(EventKind::resumed, "2030-05-01", "south", "B1")
      .says(EventKind::resumed, "2030-05-01", "south")
      .says(EventKind::suspended, "2030-06-01", "north");
  // South's second act within its first is none of its own; that of the north answers nothing.
  EXPECT_EQ(test::must(told.standing("2030-07-10")).past.broken, (std::vector<int>{1, 1, 0}));
}

TEST(StandingOf, ASuspensionThatIsOverLeavesAGap) {
  Told told;
  told.says(EventKind::reported, "2030-02-01", "south", "B1")
      .says(EventKind::suspended, "2030-04-01", "south")
      .says(EventKind::resumed, "2030-06-01", "south");
  const Standing standing = test::must(told.standing("2030-08-01"));
  EXPECT_FALSE(standing.suspended);
  EXPECT_EQ(changes_of(standing, told.of()),
            "3 suspended; 3 withdrawn road; 5 resumed; 5 restored road");
}

TEST(StandingOf, OneObligationThatItsActorTakesBackIsOpenAgain) {
  Told told;
  told.says(EventKind::reported, "2030-03-01", "north", "A1")
      .says(EventKind::withdrawn, "2030-05-01", "north", "A1");
  const Standing standing = test::must(told.standing("2030-07-10"));
  EXPECT_TRUE(standing.steps.empty());
  ASSERT_EQ(standing.withdrawn.size(), 1U);
  EXPECT_EQ(standing.withdrawn[0].measure, told.measure("pull-back"));
  EXPECT_FALSE(standing.suspended);
}

TEST(StandingOf, RefusesWhatItCannotHoldAgainstTheCase) {
  Told told;
  const auto late = told.standing("2040-06-01");
  ASSERT_FALSE(late);
  EXPECT_NE(late.error().what.find("lengthen its horizon"), std::string::npos);
  const auto early = told.standing("2029-12-01");
  ASSERT_FALSE(early);
  EXPECT_NE(early.error().what.find("no text is in force"), std::string::npos);
}

/// A roadmap drafted as a text, of which all that is due by some day is recorded as done on its
/// day, stands there as it was agreed.
TEST(StandingProperty, WhatIsDoneOnItsDayIsTheAgreedRoadmap) {
  int compared = 0;
  for (std::uint64_t seed = 0; seed < test::soaked(60); ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 3);
    const model::CaseDraft draft = test::random_case_draft(rng);
    const model::Case of = test::must_case(draft);
    const model::Roadmap roadmap = test::random_roadmap(rng, of, test::Grid::on);
    if (roadmap.increments.empty() || of.time().phases == 1) continue;
    const std::string text = casefile::write_agreement(drafting::draft(of, roadmap));
    const auto agreed = casefile::load_agreement_text(text, "agreement.yaml");
    if (!agreed) continue;
    const auto dates = model::timetable(agreed->valid);
    const auto read = drafting::roadmap_of(agreed->valid, dates, of);
    if (!read || !read->left_out.empty()) continue;
    const std::string start = format_date(of.time().start);
    Told told({draft, of, "", "case.yaml", {}}, text, start);
    const int month = of.phase_start(2);
    const model::Day last{of.date_of(month)};
    std::vector<std::pair<model::Day, std::size_t>> done;
    for (std::size_t o = 0; o < dates.of.size(); ++o)
      if (dates.of[o].due && *dates.of[o].due < last &&
          !agreed->valid.obligations()[o].measure.empty())
        done.emplace_back(*dates.of[o].due, o);
    std::ranges::sort(done);
    for (const auto& [day, o] : done) {
      const model::Obligation& one = agreed->valid.obligations()[o];
      told.says(EventKind::reported, format_date(Date(day)),
                agreed->valid.actor(agreed->valid.members(one.actors)[0]).id, one.id);
    }
    const auto standing = told.standing(format_date(Date(last)));
    if (!standing) continue;
    const model::Roadmap goes_on = as_agreed(of, *standing);
    for (std::size_t m = 0; m < of.measures().size(); ++m)
      EXPECT_NEAR(
          model::started_before(goes_on, MeasureId(m), of.phase_start(of.time().phases + 1)),
          model::started_before(read->roadmap, MeasureId(m), of.phase_start(of.time().phases + 1)),
          1e-9)
          << of.measures()[m].id;
    for (const Carried& one : standing->steps)
      EXPECT_LE(one.start, one.in_force.value_or(one.start));
    ++compared;
  }
  EXPECT_GT(compared, 20);
}

}  // namespace
}  // namespace tandem::outlook
