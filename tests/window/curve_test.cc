#include "tandem/window/curve.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tandem/base/random.h"
#include "tests/support/soak.h"

namespace tandem::window {
namespace {

constexpr double kNone = -std::numeric_limits<double>::infinity();

struct Found {
  Limits broken;
  double value = 0;
};

bool holds(const Limits& all, const Limits& some) { return std::ranges::includes(all, some); }

/// All that can be found is listed: which limits each breaks, and its value.
class ByList : public Valuer {
 public:
  ByList(std::vector<Found> all, double slack, std::uint64_t seed)
      : all_(std::move(all)), slack_(slack), rng_(seed, 1) {}

  [[nodiscard]] double best(const Limits& given_up) const {
    double best = kNone;
    for (const Found& found : all_)
      if (holds(given_up, found.broken)) best = std::max(best, found.value);
    return best;
  }

  /// Up to `slack_` below the best, and bounded up to that above it.
  Appraisal appraise(const Limits& given_up) override {
    ++asked;
    const double true_best = best(given_up);
    Appraisal made;
    made.bound = true_best + slack_ * rng_.uniform();
    for (const Found& found : all_)
      if (holds(given_up, found.broken) && found.value >= true_best - slack_ &&
          (made.broken.empty() || rng_.uniform() < 0.5)) {
        made.reached = found.value;
        made.broken = found.broken;
      }
    return made;
  }

  bool over() override { return asked >= most; }

  std::size_t asked = 0;
  std::size_t most = 100000;

