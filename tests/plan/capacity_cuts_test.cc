#include "tandem/plan/internal/capacity_cuts.h"

#include <gtest/gtest.h>

#include "tandem/base/random.h"

namespace tandem::plan::internal {
namespace {

/// Steps in the columns 0, 1, ..., tranches in those after.
Sack sack(double capacity, const std::vector<double>& loads, const std::vector<double>& flows) {
  Sack made;
  made.capacity = capacity;
  made.load = loads;
  for (std::size_t k = 0; k < loads.size(); ++k) made.columns.push_back(static_cast<int>(k));
  made.apart.assign(loads.size(), std::vector<char>(loads.size()));
  for (std::size_t k = 0; k < flows.size(); ++k) {
    made.flow.push_back({static_cast<int>(loads.size() + k), flows[k]});
    made.most_flow += flows[k];
  }
  made.most_flow = std::min(made.most_flow, capacity);
  return made;
}

double spent(const solver::Row& row, const std::vector<double>& values) {
  double sum = 0;
  for (const Entry& entry : row.entries)
    sum += entry.value * values[static_cast<std::size_t>(entry.column)];
  return sum;
}

/// Whether the set of steps `chosen` may start, and with what of the capacity left over.
std::optional<double> room(const Sack& of, std::size_t chosen) {
  double left = of.capacity;
  for (std::size_t a = 0; a < of.load.size(); ++a) {
    if ((chosen >> a & 1) == 0) continue;
    left -= of.load[a];
    for (std::size_t b = 0; b < a; ++b)
      if ((chosen >> b & 1) != 0 && of.apart[a][b] != 0) return std::nullopt;
  }
  return left < -1e-12 ? std::nullopt : std::optional(left);
}

/// The most that any filling costs by `row`: every set of steps, each with the tranches that cost
/// most, one after the other.
double dearest(const Sack& of, const solver::Row& row) {
  double most = 0;
  for (std::size_t chosen = 0; chosen < std::size_t{1} << of.load.size(); ++chosen) {
    const auto left = room(of, chosen);
    if (!left) continue;
    std::vector<double> values(of.load.size() + of.flow.size());
    for (std::size_t k = 0; k < of.load.size(); ++k) values[k] = (chosen >> k & 1) != 0 ? 1 : 0;
    double rest = *left;
    for (const Entry& entry : of.flow) {
      const double share = std::min(1.0, rest / entry.value);
      values[static_cast<std::size_t>(entry.column)] = share;
      rest -= share * entry.value;
    }
    most = std::max(most, spent(row, values));
  }
  return most;
}

TEST(CapacityCut, OfThreeStepsOfWhichTwoDoNotFitSaysAtMostOne) {
  const Sack of = sack(5, {3, 3, 3}, {});
  const std::vector<double> split{0.6, 0.6, 0.4};  // weighs 4.8
  const solver::Row row = cut_of(of, split.data());
  ASSERT_EQ(row.entries.size(), 3U);
  for (const Entry& entry : row.entries) EXPECT_NEAR(entry.value, 1, 1e-9);
  EXPECT_EQ(row.upper, 1);
}

TEST(CapacityCut, IsLiftedToStepsThatAreNotStarted) {
  const Sack of = sack(5, {3, 3, 4}, {});
  const std::vector<double> split{0.8, 0.8, 0};
  const solver::Row row = cut_of(of, split.data());
  ASSERT_EQ(row.entries.size(), 3U) << "neither fits beside the third";
  EXPECT_NEAR(row.entries.back().value, 1, 1e-9);
}

TEST(CapacityCut, KnowsWhatCannotStartTogether) {
  Sack of = sack(10, {3, 3}, {});
  const std::vector<double> split{0.7, 0.7};
  EXPECT_TRUE(cut_of(of, split.data()).entries.empty()) << "both fit";
  of.apart[0][1] = of.apart[1][0] = 1;
  EXPECT_EQ(cut_of(of, split.data()).entries.size(), 2U);
}

TEST(CapacityCut, CountsTranchesThatFillTheSack) {
  const Sack of = sack(4, {3}, {4});
  // Half the step and five eighths of the tranches weigh 4; a mixture of (1, 1/4) and (0, 1) does
  // too.
  const std::vector<double> mixture{0.5, 0.625};
  EXPECT_TRUE(cut_of(of, mixture.data()).entries.empty());
  const std::vector<double> beyond{0.5, 0.7};
  const solver::Row row = cut_of(of, beyond.data());
  ASSERT_FALSE(row.entries.empty());
  EXPECT_LE(dearest(of, row), 1 + 1e-9);
}

TEST(CapacityCut, CutsOffTheSplittingAndNoFilling) {
  int cuts = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Rng rng(seed, 3);
    std::vector<double> loads(3 + rng.below(6));
    for (double& load : loads) load = rng.uniform(1, 5);
    std::vector<double> flows(rng.below(3));
    for (double& flow : flows) flow = rng.uniform(1, 5);
    Sack of = sack(rng.uniform(4, 9), loads, flows);
    for (std::size_t a = 0; a < loads.size(); ++a)
      for (std::size_t b = 0; b < a; ++b)
        if (rng.uniform() < 0.15) of.apart[a][b] = of.apart[b][a] = 1;
    std::vector<double> split(loads.size() + flows.size());
    for (double& value : split) value = rng.uniform() < 0.3 ? 0 : rng.uniform();
    const solver::Row row = cut_of(of, split.data());
    if (row.entries.empty()) continue;
    ++cuts;
    EXPECT_GT(spent(row, split), 1) << seed;
    EXPECT_LE(dearest(of, row), 1 + 1e-7) << seed;
  }
  EXPECT_GT(cuts, 100);
}

}  // namespace
}  // namespace tandem::plan::internal
