#include "tandem/solver/solver.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "tests/solver/programs.h"

// What the door promises, whichever library is behind it.

namespace tandem::solver {
namespace {

using test::packing;
using test::worst_miss;

constexpr double kTolerance = 1e-6;

Solution solved(const Program& program, const Limits& limits = {},
                const std::vector<double>& start = {}) {
  return make_solver()->solve(program, start, limits);
}

Solution relaxed(const Program& program) { return make_solver()->relax(program, {}); }

/// Items worth 10, 13 and 7 that weigh 3, 4 and 2, and a sack that holds 6.
Program sack() {
  return {{{0, 1, 10, true}, {0, 1, 13, true}, {0, 1, 7, true}},
          {{-kInfinity, 6, {{0, 3}, {1, 4}, {2, 2}}}}};
}

Program all_continuous(Program program) {
  for (Column& column : program.columns) column.integer = false;
  return program;
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Optimal, at `objective`, with the values and the bound to show for it.
void expect_optimal(const Program& program, const Solution& solution, double objective) {
  ASSERT_EQ(solution.status, Status::optimal);
  ASSERT_EQ(solution.values.size(), program.columns.size());
  EXPECT_NEAR(solution.objective, objective, kTolerance);
  EXPECT_NEAR(solution.objective, test::objective_of(program, solution.values), kTolerance);
  EXPECT_GE(solution.bound, solution.objective);
  EXPECT_NEAR(solution.bound, objective, kTolerance * (1 + std::abs(objective)));
  EXPECT_LE(worst_miss(program, solution.values), kTolerance);
}

// --- small programs by hand

TEST(Solver, HasAName) { EXPECT_FALSE(make_solver()->name().empty()); }

TEST(Solver, KnapsackIsFilledWithWholeItems) {
  const Solution solution = solved(sack());
  expect_optimal(sack(), solution, 20);
  EXPECT_NEAR(solution.values[0], 0, kTolerance);
}

TEST(Solver, RelaxationMaySplitAnItem) {
  const Solution solution = relaxed(sack());
  expect_optimal(all_continuous(sack()), solution, 7 + 10 + 13.0 / 4);
}

TEST(Solver, ProgramWithoutWholeColumnsIsSolvedAsItIs) {
  expect_optimal(all_continuous(sack()), solved(all_continuous(sack())), 20.25);
}

TEST(Solver, EqualityIsHeld) {
  const Program program{{{0, 9, 1, true}, {0, 9, 2, true}}, {{7, 7, {{0, 3}, {1, 2}}}}};
  expect_optimal(program, solved(program), 1 + 2 * 2);
}

TEST(Solver, RangeHasTwoSides) {
  const Program least{{{0, 9, -1, true}}, {{2.5, 5.5, {{0, 1}}}}};
  const Program most{{{0, 9, 1, true}}, {{2.5, 5.5, {{0, 1}}}}};
  expect_optimal(least, solved(least), -3);
  expect_optimal(most, solved(most), 5);
}

TEST(Solver, FreeColumnCanBeNegative) {
  // the larger of two needs, as the plan writes the smallest of its gauges
  const Program program{{{0, 1, 0, true}, {-kInfinity, kInfinity, 1, false}},
                        {{0, kInfinity, {{0, 2}, {1, -1}}}, {3, kInfinity, {{0, -1}, {1, -1}}}}};
  expect_optimal(program, solved(program), -3);
  expect_optimal(all_continuous(program), relaxed(program), -3);
}

TEST(Solver, FreeWholeColumnCanBeNegative) {
  const Program program{{{-kInfinity, kInfinity, -1, true}}, {{-7.5, kInfinity, {{0, 1}}}}};
  expect_optimal(program, solved(program), 7);
}

TEST(Solver, ConstantObjectiveAsksOnlyForASolution) {
  const Program program{{{0, 5, 0, true}, {0, 5, 0, true}}, {{3, 3, {{0, 1}, {1, 1}}}}};
  expect_optimal(program, solved(program), 0);
}

TEST(Solver, FixedColumnsLeaveNothingToDecide) {
  const Program program{{{1, 1, 4, true}, {2, 2, -1, true}}, {{-kInfinity, 5, {{0, 1}, {1, 1}}}}};
  expect_optimal(program, solved(program), 2);
}

TEST(Solver, FixedColumnsCountInRowsAndInTheObjective) {
  Program program = sack();
  program.columns.push_back({1, 1, 100, true});
  program.columns.push_back({-2, -2, 0.5, false});
  program.rows[0].entries.push_back({3, 1.5});
  program.rows[0].entries.push_back({4, 0.25});
  expect_optimal(program, solved(program), 17 + 100 - 1);  // the sack holds 5 now
}

TEST(Solver, WholeColumnFixedInBetweenIsInfeasible) {
  const Program program{{{0, 1, 1, true}, {0.5, 0.5, 1, true}},
                        {{-kInfinity, 1, {{0, 1}, {1, 1}}}}};
  EXPECT_EQ(solved(program).status, Status::infeasible);
}

TEST(Solver, ProgramWithoutRowsSitsAtItsBounds) {
  const Program program{{{-1, 3, 2, true}, {-1.5, 3, -2, false}}, {}};
  expect_optimal(program, solved(program), 9);
  expect_optimal(program, relaxed(program), 9);
}

TEST(Solver, RowWithoutEntriesStillHasToHold) {
  const Program holds{{{0, 1, 1, true}}, {{-1, 1, {}}}};
  const Program broken{{{0, 1, 1, true}}, {{1, 2, {}}}};
  expect_optimal(holds, solved(holds), 1);
  EXPECT_EQ(solved(broken).status, Status::infeasible);
  EXPECT_EQ(relaxed(broken).status, Status::infeasible);
}

TEST(Solver, DegenerateProgramEnds) {
  // Beale's example, on which a careless simplex method goes around for ever
  const Program program{{{0, kInfinity, 0.75, false},
                         {0, kInfinity, -150, false},
                         {0, kInfinity, 0.02, false},
                         {0, kInfinity, -6, false}},
                        {{-kInfinity, 0, {{0, 0.25}, {1, -60}, {2, -0.04}, {3, 9}}},
                         {-kInfinity, 0, {{0, 0.5}, {1, -90}, {2, -0.02}, {3, 3}}},
                         {-kInfinity, 1, {{2, 1}}}}};
  expect_optimal(program, solved(program), 0.05);
  expect_optimal(program, relaxed(program), 0.05);
}

TEST(Solver, ContradictionIsInfeasible) {
  const Program program{{{0, 5, 1, true}, {0, 5, 1, false}},
                        {{4, kInfinity, {{0, 1}, {1, 1}}}, {-kInfinity, 3, {{0, 1}, {1, 1}}}}};
  for (const Solution& solution : {solved(program), relaxed(program)}) {
    EXPECT_EQ(solution.status, Status::infeasible);
    EXPECT_FALSE(solution.found());
    EXPECT_EQ(solution.bound, -kInfinity);
  }
}

TEST(Solver, WholeNumbersCanBeWhatIsInfeasible) {
  const Program between{{{0, 1, 1, true}}, {{0.2, 0.8, {{0, 1}}}}};
  const Program odd{{{0, 9, 1, true}, {0, 9, 1, true}}, {{7, 7, {{0, 2}, {1, 2}}}}};
  for (const Program& program : {between, odd}) {
    EXPECT_EQ(solved(program).status, Status::infeasible);
    EXPECT_EQ(relaxed(program).status, Status::optimal);
  }
}

/// CBC 2.10.8 with its preprocessing says 3, and shows a solution for it.
TEST(Solver, ColumnsTiedToEachOtherAreNotLeftAtTheWorseEnd) {
  const Program program{{{0, 1, 2, true}, {0, 1, 4, true}, {0, 1, -3, true}},
                        {{-1, 2, {{0, 3}, {2, -3}}}}};
  expect_optimal(program, solved(program), 4);
}

/// The same takes -2, the last whole number below the bound.
TEST(Solver, ColumnThatIsNotWholeReachesItsBound) {
  const Program program{{{-1, 1, -4, true}, {-2, -1.5, 7, false}},
                        {{-2, kInfinity, {{0, 2}}}, {-kInfinity, 7, {{1, 5}}}}};
  expect_optimal(program, solved(program), 4 - 10.5);
}

TEST(Solver, UnboundedIsSaid) {
  const Program program{{{0, kInfinity, 1, true}, {0, kInfinity, 0, false}},
                        {{-kInfinity, 3, {{0, 1}, {1, -1}}}}};
  for (const Solution& solution : {solved(program), relaxed(program)}) {
    EXPECT_EQ(solution.status, Status::unbounded);
    EXPECT_FALSE(solution.found());
    EXPECT_EQ(solution.bound, kInfinity);
  }
}

// --- agreement with trying everything

TEST(Solver, AgreesWithTryingEverything) {
  const auto solver = make_solver();
  int infeasible = 0;
  for (std::uint64_t run = 0; run < 600; ++run) {
    SCOPED_TRACE(run);
    Rng rng(1, run);
    const Program program = test::small_program(rng);
    const auto best = test::best_by_trying(program);
    const Solution solution = solver->solve(program, {}, {});
    if (best) {
      expect_optimal(program, solution, *best);
    } else {
      EXPECT_EQ(solution.status, Status::infeasible);
      ++infeasible;
    }
    const Solution above = solver->relax(program, {});
    EXPECT_GE(above.status == Status::infeasible ? -kInfinity : above.objective,
              best.value_or(-kInfinity) - kTolerance);
  }
  EXPECT_GT(infeasible, 60);
  EXPECT_LT(infeasible, 400);
}

TEST(Solver, CutoffAgreesWithTryingEverything) {
  const auto solver = make_solver();
  for (std::uint64_t run = 0; run < 300; ++run) {
    SCOPED_TRACE(run);
    Rng rng(2, run);
    const Program program = test::small_program(rng);
    const auto best = test::best_by_trying(program);
    if (!best) continue;
    Limits limits;
    limits.cutoff = *best - 0.25;
    expect_optimal(program, solver->solve(program, {}, limits), *best);
    limits.cutoff = *best + 0.25;
    const Solution nothing = solver->solve(program, {}, limits);
    EXPECT_EQ(nothing.status, Status::infeasible);
    EXPECT_FALSE(nothing.found());
    EXPECT_GE(nothing.bound, *best - kTolerance) << "what the cutoff hides is still there";
    EXPECT_LE(nothing.bound, *limits.cutoff + kTolerance);
  }
}

// --- limits

TEST(SolverLimits, CutoffHidesWhatIsNotBetter) {
  Limits limits;
  limits.cutoff = 20.5;
  EXPECT_EQ(solved(sack(), limits).status, Status::infeasible);
  limits.cutoff = 19.5;
  expect_optimal(sack(), solved(sack(), limits), 20);
}

TEST(SolverLimits, CutoffHoldsForProgramsWithoutWholeColumnsToo) {
  Limits limits;
  limits.cutoff = 20.5;
  EXPECT_EQ(solved(all_continuous(sack()), limits).status, Status::infeasible);
  limits.cutoff = 20;
  expect_optimal(all_continuous(sack()), solved(all_continuous(sack()), limits), 20.25);
}

TEST(SolverLimits, CutoffDoesNotHideABetterStart) {
  Limits limits;
  limits.cutoff = 16.5;
  expect_optimal(sack(), solved(sack(), limits, {1, 0, 1}), 20);
}

TEST(SolverLimits, NodesEndTheSearchWithABoundThatHolds) {
  const Program program = packing(34, 4, 1);
  const double best = solved(program).objective;
  for (const std::int64_t nodes : {1, 10, 60}) {
    SCOPED_TRACE(nodes);
    Limits limits;
    limits.nodes = nodes;
    const Solution solution = solved(program, limits);
    EXPECT_EQ(solution.status, solution.found() ? Status::feasible : Status::unknown);
    EXPECT_LE(solution.nodes, 2 * nodes + 20);
    EXPECT_GE(solution.bound, best - kTolerance);
    EXPECT_GE(solution.bound, solution.objective);
    EXPECT_LT(solution.bound, 1e9);
    if (solution.found()) {
      EXPECT_LE(worst_miss(program, solution.values), kTolerance);
    }
  }
}

TEST(SolverLimits, GapIsRespectedAndTheBoundStillHolds) {
  const Program program = packing(60, 8, 1);
  Limits few;
  few.nodes = 500;
  const double best = solved(program, few).objective;
  for (const double gap : {0.3, 0.1, 0.02}) {
    SCOPED_TRACE(gap);
    Limits limits;
    limits.relative_gap = gap;
    const Solution solution = solved(program, limits);
    ASSERT_EQ(solution.status, Status::optimal);
    EXPECT_GE(solution.bound, best - kTolerance);
    EXPECT_LE(solution.bound - solution.objective, gap * solution.objective * 1.01);
  }
}

TEST(SolverLimits, WallClockEndsTheSearch) {
  const Program program = packing(120, 10, 2);
  Limits limits;
  limits.end = Limits::in(0.5);
  limits.relative_gap = 0;
  const auto begin = std::chrono::steady_clock::now();
  const Solution solution = solved(program, limits);
  EXPECT_LT(seconds_since(begin), 10);
  EXPECT_EQ(solution.status, solution.found() ? Status::feasible : Status::unknown);
  EXPECT_GE(solution.bound, solution.objective);
}

TEST(SolverLimits, StopRequestedBeforeEndsAtOnce) {
  const Program program = packing(120, 10, 2);
  std::stop_source stop;
  stop.request_stop();
  Limits limits;
  limits.end = Limits::in(60);
  limits.stop = stop.get_token();
  const auto begin = std::chrono::steady_clock::now();
  const Solution solution = solved(program, limits);
  EXPECT_LT(seconds_since(begin), 10);
  EXPECT_EQ(solution.status, solution.found() ? Status::feasible : Status::unknown);
}

TEST(SolverLimits, StopRequestedElsewhereEndsTheSearch) {
  const Program program = packing(120, 10, 2);
  std::stop_source stop;
  Limits limits;
  limits.end = Limits::in(60);
  limits.relative_gap = 0;
  limits.stop = stop.get_token();
  const std::jthread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    stop.request_stop();
  });
  const auto begin = std::chrono::steady_clock::now();
  const Solution solution = solved(program, limits);
  EXPECT_LT(seconds_since(begin), 15);
  EXPECT_EQ(solution.status, solution.found() ? Status::feasible : Status::unknown);
  EXPECT_GE(solution.bound, solution.objective);
}

TEST(SolverLimits, StopRequestedByProgressKeepsWhatWasFound) {
  const Program program = packing(120, 10, 2);
  std::stop_source stop;
  std::optional<double> told;
  Limits limits;
  limits.end = Limits::in(60);
  limits.relative_gap = 0;
  limits.stop = stop.get_token();
  limits.progress = [&](std::optional<double> objective, double) {
    if (!objective) return;
    told = objective;
    stop.request_stop();
  };
  const Solution solution = solved(program, limits);
  ASSERT_TRUE(told);
  EXPECT_EQ(solution.status, Status::feasible);
  EXPECT_GE(solution.objective, *told - kTolerance);
}

TEST(SolverLimits, ProgressTellsOnlyWhatIsTrue) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE(seed);
    const Program program = packing(28, 4, seed);
    int told = 0;
    std::vector<double> objectives;
    std::vector<double> bounds;
    Limits limits;
    limits.progress = [&](std::optional<double> objective, double bound) {
      ++told;
      if (objective) objectives.push_back(*objective);
      bounds.push_back(bound);
    };
    const double best = solved(program, limits).objective;
    EXPECT_GT(told, 0);
    EXPECT_TRUE(std::ranges::is_sorted(objectives));
    EXPECT_TRUE(std::ranges::is_sorted(bounds, std::greater<>()));
    for (const double objective : objectives) EXPECT_LE(objective, best + kTolerance);
    for (const double objective : objectives) EXPECT_GT(objective, -1e9);
    for (const double bound : bounds) EXPECT_GE(bound, best - kTolerance);
    for (const double bound : bounds) EXPECT_TRUE(bound < 1e9 || bound == kInfinity) << bound;
  }
}

