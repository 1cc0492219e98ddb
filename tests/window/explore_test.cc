#include "tandem/window/explore.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>

#include "tandem/base/random.h"
#include "tandem/window/internal/hitting_set.h"
#include "tests/support/soak.h"

namespace tandem::window {
namespace {

using Sets = std::set<Limits>;

bool contains(const Limits& all, const Limits& some) { return std::ranges::includes(all, some); }

bool meet(const Limits& a, const Limits& b) {
  return std::ranges::any_of(a, [&](std::size_t k) { return std::ranges::binary_search(b, k); });
}

Limits members(unsigned bits) {
  Limits made;
  for (std::size_t k = 0; k < 32; ++k)
    if ((bits >> k & 1U) != 0) made.push_back(k);
  return made;
}

Limits without(const Limits& all, const Limits& some) {
  Limits rest;
  std::ranges::set_difference(all, some, std::back_inserter(rest));
  return rest;
}

Limits up_to(std::size_t count) {
  Limits all(count);
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

/// What is impossible is said by sets that cannot all be held.
class ByConflicts : public Judge {
 public:
  ByConflicts(std::size_t count, std::vector<Limits> conflicts)
      : count_(count), conflicts_(std::move(conflicts)) {}

  Ruling ask(const Limits& given_up, Patience patience) override {
    ++asked;
    if (patience < needed(given_up)) return {Verdict::unsettled, {}};
    if (asked > most) return {Verdict::unsettled, {}};
    if (unsettled && contains(given_up, {*unsettled}) && given_up.size() < 3)
      return {Verdict::unsettled, {}};
    if (!holds(given_up)) return {Verdict::impossible, {}};
    // A roadmap may break more than it needs to, but not what it was not allowed to.
    Limits broken = given_up;
    for (const std::size_t k : given_up) {
      Limits fewer = without(broken, {k});
      if (k % 2 == 0 && holds(fewer)) broken = fewer;
    }
    return {Verdict::possible, broken};
  }
  Verdict ask_looser(const Limits& given_up, Patience patience) override {
    if (patience < needed(given_up)) return Verdict::unsettled;
    return by_a_hair || holds(given_up) ? Verdict::possible : Verdict::impossible;
  }
  bool over() override { return asked > most; }

  bool by_a_hair = false;  ///< what is impossible is so by no more than a tolerance
  std::size_t asked = 0;
  std::size_t most = 100'000;
  std::optional<std::size_t> unsettled;  ///< where this and at most one other is given up
  std::optional<std::uint64_t> hard;     ///< seed of how much patience each question takes

 private:
  [[nodiscard]] Patience needed(const Limits& given_up) const {
    if (!hard) return Patience::little;
    std::uint64_t bits = 1;
    for (const std::size_t k : given_up) bits |= std::uint64_t{2} << k;
    Rng rng(*hard, bits);
    return static_cast<Patience>(rng.below(3));
  }

  [[nodiscard]] bool holds(const Limits& given_up) const {
    const Limits held = without(up_to(count_), given_up);
    return std::ranges::none_of(conflicts_, [&](const Limits& one) { return contains(held, one); });
  }

  std::size_t count_;
  std::vector<Limits> conflicts_;
};

/// All smallest sets with the property, by trying every subset.
template <class Property>
Sets smallest(std::size_t count, const Property& property) {
  std::vector<unsigned> all(1U << count);
  std::iota(all.begin(), all.end(), 0U);
  std::ranges::stable_sort(all, {}, [](unsigned bits) { return members(bits).size(); });
  Sets found;
  for (const unsigned bits : all) {
    const Limits set = members(bits);
    const bool larger =
        std::ranges::any_of(found, [&](const Limits& one) { return contains(set, one); });
    if (!larger && property(set)) found.insert(set);
  }
  return found;
}

/// The smallest sets that hold one of the given.
Sets all_conflicts(std::size_t count, const std::vector<Limits>& given) {
  return smallest(count, [&](const Limits& set) {
    return std::ranges::any_of(given, [&](const Limits& one) { return contains(set, one); });
  });
}

/// The smallest sets that meet all of the given.
Sets all_relaxations(std::size_t count, const std::vector<Limits>& given) {
  return smallest(count, [&](const Limits& set) {
    return std::ranges::all_of(given, [&](const Limits& one) { return meet(set, one); });
  });
}

Sets conflicts_of(const Exploration& found) {
  Sets sets;
  for (const Conflict& one : found.conflicts) sets.insert(one.limits);
  return sets;
}

Sets relaxations_of(const Exploration& found) {
  Sets sets;
  for (const Relaxation& one : found.relaxations) sets.insert(one.limits);
  return sets;
}

Exploration explored(ByConflicts& judge, const std::vector<double>& cost,
                     Extent extent = {1000, 1000}) {
  return explore(cost, up_to(cost.size()), judge, extent);
}

TEST(Explore, FindsTheConflictsAndRelaxationsOfTheRunningExample) {
  // (a)(not a)(not a or b)(not b): Liffiton and Sakallah 2008.
  ByConflicts judge(4, {{0, 1}, {0, 2, 3}});
  const Exploration found = explored(judge, {1, 1, 1, 1});
  EXPECT_TRUE(found.all);
  EXPECT_EQ(conflicts_of(found), (Sets{{0, 1}, {0, 2, 3}}));
  EXPECT_EQ(relaxations_of(found), (Sets{{0}, {1, 2}, {1, 3}}));
}

/// Shares of one whole: each side walks out below 1 - its patience, and there is one whole.
class Shares : public ByConflicts {
 public:
  explicit Shares(const std::vector<double>& patience) : ByConflicts(4, over(patience)) {}

 private:
  static std::vector<Limits> over(const std::vector<double>& patience) {
    std::vector<Limits> sets;
    for (unsigned bits = 0; bits < 1U << patience.size(); ++bits) {
      double least = 0;
      for (const std::size_t k : members(bits)) least += 1 - patience[k];
      if (least <= 1) continue;
      Limits set = members(bits);
      set.push_back(patience.size());  // the whole
      sets.push_back(set);
    }
    return sets;
  }
};

TEST(Explore, FindsWhyThereIsNoPackageForImpatientParties) {
  // Three parties, each with a share of at least 1 - its patience or none.
  Shares all({0.6, 0.55, 0.7});
  const Exploration one = explored(all, {1, 1, 1, 1});
  EXPECT_EQ(conflicts_of(one), (Sets{{0, 1, 2, 3}}));
  EXPECT_EQ(relaxations_of(one), (Sets{{0}, {1}, {2}, {3}}));
  Shares pairs({0.4, 0.55, 0.3});
  const Exploration more = explored(pairs, {1, 1, 1, 1});
  EXPECT_EQ(conflicts_of(more), (Sets{{0, 1, 3}, {0, 2, 3}, {1, 2, 3}}));
  EXPECT_EQ(relaxations_of(more), (Sets{{3}, {0, 1}, {0, 2}, {1, 2}}));
}

TEST(Explore, SaysThatNothingIsInTheWay) {
  ByConflicts judge(3, {});
  const Exploration found = explored(judge, {1, 1, 1});
  EXPECT_TRUE(found.all);
  EXPECT_TRUE(found.conflicts.empty());
  ASSERT_EQ(found.relaxations.size(), 1U);
  EXPECT_TRUE(found.relaxations.front().limits.empty());
  EXPECT_EQ(found.asked, 1U);
}

TEST(Explore, SaysOfAConflictThatItIsOneByATolerance) {
  ByConflicts judge(3, {{0, 2}});
  EXPECT_EQ(explored(judge, {1, 1, 1}).conflicts.front().looser, Verdict::impossible);
  judge.by_a_hair = true;
  const Exploration found = explored(judge, {1, 1, 1});
  EXPECT_EQ(conflicts_of(found), (Sets{{0, 2}}));
  EXPECT_EQ(found.conflicts.front().looser, Verdict::possible);
}

TEST(Explore, SaysThatNothingHelps) {
  ByConflicts judge(3, {{}});
  const Exploration found = explored(judge, {1, 1, 1});
  EXPECT_TRUE(found.all);
  EXPECT_EQ(conflicts_of(found), (Sets{{}}));
  EXPECT_TRUE(found.relaxations.empty());
}

TEST(Explore, NamesFirstWhatIsLeftOutLast) {
  const std::vector<Limits> both{{0, 1}, {1, 2}};
  ByConflicts judge(3, both);
  const std::vector<double> cost{1, 1, 1};
  EXPECT_EQ(explore(cost, {0, 1, 2}, judge, {1, 0}).conflicts.front().limits, (Limits{1, 2}));
  ByConflicts again(3, both);
  EXPECT_EQ(explore(cost, {2, 1, 0}, again, {1, 0}).conflicts.front().limits, (Limits{0, 1}));
}

TEST(Explore, WhatIsUnsettledIsNeitherConflictNorRelaxationAndTheRestGoesOn) {
  ByConflicts judge(3, {{0, 1}});
  judge.unsettled = 0;
  const Exploration found = explored(judge, {1, 2, 4});
  EXPECT_FALSE(found.all);
  EXPECT_EQ(relaxations_of(found), (Sets{{1}}));
  EXPECT_EQ(found.unsettled, (std::vector<Limits>{{0}, {0, 2}}));
}

TEST(Explore, ALargerSetSettlesASmallerOne) {
  ByConflicts judge(5, {{0, 1}});
  judge.unsettled = 0;
  const Exploration found = explored(judge, {1, 9, 1, 50, 1});
  EXPECT_TRUE(found.all);
  EXPECT_EQ(relaxations_of(found), (Sets{{0}, {1}}));
}

TEST(Explore, EndsWhenItIsToldToWithWhatIsProvenOnly) {
  for (std::size_t most = 1; most < 30; ++most) {
    ByConflicts judge(6, {{0, 1, 2}, {2, 3}, {4, 5}});
    judge.most = most;
    const Exploration found = explored(judge, std::vector<double>(6, 1));
    for (const Conflict& one : found.conflicts)
      EXPECT_TRUE((Sets{{0, 1, 2}, {2, 3}, {4, 5}}).contains(one.limits)) << most;
    EXPECT_TRUE(!found.all || found.conflicts.size() == 3) << most;
  }
}

/// Conflicts of a random size among `count` limits; some may contain others.
std::vector<Limits> random_conflicts(Rng& rng, std::size_t count) {
  std::vector<Limits> conflicts(rng.below(5));
  for (Limits& one : conflicts)
    for (std::size_t k = 0; k < count; ++k)
      if (rng.uniform() < 0.35) one.push_back(k);
  return conflicts;
}

TEST(ExploreProperty, BruteForceAgreesOnBothKindsAndOnTheirOrder) {
  std::size_t several = 0;
  for (std::uint64_t seed = 0; seed < test::soaked(2000); ++seed) {
    Rng rng(seed, 41);
    const std::size_t count = 1 + rng.below(8);
    const std::vector<Limits> given = random_conflicts(rng, count);
    std::vector<double> cost(count);
    for (double& one : cost) one = rng.uniform() < 0.2 ? 0 : rng.uniform(1, 9);
    ByConflicts judge(count, given);
    if (seed % 2 == 1) judge.hard = seed;
    const Exploration found = explored(judge, cost);
    ASSERT_TRUE(found.all) << seed;
    for (const Conflict& one : found.conflicts) {
      EXPECT_TRUE(one.minimal) << seed;
      EXPECT_EQ(one.looser, Verdict::impossible) << seed;
    }
    const Sets conflicts = all_conflicts(count, given);
    const Sets relaxations = all_relaxations(count, given);
    EXPECT_EQ(conflicts_of(found), conflicts) << seed;
    EXPECT_EQ(relaxations_of(found), relaxations) << seed;
    EXPECT_TRUE(std::ranges::is_sorted(found.relaxations, [](const auto& a, const auto& b) {
      return a.cost < b.cost - 1e-9;
    })) << seed;
    several += relaxations.size() > 3 ? 1 : 0;
  }
  EXPECT_GT(several, 150U);
}

TEST(Explore, SomeRelaxationIsKnownLongBeforeAllConflictsAre) {
  std::vector<Limits> pairs;
  for (std::size_t k = 0; k < 20; k += 2) pairs.push_back({k, k + 1});
  ByConflicts judge(20, pairs);
  judge.most = 40;  // to find the ten conflicts takes more than twice as many questions
  std::vector<double> cost(20, 2);
  for (std::size_t k = 0; k < 20; k += 2) cost[k] = 1;
  const Exploration found = explored(judge, cost, {1, 1});
  ASSERT_EQ(found.relaxations.size(), 1U);
  for (const Limits& pair : pairs) EXPECT_TRUE(meet(found.relaxations.front().limits, pair));
  EXPECT_FALSE(found.all);
  EXPECT_LT(found.others_cost, found.relaxations.front().cost);  // that it is the cheapest is open
}

TEST(Explore, AHardQuestionIsPutOff) {
  class Stubborn : public ByConflicts {
   public:
    Stubborn() : ByConflicts(3, {{0, 1}, {0}}) {}
    Ruling ask(const Limits& given_up, Patience patience) override {
      const bool is_hard = given_up == Limits{1} || given_up == Limits{1, 2};
      if (is_hard && patience != Patience::all) return {Verdict::unsettled, {}};
      seen.push_back(given_up);
      return ByConflicts::ask(given_up, patience);
    }
    std::vector<Limits> seen;
  };
  Stubborn judge;
  const Exploration found = explored(judge, {5, 1, 1}, {1, 1});
  // The dear one is found first, and that the cheap one does not suffice is settled after it.
  EXPECT_EQ(relaxations_of(found), (Sets{{0}}));
  EXPECT_EQ(conflicts_of(found), (Sets{{0}}));
  EXPECT_TRUE(found.conflicts.front().minimal);
  EXPECT_TRUE(found.unsettled.empty());
  const auto dear = std::ranges::find(judge.seen, Limits{0});
  EXPECT_LT(dear, std::ranges::find(judge.seen, Limits{1, 2}));
}

TEST(ExploreProperty, HoweverEarlyItEndsWhatItSaysIsTrue) {
  std::size_t early = 0;
  for (std::uint64_t seed = 0; seed < test::soaked(1500); ++seed) {
    Rng rng(seed, 45);
    const std::size_t count = 2 + rng.below(7);
    const std::vector<Limits> given = random_conflicts(rng, count);
    std::vector<double> cost(count);
    for (double& one : cost) one = rng.uniform(1, 9);
    ByConflicts judge(count, given);
    judge.hard = seed;
    judge.most = 1 + rng.below(25);
    const Exploration found = explored(judge, cost, {1 + rng.below(3), rng.below(3)});
    const auto some_in = [](const Sets& sets, const Limits& all) {
      return std::ranges::any_of(sets, [&](const Limits& one) { return contains(all, one); });
    };
    const Sets conflicts = all_conflicts(count, given);
    for (const Conflict& one : found.conflicts) {
      EXPECT_TRUE(some_in(conflicts, one.limits)) << seed;
      EXPECT_TRUE(!one.minimal || conflicts.contains(one.limits)) << seed;
    }
    const Sets relaxations = all_relaxations(count, given);
    Sets missing = relaxations;
    for (const Relaxation& one : found.relaxations) {
      EXPECT_TRUE(some_in(relaxations, one.limits)) << seed;
      EXPECT_TRUE(!one.minimal || relaxations.contains(one.limits)) << seed;
      missing.erase(one.limits);
    }
    for (const Limits& one : missing) {
      double its = 0;
      for (const std::size_t k : one) its += cost[k];
      if (some_in(relaxations_of(found), one)) continue;  // within one that may be too large
      EXPECT_GE(its, found.others_cost - 1e-9) << seed;
    }
    early += found.all ? 0 : 1;
  }
  EXPECT_GT(early, 300U);
}

TEST(ExploreProperty, EachRelaxationMeetsEachConflictHoweverEarlyItEnds) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    Rng rng(seed, 42);
    const std::size_t count = 4 + rng.below(10);
    ByConflicts judge(count, random_conflicts(rng, count));
    const Exploration found = explored(judge, std::vector<double>(count, 1), {2, 2});
    for (const Relaxation& relaxation : found.relaxations)
      for (const Conflict& conflict : found.conflicts)
        EXPECT_TRUE(meet(relaxation.limits, conflict.limits)) << seed;
  }
}

TEST(ExploreProperty, AsksFarLessThanOnceForEachLimitOfEachConflict) {
  // A conflict of two among a hundred: the plain deletion filter asks a hundred times.
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Rng rng(seed, 43);
    const std::size_t a = rng.below(50);
    const std::size_t b = 50 + rng.below(50);
    ByConflicts judge(100, {{a, b}});
    const Exploration found = explored(judge, std::vector<double>(100, 1), {1, 0});
    EXPECT_EQ(conflicts_of(found), (Sets{{a, b}}));
    EXPECT_LT(found.asked, 40U) << seed;
  }
}

