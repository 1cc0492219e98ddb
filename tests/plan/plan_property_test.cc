#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tandem/assess/objectives.h"
#include "tandem/plan/internal/formulation.h"
#include "tandem/plan/internal/program.h"
#include "tandem/solver/solver.h"
#include "tests/support/drafts.h"
#include "tests/support/planning_case.h"

namespace tandem::test {
namespace {

using model::Case;
using plan::Answer;
using plan::Status;

constexpr double kClose = 2e-4;  // the relative gap that a plan is proven to, and a little

bool solved(const Answer& answer) { return answer.roadmap.has_value(); }

double slack_of(const Answer& answer) { return kClose * std::max(1.0, std::abs(answer.objective)); }

TEST(PlanProperty, ItsRoadmapPassesAssessAtTheThresholdsItWasPlannedFor) {
  int found = 0;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    Rng rng(seed, 11);
    const Case of = must_case(planning_draft(rng, {4, 9, 4, true, true, true}));
    const Answer answer = plan::plan(of);
    if (!solved(answer)) continue;
    ++found;
    EXPECT_EQ(objections(assessed(of, *answer.roadmap, answer.ideal)), "") << "seed " << seed;
  }
  EXPECT_GT(found, 15);
}

TEST(PlanProperty, ObjectiveIsThatOfTheAssessedRoadmap) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Rng rng(seed, 12);
    const Case of = must_case(planning_draft(rng, {4, 9, 4, true, true, true}));
    const Answer answer = plan::plan(of);
    if (!solved(answer)) continue;
    const double direct = assess::weighted_objective(of, *answer.roadmap,
                                                     assessed(of, *answer.roadmap, answer.ideal));
    EXPECT_NEAR(answer.objective, direct, 1e-6 * std::max(1.0, std::abs(direct)))
        << "seed " << seed;
    EXPECT_GE(answer.bound, answer.objective - 1e-9) << "seed " << seed;
  }
}

TEST(PlanProperty, BruteForceAgreesOnSmallCases) {
  int feasible = 0;
  int infeasible = 0;
  for (std::uint64_t seed = 0; seed < 70; ++seed) {
    Rng rng(seed, 13);
    model::CaseDraft draft = planning_draft(rng, {3, 4, 3, true, true, true});
    for (model::MeasureDraft& measure : draft.measures) measure.divisible = false;
    const Case of = must_case(draft);
    const Answer answer = plan::plan(of);
    double best = -1e300;
    for_each_roadmap(of, [&](const model::Roadmap& roadmap) {
      const assess::Assessment assessment = assessed(of, roadmap, answer.ideal);
      if (assessment.stands())
        best = std::max(best, assess::weighted_objective(of, roadmap, assessment));
    });
    ++(best > -1e299 ? feasible : infeasible);
    EXPECT_EQ(answer.status, best > -1e299 ? Status::optimal : Status::infeasible)
        << "seed " << seed;
    if (solved(answer)) {
      EXPECT_NEAR(answer.objective, best, slack_of(answer)) << "seed " << seed;
    }
  }
  EXPECT_GT(feasible, 10);
  EXPECT_GT(infeasible, 10);
}

TEST(PlanProperty, ProofThatThereIsNoRoadmapNamesWhatStandsInTheWay) {
  int infeasible = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Rng rng(seed, 16);
    const Case of = must_case(planning_draft(rng, {3, 5, 3, true, true, true}));
    const Answer answer = plan::plan(of);
    if (answer.status != Status::infeasible) continue;
    ++infeasible;
    EXPECT_FALSE(answer.obstacles.empty()) << "seed " << seed;
    for (const plan::Obstacle& obstacle : answer.obstacles) {
      EXPECT_TRUE(obstacle.text.ends_with('.')) << obstacle.rule << ": " << obstacle.text;
      EXPECT_EQ(obstacle.short_by > 0, obstacle.unit != plan::Unit::none) << obstacle.text;
    }
  }
  EXPECT_GT(infeasible, 10);
}

