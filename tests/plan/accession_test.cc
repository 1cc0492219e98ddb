#include "tandem/plan/internal/accession.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/drafts.h"
#include "tests/support/planning_case.h"

namespace tandem::plan::internal {
namespace {

/// A formulation with partners, and its relaxation.
struct Setting {
  explicit Setting(std::uint64_t seed) {
    Rng rng(seed, 31);
    const model::Case of = test::must_case(test::planning_draft(rng, {4, 8, 4, true, true, true}));
    const value::Economics worth(of);
    Demands demands;
    demands.principles = false;
    demands.ideal.resize(of.parties().size());
    formulation = formulate(of, worth, demands);
    add_net_gain(of, worth, PartyId(0), formulation);
  }

  Formulation formulation;
};

/// Bounds of all ways to join that have one, the best first: each by a program of its own.
std::vector<double> one_by_one(const Problem& problem) {
  std::vector<Box> boxes{Box(problem.program)};
  for (const Item& item : problem.of.items) {
    if (!item.partner) continue;
    std::vector<Box> longer;
    for (const Box& box : boxes)
      for (int chosen = 0; chosen <= problem.of.phases; ++chosen) {
        if (chosen > 0 && item.column[static_cast<std::size_t>(chosen)] < 0) continue;
        longer.push_back(box);
        for (int t = 1; t <= problem.of.phases; ++t) {
          const int column = item.column[static_cast<std::size_t>(t)];
          if (column < 0) continue;
          const auto k = static_cast<std::size_t>(column);
          longer.back().lower[k] = longer.back().upper[k] = t == chosen ? 1 : 0;
        }
      }
    boxes = std::move(longer);
  }
  std::vector<double> bounds;
  for (const Box& box : boxes) {
    const auto relaxation = solver::make_relaxation(limited_to(problem.program, box));
    if (relaxation->solve({}, 1'000'000) == solver::Status::optimal)
      bounds.push_back(relaxation->objective());
  }
  std::ranges::sort(bounds, std::greater{});
  return bounds;
}

std::vector<Accession> all_ways(const Problem& problem, int threads, double cutoff = -kInfinity) {
  const auto relaxation = solver::make_relaxation(problem.program);
  if (relaxation->solve({}, 1'000'000) != solver::Status::optimal) return {};
  Accessions accessions(problem, *relaxation, threads);
  std::vector<Accession> ways;
  int left = 100'000;
  while (auto way = accessions.best(cutoff, left, {})) {
    EXPECT_GE(accessions.bound(), way->bound - 1e-9);
    ways.push_back(*std::move(way));
    accessions.take();
  }
  return ways;
}

TEST(Accessions, ComeBestFirstAndNoneIsLeftOut) {
  int many = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Setting setting(seed);
    const Problem problem(setting.formulation);
    const std::vector<double> expected = one_by_one(problem);
    const std::vector<Accession> ways = all_ways(problem, 1);
    if (std::ranges::none_of(problem.of.items, [](const Item& i) { return i.partner.has_value(); }))
      continue;
    ASSERT_EQ(ways.size(), expected.size()) << "seed " << seed;
    for (std::size_t k = 0; k < ways.size(); ++k)
      ASSERT_NEAR(ways[k].bound, expected[k], 1e-6) << "seed " << seed << ", way " << k;
    if (ways.size() > 3) ++many;
  }
  EXPECT_GT(many, 10);
}

TEST(Accessions, JoinByWholes) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const Setting setting(seed);
    const Problem problem(setting.formulation);
    for (const Accession& way : all_ways(problem, 1))
      for (const Item& item : problem.of.items)
        for (const int column : item.column)
          if (item.partner && column >= 0) {
            const double share = way.values[static_cast<std::size_t>(column)];
            EXPECT_NEAR(share, std::round(share), 1e-6) << "seed " << seed;
          }
  }
}

TEST(Accessions, AreTheSameOnTwoThreadsAndNoWorseThanTheCutoff) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const Setting setting(seed);
    const Problem problem(setting.formulation);
    const std::vector<Accession> one = all_ways(problem, 1);
    const std::vector<Accession> two = all_ways(problem, 2);
    ASSERT_EQ(one.size(), two.size());
    for (std::size_t k = 0; k < one.size(); ++k) {
      EXPECT_EQ(one[k].bound, two[k].bound);
      EXPECT_EQ(one[k].values, two[k].values);
    }
    if (one.size() < 2) continue;
    const double cutoff = (one.front().bound + one.back().bound) / 2;
    const auto better =
        std::ranges::count_if(one, [&](const Accession& way) { return way.bound > cutoff + 1e-6; });
    EXPECT_EQ(std::ssize(all_ways(problem, 1, cutoff)), better) << "seed " << seed;
  }
}

TEST(Accessions, EndWithTheProgramsThatTheyMaySolve) {
  const Setting setting(6);
  const Problem problem(setting.formulation);
  const auto relaxation = solver::make_relaxation(problem.program);
  ASSERT_EQ(relaxation->solve({}, 1'000'000), solver::Status::optimal);
  Accessions accessions(problem, *relaxation, 1);
  int left = 0;
  EXPECT_FALSE(accessions.best(-kInfinity, left, {}));
  EXPECT_EQ(accessions.bound(), kInfinity);
}

}  // namespace
}  // namespace tandem::plan::internal
