#include "tandem/outlook/breakdown.h"

#include <gtest/gtest.h>

#include <string>

#include "tandem/casefile/casefile.h"
#include "tests/outlook/told.h"
#include "tests/support/drafts.h"

namespace tandem::outlook {
namespace {

using ledger::EventKind;

Told half_a_year() {
  Told told;
  told.says(EventKind::reported, "2030-03-01", "north", "A1")
      .says(EventKind::reported, "2030-04-15", "south", "B1");
  return told;
}

/// The pull-back begins in month 2 and is in force there, the road from month 4 on, under way since
/// month 3; both are taken back wholly, the pull-back after twelve months. Months weigh the same
/// and end with the 120th; both have scales of 1.
TEST(BreakdownOf, SaysWhatEachLosesAndKeeps) {
  const Told told = half_a_year();
  const Date today = parse_date("2030-07-10").value();
  const Breakdown made = breakdown_of(told.of(), test::must(told.standing("2030-07-10")), today);
  EXPECT_FALSE(made.recorded);
  EXPECT_EQ(made.month, 6);
  ASSERT_EQ(made.measures.size(), 2U);
  EXPECT_EQ(made.measures[0].measure, told.measure("pull-back"));
  EXPECT_EQ(made.measures[0].share, 1);
  EXPECT_EQ(made.measures[0].reversible, 1);
  EXPECT_EQ(made.measures[0].by, parse_date("2031-07-10"));
  const AfterBreakdown& north = made.parties[told.party("north").index()];
  EXPECT_NEAR(north.had, -20.0 / 120 * 4 + 30.0 / 120 * 2, 1e-9);
  EXPECT_NEAR(north.loses, 30.0 / 120 * 114, 1e-9);
  EXPECT_NEAR(north.keeps, 0, 1e-9);
  EXPECT_NEAR(north.relieved, -20.0 / 120 * 102, 1e-9);
  EXPECT_NEAR(north.bears, -20.0 / 120 * 12, 1e-9);
  EXPECT_NEAR(north.breakdown, -.5 / 12 * 114, 1e-9);
  const AfterBreakdown& south = made.parties[told.party("south").index()];
  EXPECT_NEAR(south.had, 40.0 / 120 * 4 - 20.0 / 120 * 3, 1e-9);
  EXPECT_NEAR(south.loses, 40.0 / 120 * 102, 1e-9);
  EXPECT_NEAR(south.keeps, 40.0 / 120 * 12, 1e-9);
}

TEST(BreakdownOf, OneThatIsRecordedIsReckonedFromItsDay) {
  Told told = half_a_year();
  told.says(EventKind::withdrawn, "2030-09-01", "south");
  const Breakdown made = breakdown_of(told.of(), test::must(told.standing("2031-03-01")),
                                      parse_date("2031-03-01").value());
  EXPECT_TRUE(made.recorded);
  EXPECT_EQ(made.day, parse_date("2030-09-01"));
  EXPECT_EQ(made.month, 8);
  EXPECT_EQ(made.measures[0].recorded, false);
  EXPECT_EQ(made.measures[1].recorded, true);
}

/// Of the line, 20 to the north, half comes at once when it is done, in month 24, and half until
/// the 120th.
TEST(BreakdownOf, WhatIsUnderWayIsLostWithWhatItWouldBringAtOnce) {
  std::string text =
      test::must(casefile::read_source(TANDEM_SOURCE_DIR "/cases/tutorial/case.yaml")).text;
  const std::string after = "worth: {coast: -20..-15..-10, north: 10..20..30}";
  text.insert(text.find(after), "upfront: 0.5\n    ");
  Told told(
      test::must(casefile::load_case_text(text, "case.yaml")),
      test::must(casefile::read_source(TANDEM_SOURCE_DIR "/cases/tutorial/agreement.yaml")).text,
      "2030-01-01");
  told.says(EventKind::started, "2031-01-10", "coast", "C2");
  const Breakdown made = breakdown_of(told.of(), test::must(told.standing("2031-06-01")),
                                      parse_date("2031-06-01").value());
  const AfterBreakdown& north = made.parties[told.party("north").index()];
  EXPECT_NEAR(north.loses, 10 + 10.0 / 120 * 96, 1e-9);
  EXPECT_NEAR(north.keeps, 0, 1e-9);
}

TEST(BreakdownOf, WorkUnderWayIsLost) {
  Told told = half_a_year();
  told.says(EventKind::started, "2031-01-10", "north", "A2");
  const Breakdown made = breakdown_of(told.of(), test::must(told.standing("2031-06-01")),
                                      parse_date("2031-06-01").value());
  ASSERT_EQ(made.measures.size(), 3U);
  EXPECT_EQ(made.measures[1].measure, told.measure("scrapping"));
  EXPECT_EQ(made.measures[1].share, 0);
  EXPECT_EQ(made.measures[1].under_way, .5);
  EXPECT_FALSE(made.measures[1].by);
}

}  // namespace
}  // namespace tandem::outlook