TEST(SolverLimits, GapIsMeasuredOnTheScaleOfTheObjective) {
  const Program program = packing(28, 4, 6);
  const double best = solved(program).objective;
  for (const double scale : {1e-4, 1e3}) {
    SCOPED_TRACE(scale);
    Program scaled = program;
    for (Column& column : scaled.columns) column.objective *= scale;
    EXPECT_NEAR(solved(scaled).objective / scale, best, 2e-6 * best);
  }
}

// --- starts

TEST(SolverStart, IsAtLeastWhatComesBack) {
  const Program program = packing(34, 4, 1);
  const Solution best = solved(program);
  Limits limits;
  limits.nodes = 1;
  const Solution again = solved(program, limits, best.values);
  ASSERT_TRUE(again.found());
  EXPECT_NEAR(again.objective, best.objective, kTolerance);
}

TEST(SolverStart, IsImprovedOn) { expect_optimal(sack(), solved(sack(), {}, {0, 0, 1}), 20); }

TEST(SolverStart, ThatBreaksARowDoesNoHarm) {
  expect_optimal(sack(), solved(sack(), {}, {1, 1, 1}), 20);
}

TEST(SolverStart, OfAnInfeasibleProgramDoesNoHarm) {
  const Program program{{{0, 1, 1, true}}, {{0.2, 0.8, {{0, 1}}}}};
  EXPECT_EQ(solved(program, {}, {1}).status, Status::infeasible);
}