 private:
  std::vector<Found> all_;
  double slack_;
  Rng rng_;
};

struct Instance {
  std::vector<double> cost;
  std::vector<Found> all;
};

Instance random_instance(Rng& rng) {
  Instance made;
  const std::size_t limits = 1 + rng.below(7);
  for (std::size_t k = 0; k < limits; ++k)
    made.cost.push_back(static_cast<double>(rng.below(5)));  // some cost nothing, some the same
  const std::size_t found = rng.below(12);
  for (std::size_t f = 0; f < found; ++f) {
    Found one;
    one.value = static_cast<double>(rng.below(20));
    for (std::size_t k = 0; k < limits; ++k)
      if (rng.uniform() < 0.35) one.broken.push_back(k);
    made.all.push_back(std::move(one));
  }
  return made;
}

Limits all_of(const Instance& instance) {
  Limits all(instance.cost.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

double cost_of(const Instance& instance, const Limits& limits) {
  double sum = 0;
  for (const std::size_t k : limits) sum += instance.cost[k];
  return sum;
}

/// The best of all sets in `allowed` that cost at most `cost`, one set after another.
double brute_force(const Instance& instance, const ByList& list, const Limits& allowed,
                   double cost) {
  double best = kNone;
  for (unsigned bits = 0; bits < 1U << allowed.size(); ++bits) {
    Limits some;
    for (std::size_t k = 0; k < allowed.size(); ++k)
      if ((bits >> k & 1U) != 0) some.push_back(allowed[k]);
    if (cost_of(instance, some) <= cost) best = std::max(best, list.best(some));
  }
  return best;
}

TEST(WindowCurve, IsExactWhereAppraisalsAre) {
  for (std::uint64_t seed = 1; seed <= test::soaked(1500); ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 0);
    const Instance instance = random_instance(rng);
    ByList list(instance.all, 0, seed);
    const Limits all = all_of(instance);
    Band band(instance.cost);
    const Curve curve = band.trace(all, 0, list);
    ASSERT_TRUE(curve.settled);
    ASSERT_LE(list.asked, std::size_t{1} << all.size());
    for (double cost = 0; cost <= cost_of(instance, all); ++cost) {
      const double best = brute_force(instance, list, all, cost);
      ASSERT_EQ(curve.reached_at(cost), best) << cost;
      ASSERT_EQ(curve.bound_at(cost), best) << cost;
    }
    for (const Curve::Reach& reach : curve.reached) {
      ASSERT_EQ(cost_of(instance, reach.limits), reach.cost);
      ASSERT_EQ(list.best(reach.limits), reach.value);
      if (!reach.each_needed) continue;
      for (const std::size_t k : reach.limits) {
        Limits fewer = reach.limits;
        std::erase(fewer, k);
        ASSERT_LT(list.best(fewer), reach.value);
      }
    }
  }
}

TEST(WindowCurve, HoldsTheTruthHoweverRoughAppraisalsAreAndHoweverEarlyItEnds) {
  for (std::uint64_t seed = 1; seed <= test::soaked(1500); ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 0);
    const Instance instance = random_instance(rng);
    const auto slack = static_cast<double>(rng.below(4));
    ByList list(instance.all, slack, seed);
    list.most = rng.below(2) == 0 ? rng.below(6) : list.most;
    const Limits all = all_of(instance);
    Limits some = all;
    std::erase_if(some, [&](std::size_t) { return rng.uniform() < 0.3; });
    Band band(instance.cost);
    const double near = 2 * slack;
    for (const Limits& allowed : {all, some, all}) {
      const Curve curve = band.trace(allowed, near, list);
      for (double cost = 0; cost <= cost_of(instance, all); ++cost) {
        const double best = brute_force(instance, list, allowed, cost);
        ASSERT_LE(curve.reached_at(cost), best) << cost;
        ASSERT_GE(curve.bound_at(cost), best) << cost;
        if (!curve.settled || curve.bound_at(cost) == kNone) continue;
        ASSERT_LE(curve.bound_at(cost) - curve.reached_at(cost), near) << cost;
      }
      // Appraisals are as good as asked for: only the clock leaves it open.
      ASSERT_TRUE(curve.settled || list.over());
      ASSERT_LE(band.reached(allowed), list.best(allowed));
      ASSERT_GE(band.bound(allowed), list.best(allowed));
    }
  }
}

TEST(WindowCurve, OfThreeLimitsTwoMatterOnlyTogether) {
  // 0 alone brings a point, 1 and 2 together five, 2 alone nothing.
  ByList list({{{}, 10}, {{0}, 11}, {{1, 2}, 15}}, 0, 1);
  Band band({1, 2, 2});
  const Curve curve = band.trace({0, 1, 2}, 0, list);
  ASSERT_EQ(curve.reached.size(), 3U);
  EXPECT_EQ(curve.reached[1].limits, (Limits{0}));
  EXPECT_EQ(curve.reached[1].cost, 1);
  EXPECT_EQ(curve.reached[2].limits, (Limits{1, 2}));
  EXPECT_EQ(curve.reached[2].cost, 4);
  EXPECT_TRUE(curve.reached[2].each_needed);
  EXPECT_EQ(curve.bound_at(3.9), 11);
  EXPECT_EQ(curve.bound_at(0.9), 10);
}

TEST(WindowCurve, LimitsThatDoNotMatterAreAskedOfTogether) {
  std::vector<double> cost(30, 1.0);
  ByList list({{{}, 10}, {{7}, 12}, {{7, 11}, 13}}, 0, 1);
  Limits all(30);
  std::iota(all.begin(), all.end(), std::size_t{0});
  Band band(cost);
  const Curve curve = band.trace(all, 0, list);
  EXPECT_TRUE(curve.settled);
  EXPECT_EQ(curve.reached.size(), 3U);
  EXPECT_LE(list.asked, 6U);  // of 2^30 sets
}

TEST(WindowCurve, NothingIsSaidOfWhatWasNotAsked) {
  const Band band({1, 1});
  const Curve curve = band.curve({0, 1}, 0);
  EXPECT_FALSE(curve.settled);
  EXPECT_EQ(curve.reached_at(2), kNone);
  EXPECT_EQ(curve.bound_at(0), std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace tandem::window
