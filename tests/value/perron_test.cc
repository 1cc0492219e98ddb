#include "tandem/value/perron.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/support/drafts.h"

namespace tandem::value {
namespace {

Matrix matrix(std::size_t size, const std::vector<double>& cells) {
  Matrix made(size);
  made.cells = cells;
  return made;
}

TEST(Perron, RootAndVectorOfThreeAsymmetricParties) {
  const Perron found =
      perron(matrix(3, {0, 1.5, 0.3, 0.2 / 0.9, 0, 2 / 0.9, 1.2 / 1.1, 0.1 / 1.1, 0}));
  EXPECT_NEAR(found.root, 1.7246901042, 1e-9);
  const std::array expected{0.9875437035, 1.0, 0.6773561766};
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(found.vector[i], expected[i], 1e-9);
}

TEST(Perron, RootOfEachCoalitionOfThree) {
  const Matrix m = matrix(3, {0, 2.5, 0.3, 1.8, 0, 0.6, 0.5, 0.9, 0});
  EXPECT_NEAR(perron(m).root, 2.3890100679, 1e-9);
  const std::array expected{0.7348469228, 0.3872983346, 2.1213203436};
  for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(perron(without(m, k)).root, expected[k], 1e-9);
}

TEST(Perron, PeriodicMatrixConverges) {
  const Perron ring = perron(matrix(3, {0, 4, 0, 0, 0, 2, 1, 0, 0}));
  EXPECT_NEAR(ring.root, 2, 1e-9) << "the geometric mean around the ring";
}

TEST(Perron, NobodyGainsFromAnybody) { EXPECT_EQ(perron(Matrix(3)).root, 0); }

TEST(Perron, OnePartyAloneHasItsOwnEntry) {
  EXPECT_NEAR(perron(matrix(1, {0.7})).root, 0.7, 1e-12);
}

TEST(Perron, WithoutDropsRowAndColumn) {
  EXPECT_EQ(without(matrix(3, {1, 2, 3, 4, 5, 6, 7, 8, 9}), 1).cells,
            (std::vector<double>{1, 3, 7, 9}));
}

/// Three principals, one irreversible divisible step each, a year a phase, at 0.9 a year.
model::CaseDraft ring() {
  auto draft = test::blank_case(1, 12);
  for (const char* id : {"a", "b", "c"}) draft.parties.push_back(test::principal(id, 0.9));
  draft.measures = {test::step("by-a", {"a"}, {{"a", -1}, {"b", 2}}),
                    test::step("by-b", {"b"}, {{"b", -1}, {"c", 2}}),
                    test::step("by-c", {"c"}, {{"c", -1}, {"a", 2}})};
  return draft;
}

TEST(Gradualism, ReadsBenefitsOverBurdensFromACase) {
  const auto of = test::must_case(ring());
  const auto found = gradualism(of, Economics(of));
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->perron, 2, 1e-9);
  EXPECT_NEAR(found->discounted, 1.8, 1e-9);
  EXPECT_TRUE(found->possible());
  EXPECT_EQ(found->essential, std::vector<bool>(3, true)) << "a ring breaks without any of them";
}

TEST(Gradualism, JointStepIsSharedAmongTheOtherActors) {
  auto draft = ring();
  draft.measures = {test::step("by-a", {"a"}, {{"a", -1}}), test::step("by-b", {"b"}, {{"b", -1}}),
                    test::step("by-c", {"c"}, {{"c", -1}}),
                    test::step("together", {"a", "b", "c"}, {{"a", 4}, {"b", 4}, {"c", 4}})};
  const auto of = test::must_case(draft);
  const auto found = gradualism(of, Economics(of));
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->perron, 4, 1e-9) << "2 from each of two others";
}

TEST(Gradualism, GainWithoutABurdenHasNoBoundedRoot) {
  auto draft = ring();
  draft.measures.erase(draft.measures.begin());
  draft.measures.push_back(test::step("free", {"b"}, {{"a", 3}}));
  const auto of = test::must_case(draft);
  EXPECT_FALSE(gradualism(of, Economics(of)));
}

}  // namespace
}  // namespace tandem::value
