#include "tests/assess/judged.h"

namespace tandem::assess {
namespace {

/// North gives up guns; what the histories of it are said to be.
Assessment judged(const Durability& played, bool agreement = true) {
  const model::Case of = test::must_case(test::neighbours());
  const model::Roadmap roadmap =
      agreement ? test::must_roadmap(of, {{"guns", 1}}) : model::no_agreement(of);
  return assess(of, value::Economics(of), roadmap, {.durability = played});
}

Durability two_years() {
  return {
      .marks = {{24, 0.931, {0.84, 0.99}, {0.912, 0.948}}, {48, 0.81, {0.64, 0.93}, {0.76, 0.85}}},
      .suspended = 27.4,
      .suspended_range = {2, 74},
      .histories = 2000,
      .worlds = 20,
      .seed = 7};
}

TEST(Durable, OnlyASimulationCanSay) {
  const test::Judged judged(test::neighbours(), {});
  test::expect(judged.finding("durable"),
               {{},
                {},
                Verdict::needs_stress,
                "Only a simulation of elections, crises and breakdowns can say; with --stress N, "
                "assess and brief play N histories."});
  EXPECT_EQ(judged.principle("durable").verdict, Verdict::needs_stress);
  EXPECT_TRUE(judged.result.stands()) << "what was not played is not held against a roadmap";
}

TEST(Durable, MeasuresWhatWasPlayedWithItsRangesAndJudgesNothing) {
  const Assessment result = judged(two_years());
  const Principle& principle = result.principles.back();
  EXPECT_EQ(principle.id, "durable");
  EXPECT_EQ(principle.verdict, Verdict::measured);
  ASSERT_EQ(principle.findings.size(), 3U);
  const Finding& first = principle.findings[0];
  EXPECT_EQ(first.name, "alive after 2 years");
  EXPECT_EQ(first.unit, Unit::chance);
  test::expect(first, {0.931,
                       {},
                       Verdict::measured,
                       "Of 2000 histories in 20 worlds (seed 7): the share in which it has not "
                       "ended for good; in brackets, where 90 % of the worlds lie. By the number "
                       "of histories alone it lies between 91 and 95 % (95 %)."});
  ASSERT_TRUE(first.range.has_value());
  EXPECT_EQ(first.range->low, 0.84);
  EXPECT_EQ(first.range->high, 0.99);
  EXPECT_EQ(principle.findings[1].name, "alive after 4 years");
  EXPECT_EQ(principle.findings[1].reason,
            "By the number of histories alone it lies between 76 and 85 % (95 %).");
  const Finding& suspended = principle.findings[2];
  EXPECT_EQ(suspended.value, 27.4);
  EXPECT_EQ(suspended.unit, Unit::months);
  EXPECT_EQ(suspended.range->high, 74);
}

TEST(Durable, NamesMonthsThatMakeNoYears) {
  Durability played = two_years();
  played.marks = {{18, 0.5, {0.4, 0.6}, {0.45, 0.55}}};
  EXPECT_EQ(judged(played).principles.back().findings[0].name, "alive after 18 months");
  played.marks[0].month = 12;
  EXPECT_EQ(judged(played).principles.back().findings[0].name, "alive after 1 year");
}

TEST(Durable, OneWorldSaysNothingOfHowWorldsDiffer) {
  Durability played = two_years();
  played.worlds = 1;
  const Finding first = judged(played).principles.back().findings[0];
  EXPECT_EQ(first.range->low, 0.912) << "what chance alone leaves open";
  EXPECT_EQ(first.range->high, 0.948);
  EXPECT_EQ(first.reason.find("Of 2000 histories in one world (seed 7)"), 0U) << first.reason;
}

TEST(Durable, DoesNotApplyWhereNothingIsAgreed) {
  const Principle principle = judged(two_years(), false).principles.back();
  EXPECT_EQ(principle.verdict, Verdict::not_applicable);
  EXPECT_EQ(principle.findings[0].value, std::nullopt);
}

}  // namespace
}  // namespace tandem::assess
