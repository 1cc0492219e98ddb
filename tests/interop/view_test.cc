#include "tandem/interop/view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/interop/sample.h"

namespace tandem::interop {
namespace {

using testing::ElementsAre;

/// The ids of the actors that a reader up to green finds, with `lines` after the obligations.
std::vector<std::string> green_actors(const std::string& lines) {
  const auto sample = test::bridges_of(test::secret_guarantee_text() + lines);
  std::vector<std::string> ids;
  for (const model::ActorId id : sample.view(model::Tlp::green).actors())
    ids.push_back(sample.file.valid.actor(id).id);
  return ids;
}

TEST(View, HasTheActorsOfWhatIsShown) {
  EXPECT_THAT(green_actors(""), ElementsAre("north", "south"));
}

TEST(View, HasTheMembersOfAGroupThatIsShown) {
  EXPECT_THAT(green_actors("  G1: {title: Pay, actors: [guarantors]}\n"),
              ElementsAre("north", "south", "third", "guarantors"));
}

TEST(View, HasTheActorsThatAClauseNames) {
  const std::vector<std::string> expected{"north", "south", "third"};
  for (const char* clause :
       {"decided_by: third", "financing: third", "verification: {means: visits, operator: third}",
        "verification: {means: visits, approval: third}",
        "verification: {means: visits, disclosure: third}"})
    EXPECT_EQ(green_actors(std::string("  G1: {title: Pay, actors: [south], ") + clause + "}\n"),
              expected)
        << clause;
}

TEST(View, HasNoFirstDayOfSomethingHiddenThatWaitsForWhatIsShown) {
  const auto sample = test::bridges_of(
      "tandem: 1\nagreement: x\ntitle: X\nactors:\n  n: {name: N}\n  s: {name: S}\nobligations:\n"
      "  A1: {title: Open, actors: [n], trigger: standing}\n"
      "  A2: {title: Name, actors: [n]}\n"
      "  X1: {title: Pay, actors: [s], trigger: at 2026-02-02, waits_for: [A2],\n"
      "       visibility: {tlp: red}}\n");
  EXPECT_TRUE(sample.view().first_day());
  EXPECT_FALSE(sample.view(model::Tlp::green).first_day());
}

TEST(TargetsOf, NamesNoneTwiceInTheOrderOfTheTrigger) {
  const auto sample = test::two_bridges_and(
      "  Z1:\n    title: Z\n    actors: [north]\n    trigger: between B1 and latest(A1, B1)\n");
  const auto targets =
      targets_of(sample.file.valid, sample.file.valid.obligations().back().trigger);
  ASSERT_EQ(targets.size(), 2U);
  EXPECT_EQ(targets[0].index, sample.id("B1").index());
  EXPECT_EQ(targets[1].index, sample.id("A1").index());
}

}  // namespace
}  // namespace tandem::interop