/// The whole model at once, without any search of ours.
solver::Solution given_to_the_solver(const Case& of, const Answer& answer) {
  plan::internal::Demands demands;
  const auto& threshold = of.principles().min_margin;
  demands.min_margin = threshold ? threshold->mode : 0;
  demands.deviation = of.time().deviation;
  demands.ideal = answer.ideal;
  const value::Economics worth(of);
  auto formulation = plan::internal::formulate(of, worth, demands);
  plan::internal::add_objectives(of, worth, demands, formulation);
  return solver::make_solver()->solve(plan::internal::to_program(formulation), {}, {});
}

TEST(PlanProperty, AgreesWithTheSameModelGivenToASolver) {
  int feasible = 0;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    Rng rng(seed, 20);
    const Case of = must_case(planning_draft(rng, {4, 12, 4, true, true, true}));
    const Answer answer = plan::plan(of);
    const solver::Solution direct = given_to_the_solver(of, answer);
    if (direct.status == solver::Status::infeasible) {
      EXPECT_EQ(answer.status, Status::infeasible) << "seed " << seed;
      continue;
    }
    ASSERT_EQ(direct.status, solver::Status::optimal) << "seed " << seed;
    ASSERT_EQ(answer.status, Status::optimal) << "seed " << seed;
    EXPECT_NEAR(answer.objective, direct.objective, slack_of(answer)) << "seed " << seed;
    EXPECT_GE(answer.bound, direct.objective - 1e-6) << "seed " << seed;
    ++feasible;
  }
  EXPECT_GT(feasible, 10);
}

TEST(PlanProperty, IdealIsTheBestNetGainOfAllRoadmapsThatAllAccept) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Rng rng(seed, 14);
    model::CaseDraft draft = planning_draft(rng, {3, 4, 3, true, true, true});
    for (model::MeasureDraft& measure : draft.measures) measure.divisible = false;
    draft.principles = {};
    const Case of = must_case(draft);
    const auto ideal = plan::ideals(of).points;
    const value::Economics worth(of);
    std::vector<double> best(of.parties().size(), -1e300);
    for_each_roadmap(of, [&](const model::Roadmap& roadmap) {
      const assess::Assessment assessment = assessed(of, roadmap, {});
      const bool accepted = std::ranges::all_of(assessment.principles, [](const auto& principle) {
        return principle.id != "buy-in" || principle.verdict != assess::Verdict::fails;
      });
      if (!assessment.breaches.empty() || !accepted) return;
      for (std::size_t p = 0; p < best.size(); ++p)
        best[p] = std::max(best[p], assessment.game.net[p]);
    });
    for (std::size_t p = 0; p < best.size(); ++p) {
      if (of.parties()[p].role == model::Role::partner) continue;
      ASSERT_EQ(ideal[p].has_value(), best[p] > -1e299) << "seed " << seed;
      if (ideal[p]) {
        EXPECT_NEAR(*ideal[p], best[p], kClose * std::max(1.0, best[p])) << seed;
      }
    }
  }
}

/// A version of `draft` with one limit looser.
model::CaseDraft relaxed(model::CaseDraft draft, std::uint64_t which) {
  model::PrinciplesDraft& limits = draft.principles;
  switch (which % 5) {
    case 0:
      limits.min_margin = limits.min_margin->mode - 0.05;
      break;
    case 1:
      limits.parallel_max_gap.reset();
      break;
    case 2:
      limits.max_exposure.reset();
      break;
    case 3:
      limits.min_detection.reset();
      break;
    default:
      for (model::PartyDraft& party : draft.parties) party.capacity.reset();
  }
  return draft;
}

TEST(PlanProperty, RelaxingALimitNeverLowersTheObjective) {
  int compared = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Rng rng(seed, 15);
    model::CaseDraft draft = planning_draft(rng, {4, 8, 4, true, true, true});
    // Fairness is measured against an ideal that a wider capacity itself raises.
    draft.principles.proportional_max_gap.reset();
    std::erase_if(draft.objectives, [](const auto& o) { return o.name.text == "fairness"; });
    const Answer tight = plan::plan(must_case(draft));
    const Answer loose = plan::plan(must_case(relaxed(draft, seed)));
    if (!solved(tight)) continue;
    ++compared;
    ASSERT_TRUE(solved(loose)) << "seed " << seed;
    EXPECT_GE(loose.objective, tight.objective - slack_of(tight)) << "seed " << seed;
  }
  EXPECT_GT(compared, 12);
}

