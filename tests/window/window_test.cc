#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "tandem/plan/feasible.h"
#include "tandem/window/worth.h"
#include "tests/support/drafts.h"
#include "tests/support/planning_case.h"
#include "tests/support/soak.h"

namespace tandem::window {
namespace {

using model::Case;
constexpr std::uint64_t kBruteForced = 15;

using Names = std::set<std::string>;
using Sets = std::set<Names>;

Names names_of(const Answer& answer, const Limits& limits) {
  Names names;
  for (const std::size_t k : limits) names.insert(name_of(answer.aim.of, answer.limits[k]));
  return names;
}

Sets openings_of(const Answer& answer) {
  Sets sets;
  for (const Opening& one : answer.openings) sets.insert(names_of(answer, one.limits));
  return sets;
}

Answer must(Result<Answer> answer) {
  EXPECT_TRUE(answer.has_value()) << (answer ? "" : answer.error().what);
  return std::move(answer).value();
}

std::vector<model::Easing> given(const Answer& answer, const Limits& limits) {
  std::vector<model::Easing> easings;
  for (const std::size_t k : limits) easings.push_back({answer.limits[k], std::nullopt});
  return easings;
}

bool stands(const Answer& answer, const model::Roadmap& roadmap, const Limits& given_up) {
  const Case here = model::eased(answer.aim.of, given(answer, given_up));
  return test::assessed(here, roadmap, answer.ideal).stands();
}

Limits without(const Limits& all, std::size_t k) {
  Limits rest = all;
  std::erase(rest, k);
  return rest;
}

/// The smallest sets of limits that some roadmap breaks while it keeps all else, by trying every
/// roadmap.
Sets by_brute_force(const Answer& answer) {
  Limits every;
  for (std::size_t k = 0; k < answer.limits.size(); ++k) every.push_back(k);
  std::set<Limits> broken;
  test::for_each_roadmap(answer.aim.of, [&](const model::Roadmap& roadmap) {
    if (!stands(answer, roadmap, every)) return;
    Limits its = every;
    for (const std::size_t k : every)
      if (stands(answer, roadmap, without(its, k))) its = without(its, k);
    broken.insert(its);
  });
  Sets smallest;
  for (const Limits& one : broken) {
    const bool larger = std::ranges::any_of(broken, [&](const Limits& other) {
      return other != one && std::ranges::includes(one, other);
    });
    if (!larger) smallest.insert(names_of(answer, one));
  }
  return smallest;
}

/// A small case of whole measures with limits of many kinds.
Case small_case(std::uint64_t seed) {
  Rng rng(seed, 51);
  model::CaseDraft draft = test::planning_draft(rng, {3, 4, 3, true, true, true});
  for (model::MeasureDraft& measure : draft.measures) measure.divisible = false;
  draft.principles.min_margin = rng.uniform(0, 0.05);
  if (rng.uniform() < 0.5) draft.principles.min_final_share = rng.uniform(0.3, 0.9);
  return test::must_case(draft);
}

TEST(WindowProperty, BruteForceOverRoadmapsAgreesOnAllRelaxations) {
  std::size_t blocked = 0;
  std::size_t several = 0;
  for (std::uint64_t seed = 0; seed < test::soaked(kBruteForced); ++seed) {
    Options options;
    options.extent = {1000, 1000};
    const Answer answer = must(why(small_case(seed), options));
    ASSERT_TRUE(answer.all) << seed;
    EXPECT_EQ(openings_of(answer), by_brute_force(answer)) << seed;
    blocked += answer.possible() ? 0 : 1;
    several += answer.conflicts.size() > 1 ? 1 : 0;
  }
  EXPECT_GT(blocked, 7U);
  EXPECT_GT(several, 2U);
}

TEST(WindowProperty, WhatIsToldOnTheWayIsTrue) {
  std::size_t earlier = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Case of = small_case(seed);
    std::vector<Answer> told;
    Options options;
    options.extent = {1000, 1000};
    options.found = [&](const Answer& so_far) { told.push_back(so_far); };
    const Answer answer = must(why(of, options));
    const Sets all = openings_of(answer);
    for (const Answer& one : told) {
      EXPECT_FALSE(one.conflicts.empty() && one.openings.empty()) << seed;
      for (const Opening& opening : one.openings) {
        EXPECT_TRUE(stands(answer, *opening.roadmap, opening.limits)) << seed;
        EXPECT_TRUE(!opening.minimal || all.contains(names_of(answer, opening.limits))) << seed;
      }
      for (const Block& conflict : one.conflicts)
        EXPECT_FALSE(answer.possible()) << seed << " of " << conflict.limits.size();
    }
    ASSERT_FALSE(told.empty()) << seed;
    EXPECT_EQ(openings_of(told.back()), all) << seed;
    earlier += told.size() > 1 ? 1 : 0;
  }
  EXPECT_GT(earlier, 10U);
}

TEST(WindowProperty, EachRoadmapStandsWhereItsLimitsAreGivenUpAndBreaksEachOfThem) {
  std::size_t seen = 0;
  for (std::uint64_t seed = 100; seed < 160; ++seed) {
    Options options;
    options.extent = {3, 3};
    const Answer answer = must(why(small_case(seed), options));
    for (const Opening& opening : answer.openings) {
      ASSERT_TRUE(opening.roadmap.has_value());
      EXPECT_TRUE(stands(answer, *opening.roadmap, opening.limits)) << seed;
      for (const std::size_t k : opening.limits)
        EXPECT_FALSE(stands(answer, *opening.roadmap, without(opening.limits, k))) << seed;
      seen += opening.limits.empty() ? 0 : 1;
    }
    for (const Block& conflict : answer.conflicts) {
      EXPECT_EQ(conflict.looser, Verdict::impossible) << seed;
      EXPECT_TRUE(conflict.minimal) << seed;
    }
  }
  EXPECT_GT(seen, 20U);
}

TEST(WindowProperty, AMovementSufficesAndAStepLessDoesNot) {
  std::size_t seen = 0;
  for (std::uint64_t seed = 200; seed < 230; ++seed) {
    Options options;
    options.extent = {0, 2};
    options.movements = true;
    const Answer answer = must(relax(small_case(seed), options, {"self-enforcing", "reserve"}));
    for (const Opening& opening : answer.openings)
      for (const Movement& movement : opening.movements) {
        if (!movement.enough) continue;
        ++seen;
        plan::Feasibility feasible(answer.aim.of, {});
        std::vector<model::Easing> easings = given(answer, without(opening.limits, movement.limit));
        easings.push_back({answer.limits[movement.limit], movement.enough});
        EXPECT_EQ(feasible.attempt(easings).status, plan::Status::feasible) << seed;
        easings.back().to = movement.too_little;
        EXPECT_EQ(feasible.attempt(easings).status, plan::Status::infeasible) << seed;
      }
  }
  EXPECT_GT(seen, 5U);
}

/// Some steps that reduce risk are what parties never do; each boundary has its cost.
Case case_with_costs(std::uint64_t seed) {
  Rng rng(seed, 52);
  model::CaseDraft draft = test::planning_draft(rng, {3, 5, 3, true, false, true});
  draft.objectives = {{"early_security", 1, {}}};
  for (std::size_t k = 0; k < 2; ++k) {
    model::BoundaryDraft boundary;
    boundary.id = "no-" + draft.measures[k].id.text;
    boundary.holder = draft.parties[k % draft.parties.size()].id;
    boundary.statement = "Not that.";
    boundary.kind = "never";
    boundary.measures = {draft.measures[k].id};
    draft.boundaries.push_back(boundary);
    draft.measures[k].mandatory = false;
    draft.measures[k].risk_reduction = 5.0;
  }
  for (model::BoundaryDraft& boundary : draft.boundaries) boundary.cost = rng.uniform(1, 9);
  return test::must_case(draft);
}

Worth must_worth(const Case& of, const Options& options = {}) {
  auto found = worth(of, options);
  EXPECT_TRUE(found.has_value());
  return *std::move(found);
}

TEST(WindowProperty, WhatALimitIsWorthIsTheDifferenceOfTwoBestRoadmaps) {
  std::size_t gained = 0;
  for (std::uint64_t seed = 300; seed < 330; ++seed) {
    const Case of = case_with_costs(seed);
    const Worth found = must_worth(of);
    ASSERT_EQ(found.each.size(), of.data().boundaries.size());
    for (const Best& best : found.each) {
      if (!best.roadmap || !found.as_it_is.roadmap) continue;
      EXPECT_GE(best.objective, found.as_it_is.objective - 1e-9) << seed;
      EXPECT_LE(best.objective, found.all.bound + 1e-9) << seed;
      const auto [least, most] = gain(found.as_it_is, best);
      const double difference = best.objective - found.as_it_is.objective;
      EXPECT_LE(least, difference + 1e-9) << seed;
      EXPECT_GE(most, difference - 1e-9) << seed;
      gained += least > 1e-3 ? 1 : 0;
      const Case without = model::eased(
          found.aim.of,
          std::vector<model::Easing>{{found.limits[best.limits.front()], std::nullopt}});
      EXPECT_EQ(model::limits_of(without).size() + 1, model::limits_of(of).size());
    }
  }
  EXPECT_GT(gained, 3U);
}

TEST(WindowProperty, TheCurveIsThatOfAllSetsOneAfterAnother) {
  constexpr double kTolerance = 1e-6;
  std::size_t steps = 0;  // curves that have some
  for (std::uint64_t seed = 300; seed < 380; ++seed) {
    SCOPED_TRACE(seed);
    const Worth found = must_worth(case_with_costs(seed), {.extent = {0, 1000}});
    const Curve& curve = found.total.curve;
    plan::Options one_yardstick;
    one_yardstick.ideals = plan::ideals(found.aim.of);
    EXPECT_EQ(one_yardstick.ideals->points, found.ideal);
    // One of them has a limit that is met or missed by a hair.
    EXPECT_TRUE(curve.settled || found.as_it_is.status == plan::Status::unknown);
    ASSERT_EQ(curve.reached.size(), found.total.roadmaps.size());
    steps += curve.reached.size() > 1 ? 1 : 0;
    for (unsigned bits = 0; bits < 1U << found.limits.size(); ++bits) {
      std::vector<model::Easing> easings;
      std::set<PartyId> holders;
      double cost = 0;
      for (std::size_t k = 0; k < found.limits.size(); ++k) {
        if ((bits >> k & 1U) == 0) continue;
        easings.push_back({found.limits[k], std::nullopt});
        holders.insert(*model::holder_of(found.aim.of, found.limits[k]));
        cost += model::cost_of(found.aim.of, found.limits[k])->mode;
      }
      const plan::Answer best = plan::plan(model::eased(found.aim.of, easings), one_yardstick);
      if (!best.roadmap) continue;
      // No set beats the ceiling, and what this one costs buys about as much.
      EXPECT_LE(best.objective, curve.bound_at(cost) + kTolerance);
      EXPECT_LE(best.objective, curve.reached_at(cost) + found.near + kTolerance);
      for (const Spending& spending : found.holders)
        if (holders == std::set<PartyId>{*spending.holder}) {
          EXPECT_LE(best.objective, spending.curve.bound_at(cost) + kTolerance);
        }
    }
    for (std::size_t k = 0; k < curve.reached.size(); ++k) {
      std::vector<model::Easing> easings;
      for (const std::size_t limit : curve.reached[k].limits)
        easings.push_back({found.limits[limit], std::nullopt});
      const plan::Feasibility feasible(found.aim.of, {});
      EXPECT_TRUE(feasible.stands(found.total.roadmaps[k], easings));
    }
  }
  EXPECT_GT(steps, 5U);
}

/// One step that delivers all the risk reduction at once, as a target can ask for a hair more.
Case one_step() {
  model::CaseDraft draft = test::blank_case(2, 12);
  draft.parties = {test::principal("north", 0.9), test::principal("south", 0.9)};
  draft.measures = {test::step("freeze", {"north"}, {{"north", -1}, {"south", 2}})};
  draft.measures.front().risk_reduction = 10.0;
  draft.principles.min_margin = -1.0;
  draft.parties.front().reserve = -5.0;
  return test::must_case(draft);
}

TEST(WindowProperty, WhatAPairBringsIsTheDifferenceToTheBetterOfTheTwo) {
  std::size_t together = 0;
  for (std::uint64_t seed = 500; seed < 540; ++seed) {
    const Case of = case_with_costs(seed);
    Options options;
    options.pairs = true;
    const Worth found = must_worth(of, options);
    const std::size_t limits = found.limits.size();
    ASSERT_EQ(found.pairs.size(), limits * (limits - 1) / 2) << seed;
    plan::Options search;
    search.ideals = plan::ideals(of);
    const auto best = [&](const Limits& given_up) {
      std::vector<model::Easing> easings;
      for (const std::size_t k : given_up) easings.push_back({found.limits[k], std::nullopt});
      const auto answer = plan::plan(model::eased(of, easings), search);
      return answer.roadmap ? answer.objective : -std::numeric_limits<double>::infinity();
    };
    for (const Pair& pair : found.pairs) {
      const double alone = std::max(best({pair.limits[0]}), best({pair.limits[1]}));
      const double both = best(pair.limits);
      if (std::isinf(alone) || std::isinf(both)) continue;
      EXPECT_LE(pair.least, both - alone + 1e-3) << seed;
      EXPECT_GE(pair.most, both - alone - 1e-3) << seed;
      together += pair.least > 1e-2 ? 1 : 0;
    }
  }
  EXPECT_GT(together, 0U);
}

/// Each policy forbids one step and gives one of the case's boundaries up, or neither.
Case case_with_policies(std::uint64_t seed) {
  Rng rng(seed, 53);
  model::CaseDraft draft = test::planning_draft(rng, {3, 5, 3, true, false, true});
  while (draft.measures.size() < 3) draft = test::planning_draft(rng, {3, 5, 3, true, false, true});
  draft.objectives = {{"early_security", 1, {}}, {"final_goals", 1, {}}};
  const auto never = [&](std::size_t measure, const std::string& id) {
    model::BoundaryDraft made;
    made.id = id;
    made.holder = draft.parties[0].id;
    made.statement = "Not that.";
    made.kind = "never";
    made.measures = {draft.measures[measure].id};
    made.cost = 3.0;
    draft.measures[measure].mandatory = false;
    return made;
  };
  draft.boundaries = {never(0, "no-first")};
  draft.measures[0].risk_reduction = 5.0;
  draft.measures[1].risk_reduction = 5.0;
  draft.measures[2].final_goal = 1.0;
  draft.alternatives = {{.id = "narrow", .title = "Narrow", .boundaries = {never(1, "own-1")}},
                        {.id = "wide", .title = "Wide", .gives_up = {"no-first"}},
                        {.id = "other",
                         .title = "Other",
                         .boundaries = {never(2, "own-2")},
                         .gives_up = {"no-first"}},
                        {.id = "plain", .title = "Plain"}};
  return test::must_case(draft);
}

TEST(WindowProperty, APolicyStandsWhereItsOwnLimitsPutIt) {
  std::size_t narrower = 0;
  std::size_t without = 0;
  for (std::uint64_t seed = 400; seed < 480; ++seed) {
    const Case of = case_with_policies(seed);
    const std::vector<std::optional<model::Roadmap>> own(4, model::no_agreement(of));
    const auto found = worth(of, {}, own);
    ASSERT_TRUE(found.has_value());
    ASSERT_EQ(found->policies.size(), 3U) << seed;
    EXPECT_EQ(found->policies[0].width(), -3) << seed;
    EXPECT_EQ(found->policies[1].width(), 3) << seed;
    EXPECT_EQ(found->policies[2].width(), 0) << seed;
    for (const Standing& standing : found->policies) {
      plan::Options options;
      options.ideals = plan::ideals(of);
      const auto alone =
          plan::plan(model::under(of, of.data().alternatives[standing.policy]), options);
      ASSERT_EQ(alone.roadmap.has_value(), standing.best.roadmap.has_value()) << seed;
      ASSERT_TRUE(standing.own.has_value());
      EXPECT_EQ(*standing.own, 0) << seed;
      if (!alone.roadmap) {
        EXPECT_EQ(standing.best.status, plan::Status::infeasible) << seed;
        ++without;
        continue;
      }
      EXPECT_NEAR(alone.objective, standing.best.objective, 2e-4) << seed;
      EXPECT_GE(standing.best.bound, standing.best.objective) << seed;
      EXPECT_LE(standing.best.objective, found->all.bound + 1e-9) << seed;
      narrower += standing.policy == 0 && found->as_it_is.roadmap &&
                          standing.best.bound < found->as_it_is.objective - 1e-3
                      ? 1
                      : 0;
      // What a policy reaches by giving a limit up, giving it up reaches.
      if (standing.policy == 2) {
        EXPECT_GE(found->each[0].objective, standing.best.objective - 1e-9) << seed;
      }
    }
  }
  EXPECT_GT(narrower, 3U);
  EXPECT_GT(without, 3U);
}

TEST(WindowProperty, WhatAPolicyReachesByBreakingALimitWithoutACostIsNotTheCasesOwn) {
  std::size_t better = 0;
  for (std::uint64_t seed = 400; seed < 480; ++seed) {
    Rng rng(seed, 53);
    model::CaseDraft draft = test::planning_draft(rng, {3, 5, 3, true, false, true});
    while (draft.measures.size() < 3)
      draft = test::planning_draft(rng, {3, 5, 3, true, false, true});
    draft.objectives = {{"early_security", 1, {}}};
    draft.measures[0].risk_reduction = 5.0;
    draft.measures[0].mandatory = false;
    draft.boundaries = {{.id = "no-first",
                         .holder = draft.parties[0].id,
                         .statement = "Not that.",
                         .kind = "never",
                         .measures = {draft.measures[0].id}}};
    draft.alternatives = {{.id = "wide", .title = "Wide", .gives_up = {"no-first"}}};
    const Case of = test::must_case(draft);
    const Worth found = must_worth(of);
    ASSERT_EQ(found.policies.size(), 1U);
    if (!found.as_it_is.roadmap) continue;
    EXPECT_TRUE(test::assessed(of, *found.as_it_is.roadmap, found.ideal).stands()) << seed;
    better += found.policies[0].best.objective > found.as_it_is.objective + 1e-2 ? 1 : 0;
  }
  EXPECT_GT(better, 2U);
}

TEST(WindowProperty, WhatAPolicyComesUpAgainstIsImpossibleAndHasSomethingOfItsOwn) {
  std::size_t seen = 0;
  for (std::uint64_t seed = 400; seed < 440; ++seed) {
    const Case of = case_with_policies(seed);
    const auto found = worth(of, {});
    ASSERT_TRUE(found.has_value());
    for (const Standing& standing : found->policies) {
      ASSERT_EQ(standing.why_not.has_value(), standing.best.status == plan::Status::infeasible);
      if (!standing.why_not || !found->as_it_is.roadmap) continue;
      bool own = false;
      for (const model::Limit& limit : against(standing))
        own = own || model::name_of(standing.why_not->aim.of, limit).starts_with("own-");
      EXPECT_TRUE(own) << seed;  // the case without it has a roadmap
      ++seen;
    }
  }
  EXPECT_GT(seen, 0U);
}

TEST(Window, WhatIsImpossibleByAHairIsSaidToBe) {
  Options options;
  options.targets = {"early-security-12=100"};
  EXPECT_TRUE(must(why(one_step(), options)).possible());
  options.targets = {"early-security-12=100.0001"};
  const Answer tight = must(why(one_step(), options));
  ASSERT_EQ(tight.conflicts.size(), 1U);
  EXPECT_FALSE(tight.possible());
  EXPECT_EQ(tight.conflicts.front().looser, Verdict::possible);
  options.targets = {"early-security-12=101"};
  const Answer wide = must(why(one_step(), options));
  ASSERT_EQ(wide.conflicts.size(), 1U);
  EXPECT_EQ(wide.conflicts.front().looser, Verdict::impossible);
}

TEST(Window, TheWorthOfObjectivesInOrderIsRefused) {
  Rng rng(1, 53);
  model::CaseDraft draft = test::planning_draft(rng, {3, 4, 3, true, true, true});
  draft.objectives = {{"early_security", 1, {}}, {"final_goals", 1, {}}};
  draft.objectives_in_order = true;
  EXPECT_THAT(worth(test::must_case(draft), {}).error().what, testing::HasSubstr("in order"));
}

TEST(Window, ATargetIsANumberAndAMonthThatMeansSomething) {
  Options options;
  for (const char* target : {"long-game=nan", "long-game=inf", "long-game=", "freeze@", "freeze@-1",
                             "freeze@99999999999", "freeze@25", "parallel=20", "=5", "@5", ""}) {
    options.targets = {target};
    EXPECT_FALSE(why(one_step(), options).has_value()) << target;
  }
  options.targets = {"freeze@12"};
  EXPECT_TRUE(why(one_step(), options).has_value());
}

TEST(Window, NamesWhatItDoesNotKnow) {
  const Case of = small_case(1);
  Options options;
  options.targets = {"long-gam=80"};
  EXPECT_EQ(why(of, options).error().what,
            "target 'long-gam=80': 'long-gam' is no threshold that can be asked for; did "
            "you mean 'long-game'?");
  options.targets = {"nothing@12"};
  EXPECT_FALSE(why(of, options).has_value());
  options.targets = {};
  options.firm = {"reserv"};
  EXPECT_FALSE(why(of, options).has_value());
}

}  // namespace
}  // namespace tandem::window
