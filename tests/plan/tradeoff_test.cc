#include "tandem/plan/tradeoff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tandem/assess/objectives.h"
#include "tests/support/drafts.h"
#include "tests/support/planning_case.h"

namespace tandem::plan {
namespace {

using model::ObjectiveKind;
using test::blank_case;
using test::must_case;
using test::principal;
using test::step;

/// What a roadmap comes to in each objective, read off its assessment.
std::vector<double> assessed_values(const model::Case& of, const std::vector<ObjectiveKind>& kinds,
                                    const model::Roadmap& roadmap,
                                    const assess::Assessment& assessment) {
  std::vector<double> values;
  for (const ObjectiveKind kind : kinds)
    values.push_back(assess::weighted_objective(of.wanting({{kind, 1}}), roadmap, assessment));
  return values;
}

bool at_least(const std::vector<double>& a, const std::vector<double>& b, double slack) {
  return std::ranges::equal(a, b, [&](double x, double y) { return x >= y - slack; });
}

/// North can do a great favour or a safe one in the only phase, not both; South's gain is the
/// fairness, North's the security.
TEST(Tradeoff, HasOnePointForEachOfTwoAlternatives) {
  model::CaseDraft draft = blank_case(1, 12);
  draft.parties = {principal("north", 0.9), principal("south", 0.9)};
  draft.measures = {step("great", {"north"}, {{"north", 6}, {"south", 4}}),
                    step("safe", {"north"}, {{"north", 4}, {"south", 6}})};
  draft.measures[0].risk_reduction = 3;
  draft.measures[1].risk_reduction = 1;
  draft.measures[1].final_goal = 1;
  for (model::MeasureDraft& measure : draft.measures) measure.one_of = "choice";
  const model::Case of = must_case(draft);
  const Tradeoff curve = tradeoff(
      of, {.between = {ObjectiveKind::early_security, ObjectiveKind::final_goals}, .tolerance = 0});
  ASSERT_EQ(curve.status, Status::optimal);
  ASSERT_EQ(curve.points.size(), 2U);
  EXPECT_EQ(curve.points[0].roadmap.increments.front().measure, of.find_measure("safe"));
  EXPECT_EQ(curve.points[1].roadmap.increments.front().measure, of.find_measure("great"));
  EXPECT_NEAR(curve.points[0].values[1], 1, 1e-9);
  EXPECT_NEAR(curve.points[1].values[1], 0, 1e-9);
  EXPECT_TRUE(curve.points[0].efficient && curve.points[1].efficient);
  EXPECT_LT(curve.within, 1e-4);
}

TEST(Tradeoff, SaysWhatTheCaseCannotBeMeasuredBy) {
  model::CaseDraft draft = blank_case(1, 12);
  draft.parties = {principal("north", 0.9), principal("south", 0.9)};
  draft.measures = {step("favour", {"north"}, {{"north", -1}, {"south", 4}})};
  const Tradeoff curve = tradeoff(
      must_case(draft), {.between = {ObjectiveKind::fairness, ObjectiveKind::final_goals}});
  EXPECT_EQ(curve.unmeasured, ObjectiveKind::final_goals);
  EXPECT_TRUE(curve.points.empty());
}

TEST(Tradeoff, SaysWhatStandsInTheWayWhereThereIsNoRoadmap) {
  model::CaseDraft draft = blank_case(1, 12);
  draft.parties = {principal("north", 0.9), principal("south", 0.9)};
  draft.measures = {step("gift", {"north"}, {{"north", -1}, {"south", 4}})};
  draft.measures[0].mandatory = true;
  draft.measures[0].risk_reduction = 1;
  draft.measures[0].final_goal = 1;
  const Tradeoff curve = tradeoff(
      must_case(draft), {.between = {ObjectiveKind::early_security, ObjectiveKind::final_goals}});
  EXPECT_EQ(curve.status, Status::infeasible);
  EXPECT_FALSE(curve.obstacles.empty());
}

TEST(Tradeoff, IsTheSameOnOneThreadAndOnTwo) {
  Rng rng(3, 41);
  const model::Case of = must_case(test::planning_draft(rng, {4, 10, 4, true, true, true}));
  const TradeoffOptions wanted{
      .between = {ObjectiveKind::early_security, ObjectiveKind::final_goals}};
  const Tradeoff one = tradeoff(of, wanted, {.threads = 1});
  const Tradeoff two = tradeoff(of, wanted, {.threads = 2});
  ASSERT_EQ(one.points.size(), two.points.size());
  for (std::size_t k = 0; k < one.points.size(); ++k)
    EXPECT_EQ(one.points[k].values, two.points[k].values);
  EXPECT_EQ(one.corners, two.corners);
}

/// The pairs and triples that the curves of the random cases are between.
std::vector<ObjectiveKind> kinds_of(std::uint64_t seed) {
  using enum ObjectiveKind;
  const std::vector<std::vector<ObjectiveKind>> all{{early_security, fairness},
                                                    {fairness, final_goals},
                                                    {early_security, self_enforcement},
                                                    {final_goals, fewest_phases},
                                                    {early_security, fairness, final_goals}};
  return all[seed % all.size()];
}

TEST(TradeoffProperty, EveryRoadmapOfASmallCaseIsCoveredByThePointsAndBelowTheCorners) {
  constexpr double kSlack = 2e-4;  // tolerance, solver's and evaluator's
  int curves = 0;
  std::size_t points = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Rng rng(seed, 42);
    model::CaseDraft draft = test::planning_draft(rng, {3, 4, 3, true, true, true});
    for (model::MeasureDraft& measure : draft.measures) measure.divisible = false;
    if (seed % 3 != 0) draft.principles = {};  // most thresholds leave nothing
    const model::Case of = must_case(draft);
    const std::vector<ObjectiveKind> kinds = kinds_of(seed);
    const Tradeoff curve = tradeoff(of, {.between = kinds, .tolerance = 0});
    if (curve.unmeasured) continue;
    bool any = false;
    test::for_each_roadmap(of, [&](const model::Roadmap& roadmap) {
      const assess::Assessment assessment = test::assessed(of, roadmap, curve.ideal);
      if (!assessment.stands()) return;
      any = true;
      const std::vector<double> at = assessed_values(of, kinds, roadmap, assessment);
      const auto covers = [&](const auto& other) { return at_least(other, at, kSlack); };
      EXPECT_TRUE(std::ranges::any_of(curve.points, covers, &TradeoffPoint::values))
          << "seed " << seed;
      EXPECT_TRUE(std::ranges::any_of(curve.corners, covers)) << "seed " << seed;
    });
    EXPECT_EQ(curve.status, any ? Status::optimal : Status::infeasible) << "seed " << seed;
    for (const TradeoffPoint& point : curve.points) {
      const assess::Assessment assessment = test::assessed(of, point.roadmap, curve.ideal);
      EXPECT_EQ(test::objections(assessment), "") << "seed " << seed;
      const std::vector<double> at = assessed_values(of, kinds, point.roadmap, assessment);
      EXPECT_TRUE(at_least(at, point.values, 1e-6) && at_least(point.values, at, 1e-6))
          << "seed " << seed;
    }
    curves += any ? 1 : 0;
    points += curve.points.size();
  }
  EXPECT_GT(curves, 5);
  EXPECT_GT(points, static_cast<std::size_t>(curves));
}

TEST(TradeoffProperty, AToleranceIsKeptAndProven) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    Rng rng(seed, 43);
    const model::Case of = must_case(test::planning_draft(rng, {3, 8, 4, true, true, true}));
    const Tradeoff curve = tradeoff(of, {.between = kinds_of(seed), .tolerance = 0.05});
    if (curve.points.empty()) continue;
    EXPECT_EQ(curve.status, Status::optimal) << "seed " << seed;
    EXPECT_LE(curve.within, 0.05) << "seed " << seed;
  }
}

}  // namespace
}  // namespace tandem::plan
