#include "tandem/outlook/resumption.h"

#include <gtest/gtest.h>

#include "tests/outlook/told.h"
#include "tests/support/drafts.h"

namespace tandem::outlook {
namespace {

using ledger::EventKind;

Told one_year() {
  Told told;
  told.says(EventKind::reported, "2030-03-01", "north", "A1")
      .says(EventKind::reported, "2030-03-01", "south", "B1");
  return told;
}

stress::Options few() {
  stress::Options options;
  options.histories = 400;
  options.per_world = 20;
  return options;
}

TEST(Replan, KeepsAllOfTheAgreedStepsWhereItCan) {
  const Told told = one_year();
  const Standing standing = test::must(told.standing("2030-12-31"));
  const Replanned made = test::must(replan(told.of(), standing, {}));
  ASSERT_TRUE(made.answer.roadmap);
  EXPECT_TRUE(made.missed.empty());
  EXPECT_EQ(made.from.keep, 1);
  EXPECT_EQ(made.from.from, 2);
  const model::Roadmap whole = continued(told.of(), standing, *made.answer.roadmap);
  EXPECT_EQ(model::started_before(whole, told.measure("pull-back"), 12), 1);
  EXPECT_EQ(whole.increments.size(), made.answer.roadmap->increments.size());
}

TEST(Replan, NeedsAPhaseThatIsOpen) {
  const Told told = one_year();
  const auto made = replan(told.of(), test::must(told.standing("2032-06-01")), {});
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().what.find("give it more phases"), std::string::npos);
}

TEST(ResumptionOf, MeasuresEachWayBesideNone) {
  Told told = one_year();
  told.says(EventKind::suspended, "2030-09-01", "south");
  const Standing standing = test::must(told.standing("2030-12-31"));
  const Resumption made =
      test::must(resumption_of(told.draft(), told.of(), standing, std::nullopt, few()));
  EXPECT_TRUE(made.suspended);
  ASSERT_EQ(made.ways.size(), 3U);
  for (const stress::Estimate& none : made.ways[0].better) EXPECT_EQ(none.mean, 0);
  // The case says that a breakdown costs both sides; to restore what was done ends that.
  EXPECT_GT(made.ways[1].better[told.party("south").index()].mean, 0);
  EXPECT_EQ(made.histories, 400U);
}

TEST(Resumed, BringsBackWhatIsAwayAndDropsWhatWasLeaving) {
  Told told = one_year();
  told.says(EventKind::suspended, "2030-09-01", "south");
  const Standing standing = test::must(told.standing("2030-12-31"));
  const stress::Past past = resumed(told.of(), standing);
  const auto& last = past.changes.back();
  EXPECT_EQ(last.kind, stress::Past::Kind::restored);
  EXPECT_EQ(last.thing, told.measure("road").index());
  EXPECT_EQ(last.month, 11);  // at once: the road has no restore months
  for (const auto& one : past.changes)
    EXPECT_FALSE(one.kind == stress::Past::Kind::withdrawn &&
                 one.thing == told.measure("pull-back").index());
}

}  // namespace
}  // namespace tandem::outlook