/// The roadmap by names, so that two cases with other orders can be compared.
std::vector<std::string> by_name(const Case& of, const model::Roadmap& roadmap) {
  std::vector<std::string> lines;
  for (const model::Increment& step : roadmap.increments)
    lines.push_back(of.measure(step.measure).id + "@" + std::to_string(step.start_month) + "=" +
                    std::to_string(step.share));
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    lines.push_back(of.parties()[p].id + ":" + std::to_string(roadmap.accession[p].value_or(0)));
  std::ranges::sort(lines);
  return lines;
}

template <class Things>
void shuffle(Things& things, Rng& rng) {
  for (std::size_t k = things.size(); k > 1; --k) std::swap(things[k - 1], things[rng.below(k)]);
}

TEST(PlanProperty, PermutingPartiesAndMeasuresPermutesTheAnswer) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    Rng rng(seed, 16);
    model::CaseDraft draft = planning_draft(rng, {4, 9, 4, true, true, true});
    const Case of = must_case(draft);
    const Answer answer = plan::plan(of);
    shuffle(draft.parties, rng);
    shuffle(draft.measures, rng);
    const Case permuted = must_case(draft);
    const Answer other = plan::plan(permuted);
    ASSERT_EQ(answer.status, other.status) << "seed " << seed;
    EXPECT_EQ(answer.objective, other.objective) << "seed " << seed;
    if (solved(answer)) {
      EXPECT_EQ(by_name(of, *answer.roadmap), by_name(permuted, *other.roadmap)) << seed;
    }
  }
}

TEST(PlanProperty, SameQuestionSameAnswer) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Rng rng(seed, 17);
    const Case of = must_case(planning_draft(rng, {4, 9, 4, true, true, true}));
    const Answer once = plan::plan(of);
    const Answer again = plan::plan(of);
    EXPECT_EQ(once.objective, again.objective);
    EXPECT_EQ(once.bound, again.bound);
    if (solved(once)) {
      EXPECT_EQ(by_name(of, *once.roadmap), by_name(of, *again.roadmap));
    }
  }
}

TEST(PlanProperty, OneThreadAndTwoGiveTheSameAnswer) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    Rng rng(seed, 19);
    const Case of = must_case(planning_draft(rng, {4, 12, 5, true, true, true}));
    plan::Options alone;
    alone.threads = 1;
    const Answer one = plan::plan(of, alone);
    const Answer two = plan::plan(of);
    EXPECT_EQ(one.status, two.status) << "seed " << seed;
    EXPECT_EQ(one.objective, two.objective) << "seed " << seed;
    EXPECT_EQ(one.bound, two.bound) << "seed " << seed;
    EXPECT_EQ(one.statistics.nodes, two.statistics.nodes) << "seed " << seed;
    ASSERT_EQ(one.roadmap.has_value(), two.roadmap.has_value()) << "seed " << seed;
    if (solved(one)) {
      EXPECT_EQ(by_name(of, *one.roadmap), by_name(of, *two.roadmap)) << "seed " << seed;
    }
  }
}

TEST(PlanProperty, FewestPhasesIsTheSmallestNumberThatAllows) {
  int found = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Rng rng(seed, 18);
    model::CaseDraft draft = planning_draft(rng, {3, 4, 3, false, true, true});
    for (model::MeasureDraft& measure : draft.measures) measure.divisible = false;
    draft.measures.front().mandatory = draft.measures.front().one_of.empty();
    const Case of = must_case(draft);
    plan::Options options;
    options.fewest_phases = true;
    const Answer answer = plan::plan(of, options);
    int fewest = 1000;
    for_each_roadmap(of, [&](const model::Roadmap& roadmap) {
      int last = 1;
      for (const model::Increment& step : roadmap.increments)
        last = std::max(last, of.phase_of(step.start_month));
      if (last < fewest && assessed(of, roadmap, answer.ideal).stands()) fewest = last;
    });
    if (solved(answer)) ++found;
    EXPECT_EQ(answer.phases_used.value_or(1000), fewest) << "seed " << seed;
  }
  EXPECT_GT(found, 2);
}

}  // namespace
}  // namespace tandem::test
