#include "tandem/solver/relaxation.h"

#include <gtest/gtest.h>

#include "tandem/solver/solver.h"
#include "tests/solver/programs.h"

namespace tandem::solver {
namespace {

constexpr int kSteps = 100'000;
constexpr double kTolerance = 1e-6;

/// Most of 3x + 2y with x + y <= 4, x + 3y <= 6, x <= 3: 11 at (3, 1).
Program corner() {
  Program program;
  program.columns = {{0, 3, 3, false}, {0, kInfinity, 2, false}};
  program.rows = {{-kInfinity, 4, {{0, 1}, {1, 1}}}, {-kInfinity, 6, {{0, 1}, {1, 3}}}};
  return program;
}

TEST(Relaxation, SolvesAProgramWorkedByHand) {
  const auto relaxation = make_relaxation(corner());
  ASSERT_EQ(relaxation->solve({}, kSteps), Status::optimal);
  EXPECT_NEAR(relaxation->objective(), 11, kTolerance);
  EXPECT_NEAR(relaxation->values()[0], 3, kTolerance);
  EXPECT_NEAR(relaxation->values()[1], 1, kTolerance);
}

TEST(Relaxation, ReducedCostIsWhatOneMoreOfAColumnAtItsLimitWouldBring) {
  const auto relaxation = make_relaxation(corner());
  relaxation->set_column(0, 0, 3.5);
  ASSERT_EQ(relaxation->solve({}, kSteps), Status::optimal);
  // The first row binds: each more of x is one less of y.
  EXPECT_NEAR(relaxation->reduced_costs()[0], 3 - 2, kTolerance);
  relaxation->set_column(0, 0, 2);
  ASSERT_EQ(relaxation->solve({}, kSteps), Status::optimal);
  // The second row binds: a third less.
  EXPECT_NEAR(relaxation->reduced_costs()[0], 3 - 2.0 / 3, kTolerance);
}

TEST(Relaxation, GoesOnFromWhereItWasAfterLimitsAndRowsChange) {
  const auto relaxation = make_relaxation(corner());
  ASSERT_EQ(relaxation->solve({}, kSteps), Status::optimal);
  relaxation->add({{-kInfinity, 2, {{0, 1}}}});  // x <= 2: y = 4 / 3
  ASSERT_EQ(relaxation->solve({}, kSteps), Status::optimal);
  EXPECT_NEAR(relaxation->objective(), 6 + 8.0 / 3, kTolerance);
  relaxation->set_row(0, -kInfinity, 1);  // x + y <= 1
  ASSERT_EQ(relaxation->solve({}, kSteps), Status::optimal);
  EXPECT_NEAR(relaxation->objective(), 3, kTolerance);
  relaxation->set_column(1, 2, 3);
  EXPECT_EQ(relaxation->solve({}, kSteps), Status::infeasible);
}

TEST(Relaxation, BasisBringsBackTheSamePlace) {
  const auto relaxation = make_relaxation(corner());
  ASSERT_EQ(relaxation->solve({}, kSteps), Status::optimal);
  const Basis there = relaxation->basis();
  relaxation->set_column(0, 0, 0);
  ASSERT_EQ(relaxation->solve({}, kSteps), Status::optimal);
  relaxation->set_column(0, 0, 3);
  relaxation->set_basis(there);
  ASSERT_EQ(relaxation->solve({}, 1), Status::optimal) << "nothing is left to do";
  EXPECT_NEAR(relaxation->objective(), 11, kTolerance);
}

TEST(Relaxation, CutoffHidesWhatIsNotBetter) {
  const auto relaxation = make_relaxation(corner());
  Limits limits;
  limits.cutoff = 11.5;
  EXPECT_EQ(relaxation->solve(limits, kSteps), Status::infeasible);
  limits.cutoff = 10.5;
  EXPECT_EQ(relaxation->solve(limits, kSteps), Status::optimal);
}

TEST(Relaxation, CloneGoesItsOwnWay) {
  const auto relaxation = make_relaxation(corner());
  const auto other = relaxation->clone();
  other->set_column(0, 0, 0);
  ASSERT_EQ(relaxation->solve({}, kSteps), Status::optimal);
  ASSERT_EQ(other->solve({}, kSteps), Status::optimal);
  EXPECT_NEAR(relaxation->objective(), 11, kTolerance);
  EXPECT_NEAR(other->objective(), 4, kTolerance);
}

/// Limits tighten and loosen at random, as in a tree; each time a new relaxation must agree.
TEST(Relaxation, AgreesWithOneMadeAnew) {
  int optimal = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Rng rng(seed, 5);
    Program program = test::packing(12, 3, seed);
    const auto kept = make_relaxation(program);
    for (int change = 0; change < 10; ++change) {
      const std::size_t column = rng.below(program.columns.size() - 1);
      const bool fix = rng.uniform() < 0.7;
      const double value = rng.uniform() < 0.5 ? 0 : 1;
      program.columns[column].lower = fix ? value : 0;
      program.columns[column].upper = fix ? value : 1;
      kept->set_column(static_cast<int>(column), program.columns[column].lower,
                       program.columns[column].upper);
      const auto anew = make_relaxation(program);
      const Status status = kept->solve({}, kSteps);
      ASSERT_EQ(status, anew->solve({}, kSteps)) << seed;
      if (status != Status::optimal) continue;
      ++optimal;
      EXPECT_NEAR(kept->objective(), anew->objective(), kTolerance) << seed;
    }
  }
  EXPECT_GT(optimal, 500);
}

}  // namespace
}  // namespace tandem::solver
