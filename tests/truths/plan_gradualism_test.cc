#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tandem/plan/plan.h"
#include "tandem/value/game.h"
#include "tests/support/drafts.h"
#include "tests/support/truth_cases.h"

/// The optimiser on the gradual exchange of concessions: how many phases, which path, and when
/// none.
namespace tandem {
namespace {

using plan::Answer;
using plan::Status;
using test::GradualExchange;

constexpr double kTruth = 1e-6;

/// A roadmap of most gain for both.
Answer planned(model::CaseDraft draft, bool fewest_phases) {
  draft.objectives = {{"fairness", 1, {}}};
  plan::Options options;
  options.fewest_phases = fewest_phases;
  return plan::plan(test::must_case(draft), options);
}

/// Share of a measure started in each phase; phases of a year.
std::vector<double> tranches(const model::Roadmap& roadmap, std::size_t measure, int phases) {
  std::vector<double> by_phase(static_cast<std::size_t>(phases));
  for (const model::Increment& step : roadmap.increments)
    if (step.measure.index() == measure)
      by_phase[static_cast<std::size_t>(step.start_month / 12)] += step.share;
  return by_phase;
}

struct Row {
  double reversible;
  int phases;
  std::vector<double> path;
};

TEST(PlannedReversal, FewestPhasesAndThePathOfMostGain) {
  const std::vector<Row> rows = {
      {0.9, 1, {1}},
      {0.555556, 1, {1}},
      {1 / 1.8 - 0.001, 2, {0.998004, 1}},
      {0.5, 2, {0.9, 1}},
      {0.4, 2, {0.762712, 1}},
      {0.3, 2, {0.661765, 1}},
      {0.2, 3, {0.578118, 0.892245, 1}},
      {0.1, 4, {0.509478, 0.789722, 0.941074, 1}},
      {0.05, 5, {0.477975, 0.742266, 0.88715, 0.96532, 1}},
      {0.01, 8, {0.452138, 0.703097, 0.842165, 0.918999, 0.961221, 0.984193}}};
  for (const Row& row : rows) {
    SCOPED_TRACE(row.reversible);
    const Answer answer = planned(
        test::gradual_exchange({.reversible = row.reversible, .phases = 10, .mandatory = true}),
        true);
    ASSERT_EQ(answer.status, Status::optimal);
    EXPECT_EQ(answer.phases_used, row.phases);
    for (std::size_t party = 0; party < 2; ++party) {
      const auto steps = tranches(answer.roadmap.value(), party, 10);
      double level = 0;
      for (std::size_t t = 0; t < row.path.size(); ++t)
        EXPECT_NEAR(level += steps[t], row.path[t], kTruth);
    }
  }
}

struct HazardRow {
  double hazard;
  double reversible;
  int phases;
};

TEST(PlannedHazard, FewestPhases) {
  const std::vector<HazardRow> rows = {{0, 0.5, 2},   {0, 0.2, 3},   {0.05, 0.5, 2}, {0.05, 0.2, 3},
                                       {0.1, 0.5, 2}, {0.1, 0.2, 3}, {0.2, 0.5, 2},  {0.2, 0.2, 4},
                                       {0.3, 0.5, 2}, {0.3, 0.2, 4}, {0.4, 0.5, 3},  {0.4, 0.2, 5}};
  for (const HazardRow& row : rows) {
    SCOPED_TRACE(testing::Message() << row.hazard << " " << row.reversible);
    const Answer answer = planned(
        test::gradual_exchange(
            {.reversible = row.reversible, .hazard = row.hazard, .phases = 8, .mandatory = true}),
        true);
    EXPECT_EQ(answer.status, Status::optimal);
    EXPECT_EQ(answer.phases_used, row.phases);
  }
}

/// Without an end nobody moves last. A plan has an end, so the last step needs a grain of
/// tolerance; 60 phases make it matter only in the far digits.
model::CaseDraft almost_endless(const GradualExchange& truth) {
  model::CaseDraft draft = test::gradual_exchange(truth);
  draft.principles.min_margin = -1e-9;
  return draft;
}

TEST(PlannedIrreversible, MostGainIsTheGeometricPath) {
  const model::CaseDraft draft = almost_endless({.phases = 60});
  const Answer answer = planned(draft, false);
  ASSERT_EQ(answer.status, Status::optimal);
  const auto steps = tranches(answer.roadmap.value(), 0, 60);
  double level = 0;
  for (std::size_t t = 0; t < steps.size(); ++t)
    EXPECT_NEAR(level += steps[t], 1 - std::pow(1 / 1.8, static_cast<double>(t) + 1), kTruth);
  const model::Case of = test::must_case(draft);
  const double net = value::net_gain(value::Economics(of), *answer.roadmap, PartyId(0));
  EXPECT_NEAR(net / (value::kScale / 2), 0.8888888889, kTruth);
  const auto game =
      value::game_values(of, value::Economics(of), *answer.roadmap, model::Deviation::withhold);
  for (const auto& row : game.margin)
    for (const double margin : row) EXPECT_NEAR(margin / value::kScale, 0, kTruth);
}

TEST(PlannedIrreversible, BelowTheThresholdNobodyConcedesAnything) {
  const Answer answer = planned(almost_endless({.discount = 0.45, .phases = 60}), false);
  ASSERT_TRUE(answer.roadmap);
  for (const model::Increment& step : answer.roadmap->increments) EXPECT_LT(step.share, kTruth);
}

TEST(PlannedIrreversible, AskedForAllOfItBelowTheThresholdThePlanNamesThoseWhoWouldBreakOff) {
  const Answer answer =
      planned(test::gradual_exchange({.discount = 0.45, .phases = 20, .mandatory = true}), false);
  EXPECT_EQ(answer.status, Status::infeasible);
  ASSERT_FALSE(answer.obstacles.empty());
  for (const plan::Obstacle& obstacle : answer.obstacles) {
    EXPECT_EQ(obstacle.rule, "self-enforcing");
    EXPECT_TRUE(obstacle.party);
  }
}

TEST(PlannedIrreversible, NoRoadmapThatEndsHolds) {
  for (const int phases : {1, 5, 20}) {
    const Answer answer =
        planned(test::gradual_exchange({.phases = phases, .mandatory = true}), false);
    EXPECT_EQ(answer.status, Status::infeasible) << phases;
  }
}

/// What the last step is allowed to miss grows from phase to phase backwards, in the proportions of
/// the Perron vector. After 41 of them the other eigenvectors are left with 0.8426^41 = 9e-4; after
/// some more the first tranches would be as large as the measures are.
TEST(PlannedAsymmetric, LongRunProportionsAreThePerronVector) {
  constexpr int kPhases = 42;
  model::CaseDraft draft =
      test::barter({{{0, 1.5, 0.3}, {0.2, 0, 2}, {1.2, 0.1, 0}}, {1, 0.9, 1.1}, 0.9, kPhases});
  draft.principles.min_margin = -1e-9;
  for (auto& measure : draft.measures) measure.final_goal = 1;
  draft.objectives = {{"final_goals", 1, {}}};
  const Answer answer = plan::plan(test::must_case(draft));
  ASSERT_EQ(answer.status, Status::optimal);
  std::vector<std::vector<double>> steps;
  for (std::size_t j = 0; j < 3; ++j) steps.push_back(tranches(*answer.roadmap, j, kPhases));
  for (std::size_t t = 0; t < 3; ++t) {
    EXPECT_NEAR(steps[0][t] / steps[1][t], 0.9875437035, 2e-3);
    EXPECT_NEAR(steps[2][t] / steps[1][t], 0.6773561766, 2e-3);
    EXPECT_NEAR(steps[1][t + 1] / steps[1][t], 0.6442381204, 2e-3);
  }
}

/// Asked for as much as can be done, a plan does next to nothing just below the critical discount
/// and very much above it.
TEST(PlannedAsymmetric, CriticalDiscountSeparatesAllFromNothing) {
  const auto exchanged = [](double discount) {
    model::CaseDraft draft =
        test::barter({{{0, 1.5, 0.3}, {0.2, 0, 2}, {1.2, 0.1, 0}}, {1, 0.9, 1.1}, discount, 60});
    draft.principles.min_margin = -1e-9;
    for (auto& measure : draft.measures) measure.final_goal = 1;
    draft.objectives = {{"final_goals", 1, {}}};
    return plan::plan(test::must_case(draft)).objective;
  };
  EXPECT_LT(exchanged(0.5798143084 - 1e-4), 1e-5);
  EXPECT_GT(exchanged(0.9), 0.5);
}

}  // namespace
}  // namespace tandem
