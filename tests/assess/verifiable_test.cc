#include "tests/assess/judged.h"

namespace tandem::assess {
namespace {

using test::expect;
using test::Judged;
using test::Start;

model::CaseDraft watched_road(std::optional<double> detection, double min_detection = 0.5) {
  model::CaseDraft draft = test::neighbours();
  draft.principles.min_detection = min_detection;
  if (detection) test::measure_of(draft, "road").verification = test::seen_with(*detection);
  return draft;
}

Judged judged_at(const model::CaseDraft& draft, const std::vector<Start>& starts) {
  const model::Case of = test::must_case(draft);
  return {of, test::starting(of, starts)};
}

/// South opens its road in month 0, North gives up its guns for good two months later.
const std::vector<Start> kRoadThenGuns{{"road", 0}, {"guns", 2}};

std::string seen_by_then(const std::string& percent) {
  return R"(North owes the irreversible "guns" in phase 1 (January 2027); whether "road" is kept )"
         "is seen by then, over 2 months, with a chance of " +
         percent + " %.";
}

TEST(Verifiable, ChanceIsThatOfTheMonthsBetweenTheTwoStarts) {
  // 1 - .5^2 = .75
  expect(judged_at(watched_road(0.5, 0.75), kRoadThenGuns).finding("verifiable"),
         {0.75, 0.75, Verdict::meets, seen_by_then("75")});
  expect(judged_at(watched_road(0.5, 0.76), kRoadThenGuns).finding("verifiable"),
         {0.75, 0.76, Verdict::fails, seen_by_then("75")});
}

TEST(Verifiable, CertainDetectionIsCertain) {
  expect(judged_at(watched_road(1), kRoadThenGuns).finding("verifiable"),
         {1, 0.5, Verdict::meets, seen_by_then("100")});
}

TEST(Verifiable, WhatNobodyLooksAtIsSeenWithNoChance) {
  for (const std::optional<double> detection : {std::optional<double>(), std::optional(0.0)})
    expect(judged_at(watched_road(detection), kRoadThenGuns).finding("verifiable"),
           {0, 0.5, Verdict::fails, seen_by_then("0")});
}

TEST(Verifiable, LeastOfSeveralPairsDecides) {
  // The market opens a month before the guns go: 1 - .5, against 1 - .5^3 for the road.
  model::CaseDraft draft = watched_road(0.5);
  test::measure_of(draft, "market").verification = test::seen_with(0.5);
  const Judged judged = judged_at(draft, {{"road", 0}, {"market", 2}, {"guns", 3}});
  EXPECT_NEAR(*judged.finding("verifiable").value, 0.5, 1e-12);
  EXPECT_NE(judged.finding("verifiable").reason.find(R"("market")"), std::string::npos);
}

TEST(Verifiable, BurdenIsIrreversibleUpToTheCasesLimit) {
  model::CaseDraft draft = watched_road(0.5);
  test::measure_of(draft, "guns").reversibility = 0.2;
  EXPECT_TRUE(judged_at(draft, kRoadThenGuns).finding("verifiable").value);
  test::measure_of(draft, "guns").reversibility = 0.21;
  EXPECT_FALSE(judged_at(draft, kRoadThenGuns).finding("verifiable").value);
}

TEST(Verifiable, OnlyWhatOneValuesIsWaitedFor) {
  model::CaseDraft draft = watched_road({});
  test::measure_of(draft, "road").worth = {{"south", -30}};
  EXPECT_FALSE(judged_at(draft, kRoadThenGuns).finding("verifiable").value);
}

TEST(Verifiable, StepsOfTheSameMonthOrOfAPartnerAreNotWaitedFor) {
  const std::string reason =
      "No irreversible step of a principal follows a step of another that it "
      "values.";
  expect(judged_at(watched_road(0.5), {{"road", 2}, {"guns", 2}}).finding("verifiable"),
         {{}, {}, Verdict::not_applicable, reason});
  expect(Judged(test::neighbours_and_coast(), {{"line", 1}, {"guns", 2}}).finding("verifiable"),
         {{}, {}, Verdict::not_applicable, reason});
}

}  // namespace
}  // namespace tandem::assess