TEST(SolverStart, MayHoldColumnsThatAreNotWhole) {
  const Program program{{{0, 1, 0, true}, {-kInfinity, kInfinity, 1, false}},
                        {{0, kInfinity, {{0, 2}, {1, -1}}}, {-3, kInfinity, {{0, -1}, {1, -1}}}}};
  expect_optimal(program, solved(program, {}, {0, 0}), 2);
}

// --- repeatable

TEST(Solver, SameQuestionHasTheSameAnswer) {
  const Program program = packing(34, 4, 3);
  Limits limits;
  limits.nodes = 40;
  const Solution first = solved(program, limits);
  const auto other = make_solver();
  (void)other->solve(packing(20, 3, 9), {}, {});  // what came before does not matter
  for (const Solution& again : {other->solve(program, {}, limits), solved(program, limits)}) {
    EXPECT_EQ(again.status, first.status);
    EXPECT_EQ(again.objective, first.objective);
    EXPECT_EQ(again.bound, first.bound);
    EXPECT_EQ(again.nodes, first.nodes);
    EXPECT_EQ(again.values, first.values);
  }
}

TEST(Solver, TwoThreadsDoNotDisturbEachOther) {
  const Program program = packing(28, 4, 5);
  const Solution alone = solved(program);
  std::vector<Solution> together(2);
  {
    std::vector<std::jthread> threads;
    for (Solution& solution : together) threads.emplace_back([&] { solution = solved(program); });
  }
  for (const Solution& solution : together) {
    EXPECT_EQ(solution.objective, alone.objective);
    EXPECT_EQ(solution.values, alone.values);
  }
}

}  // namespace
}  // namespace tandem::solver
