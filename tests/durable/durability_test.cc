#include "tandem/durable/durability.h"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/support/drafts.h"

namespace tandem::durable {
namespace {

/// Two phases of a year, played for so many months; a breakdown is likely, and so is its end.
stress::Results played(int months) {
  model::CaseDraft draft = test::blank_case(2, 12, 120);
  draft.parties = {test::principal("north", 0.9), test::principal("south", 0.9)};
  draft.measures = {test::step("guns", {"north"}, {{"north", -3.0}, {"south", 6.0}}),
                    test::step("road", {"south"}, {{"north", 6.0}, {"south", -3.0}})};
  draft.dynamics.months = months;
  model::CrisisDraft crisis;
  crisis.id = "clash";
  crisis.hazard = 0.05;
  draft.dynamics.crises = {crisis};
  draft.dynamics.collapse = 0.05;
  const model::Case of = test::must_case(draft);
  return test::must(stress::run(draft, of, test::must_roadmap(of, {{"guns", 1}, {"road", 2}}),
                                {.seed = 3, .histories = 1000}));
}

TEST(Durability, IsTheShareThatHasNotCollapsedByThen) {
  const stress::Results results = played(120);
  const assess::Durability made = durability(results, 3);
  ASSERT_EQ(made.marks.size(), 3U);
  for (const assess::Durability::Mark& mark : made.marks) {
    const auto ended =
        std::accumulate(results.collapses.begin(), results.collapses.begin() + mark.month + 1, 0.0);
    EXPECT_NEAR(mark.alive, 1 - ended / 1000, 1e-12) << mark.month;
    EXPECT_LT(mark.sampling.low, mark.alive);
    EXPECT_GT(mark.sampling.high, mark.alive);
    EXPECT_LE(mark.worlds.low, mark.worlds.high);
  }
  EXPECT_EQ(made.marks[0].month, 24);
  EXPECT_EQ(made.marks[2].month, 96);
  EXPECT_LT(made.marks[2].alive, made.marks[0].alive);
  EXPECT_GT(made.suspended, 0);
  EXPECT_LE(made.suspended_range.low, made.suspended_range.high);
  EXPECT_EQ(made.histories, 1000U);
  EXPECT_EQ(made.worlds, 10U);
  EXPECT_EQ(made.seed, 3U);
}

TEST(Durability, GoesNoFurtherThanTheHistories) {
  const assess::Durability four = durability(played(50), 3);
  ASSERT_EQ(four.marks.size(), 2U);
  EXPECT_EQ(four.marks[1].month, 48);
  const assess::Durability less = durability(played(18), 3);
  ASSERT_EQ(less.marks.size(), 1U);
  EXPECT_EQ(less.marks[0].month, 18);
}

}  // namespace
}  // namespace tandem::durable
