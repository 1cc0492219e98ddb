#include "tandem/plan/robust.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tandem/assess/objectives.h"
#include "tandem/model/numbers.h"
#include "tandem/plan/internal/futures.h"
#include "tests/support/drafts.h"
#include "tests/support/planning_case.h"

namespace tandem::plan {
namespace {

using model::Case;
using model::CaseDraft;
using model::Number;
using model::Roadmap;
using test::blank_case;
using test::must;
using test::must_case;
using test::principal;
using test::step;
using ::testing::HasSubstr;

Number written(Number number) {
  number.at.line = 1;
  return number;
}

/// A gift and thanks for it that pay as long as south is patient, of which nobody is sure. Both at
/// once in the first phase is best.
CaseDraft favours() {
  CaseDraft draft = blank_case(2, 12);
  draft.parties = {principal("north", 0.9), principal("south", 0.9)};
  draft.measures = {step("gift", {"north"}, {{"north", -1}, {"south", 2}}),
                    step("thanks", {"south"}, {{"south", -1}, {"north", 2}})};
  for (model::MeasureDraft& measure : draft.measures) measure.reversibility = 0.9;
  draft.measures[0].final_goal = 1;
  draft.measures[1].worth[0].points = written(Number(-3, -1, -0.5));
  draft.objectives = {{"final_goals", 1, {}}};
  return draft;
}

const RobustPlan& the_sure(const Robust& answer) { return answer.plans.at(1); }

TEST(Robust, ASureRoadmapIsThereOnlyWhereNoFutureRulesItOut) {
  // South's burden may be 3 where it gains 2: a loss, but in few of the futures.
  const Robust some = must(robust(favours(), {.futures = 50, .fresh = 200, .sure = {0.5}}));
  ASSERT_TRUE(the_sure(some).roadmap);
  EXPECT_EQ(the_sure(some).status, Status::optimal);
  EXPECT_DOUBLE_EQ(the_sure(some).objective, 1);
  EXPECT_LT(the_sure(some).made_for.holds, 50U);
  EXPECT_GE(the_sure(some).made_for.holds, 25U);
  EXPECT_EQ(the_sure(some).tried.futures, 200U);
  // Where all must hold nothing is left but to do nothing.
  const Robust all = must(robust(favours(), {.futures = 50, .fresh = 200, .sure = {1}}));
  ASSERT_TRUE(the_sure(all).roadmap);
  EXPECT_TRUE(the_sure(all).roadmap->increments.empty());
  EXPECT_EQ(the_sure(all).made_for.holds, 50U);
  EXPECT_EQ(the_sure(all).tried.holds, 200U);
}

TEST(Robust, RegretIsWhatAnotherWouldHaveBroughtInTheSameFuture) {
  // Both roadmaps are worth 1 where they stand and 0 where not, the gift given or not.
  Roadmap nothing = model::no_agreement(must_case(favours()));
  const Robust answer =
      must(robust(favours(), {.futures = 20, .fresh = 100, .sure = {0.5}, .beside = {nothing}}));
  ASSERT_EQ(answer.plans.size(), 3U);
  const Record& planned = answer.plans[0].tried;
  const Record& idle = answer.plans[2].tried;
  EXPECT_EQ(idle.holds, 100U);
  EXPECT_DOUBLE_EQ(idle.largest_regret, 1);
  EXPECT_NEAR(idle.mean_regret, static_cast<double>(planned.holds) / 100, 1e-9);
  EXPECT_DOUBLE_EQ(planned.largest_regret, 0);
  EXPECT_DOUBLE_EQ(*planned.worst, 1);
  EXPECT_DOUBLE_EQ(*idle.median, 0);
}

TEST(Robust, RefusesWhatItCannotAnswer) {
  CaseDraft plain = favours();
  plain.measures[1].worth[0].points = written(Number(-1));
  EXPECT_THAT(robust(plain, {}).error().what, HasSubstr("no number of the case has a range"));
  CaseDraft ordered = favours();
  ordered.objectives_in_order = true;
  ordered.objectives.push_back({"early_security", 1, {}});
  EXPECT_THAT(robust(ordered, {}).error().what, HasSubstr("give them weights"));
  EXPECT_THAT(robust(favours(), {.futures = 501}).error().what, HasSubstr("from 1 to 500"));
  EXPECT_THAT(robust(favours(), {.sure = {1.5}}).error().what, HasSubstr("at most 1"));
}

TEST(Futures, LeaveTheCalendarAtItsModes) {
  EXPECT_TRUE(internal::of_the_calendar("measures.freeze.duration"));
  EXPECT_TRUE(internal::of_the_calendar("measures.freeze.after.talks"));
  EXPECT_FALSE(internal::of_the_calendar("measures.freeze.worth.north"));
  EXPECT_FALSE(internal::of_the_calendar("principles.parallel.max_gap"));
}

/// Four steps of two parties, each a burden to one and of use to the other, by amounts of which
/// nobody is sure; one objective. Every roadmap of it can be tried in every future.
CaseDraft uncertain_exchange(Rng& rng) {
  CaseDraft draft = blank_case(3, 6);
  draft.parties = {principal("north", rng.uniform(0.7, 0.95)),
                   principal("south", rng.uniform(0.7, 0.95))};
  for (int k = 0; k < 4; ++k) {
    const std::string actor = k % 2 == 0 ? "north" : "south";
    const std::string other = k % 2 == 0 ? "south" : "north";
    model::MeasureDraft measure = step("step-" + std::to_string(k), {actor},
                                       {{actor, -rng.uniform(1, 3)}, {other, rng.uniform(1, 4)}});
    for (model::WorthDraft& worth : measure.worth) {
      const double mode = worth.points.mode;
      const double off = rng.uniform(0.1, 0.9) * std::abs(mode);
      worth.points = written(Number(mode - off, mode, mode + off));
    }
    measure.reversibility = rng.uniform(0.5, 1);
    measure.final_goal = rng.uniform(0, 1);
    measure.risk_reduction = rng.uniform(0, 1);
    draft.measures.push_back(std::move(measure));
  }
  static constexpr const char* kKinds[] = {"final_goals", "early_security", "fairness",
                                           "self_enforcement"};
  draft.objectives = {{kKinds[rng.below(4)], 1, {}}};
  return draft;
}

/// What a roadmap is worth at its worst where `droppable` futures may be given up; absent where it
/// does not stand. Read off assessments alone.
std::optional<double> worst_of(const Case& at_modes, const std::vector<Case>& futures,
                               const Roadmap& roadmap, std::size_t droppable,
                               const std::vector<std::optional<double>>& ideal) {
  const auto here = test::assessed(at_modes, roadmap, ideal);
  if (!here.stands()) return std::nullopt;
  std::vector<double> values;
  for (const Case& future : futures) {
    const auto there = test::assessed(future, roadmap, ideal);
    if (there.stands()) values.push_back(assess::weighted_objective(future, roadmap, there));
  }
  if (values.size() + droppable < futures.size()) return std::nullopt;
  std::ranges::sort(values);
  const std::size_t kept = futures.size() - droppable;
  double worst = assess::weighted_objective(at_modes, roadmap, here);
  if (kept > 0) worst = std::min(worst, values[values.size() - kept]);
  return worst;
}

TEST(RobustProperty, BruteForceOverRoadmapsAndFuturesAgrees) {
  int dearer = 0;   // than without the futures
  int cheaper = 0;  // for the futures that are given up
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Rng rng(seed, 41);
    const CaseDraft draft = uncertain_exchange(rng);
    const Case of = must_case(draft);
    constexpr std::size_t kFutures = 6;
    const std::size_t droppable = seed % 3;
    const double sure = 1 - static_cast<double>(droppable) / kFutures;
    const Robust answer =
        must(robust(draft, {.futures = kFutures, .fresh = 0, .seed = seed, .sure = {sure}}));
    std::vector<Case> futures;
    for (std::size_t k = 1; k <= kFutures; ++k)
      futures.push_back(must_case(model::drawn(draft, seed, k, internal::of_the_calendar)));
    std::optional<double> best;
    double strictest = 0;  // with none given up
    test::for_each_roadmap(of, [&](const Roadmap& roadmap) {
      const auto worth = worst_of(of, futures, roadmap, droppable, answer.ideal);
      if (worth && (!best || *worth > *best)) best = worth;
      strictest = std::max(strictest, worst_of(of, futures, roadmap, 0, answer.ideal).value_or(0));
    });
    ASSERT_TRUE(best && the_sure(answer).roadmap) << "seed " << seed;
    const double slack = 3e-4 * std::max(1.0, std::abs(*best));
    EXPECT_EQ(the_sure(answer).status, Status::optimal) << "seed " << seed;
    EXPECT_NEAR(the_sure(answer).objective, *best, slack) << "seed " << seed;
    EXPECT_GE(the_sure(answer).made_for.holds, kFutures - droppable) << "seed " << seed;
    if (*best < answer.plans.front().objective - slack) ++dearer;
    if (*best > strictest + slack) ++cheaper;
  }
  EXPECT_GT(dearer, 15);
  EXPECT_GT(cheaper, 8);
}

TEST(RobustProperty, SurerIsNeverBetterAndTwoThreadsAnswerTheSame) {
  int dearer = 0;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    Rng rng(seed, 42);
    const CaseDraft draft = uncertain_exchange(rng);
    const RobustOptions wanted{.futures = 12, .fresh = 20, .seed = seed, .sure = {0.5, 0.75, 1}};
    const Robust one = must(robust(draft, wanted, {.threads = 1}));
    const Robust two = must(robust(draft, wanted, {.threads = 2}));
    ASSERT_EQ(one.plans.size(), 4U);
    ASSERT_EQ(two.plans.size(), 4U);
    for (std::size_t k = 0; k < 4; ++k) {
      ASSERT_TRUE(one.plans[k].roadmap) << "seed " << seed;
      EXPECT_EQ(one.plans[k].objective, two.plans[k].objective) << "seed " << seed;
      EXPECT_EQ(one.plans[k].tried.holds, two.plans[k].tried.holds) << "seed " << seed;
      if (k < 2) continue;
      EXPECT_GE(one.plans[k].objective, one.plans[k - 1].objective - 3e-4) << "seed " << seed;
      if (one.plans[k].objective > one.plans[k - 1].objective + 1e-3) ++dearer;
    }
  }
  EXPECT_GT(dearer, 6);
}

}  // namespace
}  // namespace tandem::plan