TEST(HittingSetProperty, IsTheCheapestAndOfTheseTheSmallest) {
  for (std::uint64_t seed = 0; seed < test::soaked(2000); ++seed) {
    Rng rng(seed, 44);
    const std::size_t count = 1 + rng.below(8);
    std::vector<double> cost(count);
    for (double& one : cost) one = static_cast<double>(rng.below(4));
    const std::vector<Limits> hit = random_conflicts(rng, count);
    const std::vector<Limits> avoid = random_conflicts(rng, count);
    std::optional<std::pair<double, std::size_t>> best;
    for (unsigned bits = 0; bits < 1U << count; ++bits) {
      const Limits set = members(bits);
      if (std::ranges::any_of(hit, [&](const Limits& one) { return !meet(set, one); })) continue;
      if (std::ranges::any_of(avoid, [&](const Limits& one) { return contains(set, one); }))
        continue;
      double sum = 0;
      for (const std::size_t k : set) sum += cost[k];
      const std::pair here{sum, set.size()};
      if (!best || here < *best) best = here;
    }
    const auto found = internal::cheapest_hitting_set(cost, hit, avoid);
    ASSERT_EQ(found.has_value(), best.has_value()) << seed;
    if (!found) continue;
    double sum = 0;
    for (const std::size_t k : *found) sum += cost[k];
    EXPECT_EQ(std::pair(sum, found->size()), *best) << seed;
  }
}

}  // namespace
}  // namespace tandem::window
