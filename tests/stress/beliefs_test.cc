#include "tandem/stress/beliefs.h"

#include <gtest/gtest.h>

#include "tests/support/drafts.h"

namespace tandem::stress {
namespace {

using model::Number;

/// Two parties that give each other something in each of two years: the first step costs a 10, the
/// second 20, so that its lighter round is half of its heaviest; b pays 20 twice.
model::CaseDraft exchange() {
  model::CaseDraft draft = test::blank_case(2, 12, 120);
  draft.parties = {test::principal("a", .9), test::principal("b", .9)};
  draft.measures = {test::step("a1", {"a"}, {{"a", Number(-10.0)}, {"b", Number(50.0)}}),
                    test::step("a2", {"a"}, {{"a", Number(-20.0)}, {"b", Number(50.0)}}),
                    test::step("b1", {"b"}, {{"a", Number(50.0)}, {"b", Number(-20.0)}}),
                    test::step("b2", {"b"}, {{"a", Number(50.0)}, {"b", Number(-20.0)}})};
  draft.dynamics.beliefs = {{"a", Number(.5)}, {"b", Number(.8)}};
  draft.dynamics.belief_weight = Number(2.0);
  draft.dynamics.kept = Number(1.0);
  draft.dynamics.broken = Number(3.0);
  return draft;
}

class Beliefs : public testing::Test {
 protected:
  [[nodiscard]] double of(std::size_t i, std::size_t j, const Past& past) const {
    return beliefs_after(world_, past)[i][j];
  }
  const model::Case case_ = test::must_case(exchange());
  const World world_{case_,
                     test::must_roadmap(case_, {{"a1", 1}, {"a2", 2}, {"b1", 1}, {"b2", 2}})};
};

TEST_F(Beliefs, AreThoseOfTheCaseBeforeAnythingHappened) {
  EXPECT_DOUBLE_EQ(of(0, 1, {}), .5);
  EXPECT_DOUBLE_EQ(of(1, 0, {}), .8);
  EXPECT_DOUBLE_EQ(of(0, 0, {}), 1);
}

TEST_F(Beliefs, GrowWithEachRoundByWhatItCostTheOther) {
  // Two cases of experience: a holds one for b and one against. Round 1 costs b its most: 2 of 3.
  EXPECT_DOUBLE_EQ(of(0, 1, {.months = 6}), 2.0 / 3);
  // For a it is half of its heaviest: 1.6 and a half of 2.5.
  EXPECT_NEAR(of(1, 0, {.months = 6}), 2.1 / 2.5, 1e-3);
  EXPECT_DOUBLE_EQ(of(0, 1, {.months = 13}), 3.0 / 4);
}

TEST_F(Beliefs, FallWithEachBreach) {
  EXPECT_DOUBLE_EQ(of(0, 1, {.months = 6, .broken = {0, 1}}), 2.0 / 6);
  EXPECT_DOUBLE_EQ(of(0, 1, {.months = 6, .broken = {0, 2}}), 2.0 / 9);
}

TEST(BeliefsAfter, AreNoneWhereNobodyDoubts) {
  model::CaseDraft draft = exchange();
  draft.dynamics = {};
  const model::Case of = test::must_case(draft);
  EXPECT_TRUE(beliefs_after(World(of, test::must_roadmap(of, {{"a1", 1}})), {.months = 6}).empty());
}

}  // namespace
}  // namespace tandem::stress
