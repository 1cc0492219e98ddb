#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "tandem/value/game.h"
#include "tandem/value/perron.h"
#include "tests/support/drafts.h"
#include "tests/support/truth_cases.h"

/// Gradual exchange of concessions: how much must be reversible, and how many phases it takes.
namespace tandem {
namespace {

using test::GradualExchange;
using test::Tranche;

constexpr double kTruth = 1e-6;

/// Levels c_1, c_2, ... of both parties as a roadmap.
model::Roadmap on_path(const model::Case& of, const std::vector<double>& levels) {
  std::vector<Tranche> tranches;
  double before = 0;
  for (std::size_t t = 0; t < levels.size(); ++t) {
    for (const char* id : {"by-p0", "by-p1"})
      tranches.push_back({id, static_cast<int>(t) + 1, levels[t] - before});
    before = levels[t];
  }
  return test::must_roadmap(of, tranches);
}

/// Margins of the first party, phases 1..N + 1; the second is its mirror image.
std::vector<double> margins(GradualExchange truth, const std::vector<double>& levels) {
  truth.phases = static_cast<int>(levels.size());
  const model::Case of = test::must_case(test::gradual_exchange(truth));
  const value::Economics worth(of);
  return value::game_values(of, worth, on_path(of, levels), model::Deviation::withhold)
      .margin.front();
}

/// Fewest phases by the recursion from the last phase back, which makes every phase but the first
/// bind; `levels` are those of the phases, the first one cut to what is needed.
struct Backward {
  std::vector<double> levels;
  bool possible = false;
};
Backward backward(const GradualExchange& g) {
  const double delta = g.discount * (1 - g.hazard);
  const double surplus = g.benefit - g.burden;
  Backward found{{1}, true};
  for (double value = surplus; found.levels.size() < 1000;) {
    const double level = found.levels.front();
    const double before = (g.benefit * level - value / (1 - delta * g.reversible)) / g.burden;
    if (before <= 1e-12) return found;
    found.levels.insert(found.levels.begin(), before);
    value = (1 - delta) * surplus * before + delta * value;
  }
  found.possible = false;
  return found;
}

/// The path of most value in `phases` phases: every phase but the last binds.
std::vector<double> front_loaded(const GradualExchange& g, std::size_t phases) {
  const double surplus = g.benefit - g.burden;
  const double kept = 1 - g.discount * g.reversible;
  std::vector<double> levels{1};
  double value = kept * g.benefit;
  for (std::size_t t = 1; t < phases; ++t) {
    value = (value - (1 - g.discount) * surplus * levels.back()) / g.discount;
    if (t + 1 < phases)
      levels.push_back((value / kept + g.burden * levels.back()) / g.benefit);
    else
      levels.push_back(value / surplus);
  }
  const double whole = levels.back();
  for (double& level : levels) level /= whole;
  return levels;
}

struct Row {
  double reversible;
  std::size_t phases;
  std::vector<double> path;  // as far as printed
};

const std::vector<Row> kRows = {
    {0.9, 1, {1}},
    {0.555556, 1, {1}},
    {0.554556, 2, {0.998004, 1}},
    {0.5, 2, {0.9, 1}},
    {0.4, 2, {0.762712, 1}},
    {0.3, 2, {0.661765, 1}},
    {0.2, 3, {0.578118, 0.892245, 1}},
    {0.1, 4, {0.509478, 0.789722, 0.941074, 1}},
    {0.05, 5, {0.477975, 0.742266, 0.88715, 0.96532, 1}},
    {0.01, 8, {0.452138, 0.703097, 0.842165, 0.918999, 0.961221, 0.984193}}};

TEST(PartialReversal, OnePhaseSufficesFromTheCriticalShareOn) {
  const auto smallest = [](double reversible) {
    return std::ranges::min(margins({.reversible = reversible}, {1}));
  };
  EXPECT_NEAR(test::sign_change(0, 1, smallest), 0.5555555556, kTruth);
}

TEST(PartialReversal, CriticalShareIsBurdenOverDiscountedBenefit) {
  for (const auto& [benefit, burden, discount] :
       std::vector<std::array<double, 3>>{{3, 1, 0.8}, {1.5, 1.2, 0.95}, {4, 0.5, 0.5}}) {
    const auto smallest = [&](double reversible) {
      return std::ranges::min(margins({benefit, burden, discount, reversible}, {1}));
    };
    EXPECT_NEAR(test::sign_change(0, 1, smallest), burden / (discount * benefit), kTruth);
  }
}

TEST(PartialReversal, PathsOfTheTableBindInEveryPhaseButTheLast) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.reversible);
    const GradualExchange truth{.reversible = row.reversible};
    const std::vector<double> levels = front_loaded(truth, row.phases);
    for (std::size_t t = 0; t < row.path.size(); ++t) EXPECT_NEAR(levels[t], row.path[t], kTruth);
    const std::vector<double> margin = margins(truth, levels);
    for (std::size_t t = 0; t + 1 < row.phases; ++t) EXPECT_NEAR(margin[t], 0, kTruth);
    EXPECT_GE(margin[row.phases - 1], -kTruth);
    EXPECT_GT(margin[row.phases], 0) << "walking out when all is done";
  }
}

TEST(PartialReversal, NumberOfPhasesIsTheFewestThatHold) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.reversible);
    const GradualExchange truth{.reversible = row.reversible};
    std::vector<double> levels = backward(truth).levels;
    ASSERT_EQ(levels.size(), row.phases);
    const std::vector<double> margin = margins(truth, levels);
    EXPECT_GE(margin[0], -kTruth);
    for (std::size_t t = 1; t < row.phases; ++t) EXPECT_NEAR(margin[t], 0, kTruth);
    if (row.phases == 1) continue;
    levels.erase(levels.begin());
    EXPECT_LT(margins(truth, levels)[0], -0.01) << "one phase fewer asks too much of the first";
  }
}

TEST(PartialReversal, LateResponseActsLikeASmallerReversibleShare) {
  const std::vector<double> levels = {0.4, 0.7, 1};
  for (const int lag : {2, 3}) {
    const auto late = margins({.reversible = 0.5, .response_phases = lag}, levels);
    const auto less = margins({.reversible = 0.5 * std::pow(0.9, lag - 1)}, levels);
    for (std::size_t t = 0; t < late.size(); ++t) EXPECT_NEAR(late[t], less[t], kTruth);
  }
}

struct HazardRow {
  double hazard;
  double reversible;
  std::size_t phases;
};

TEST(TerminationHazard, AsksForMorePhases) {
  const std::vector<HazardRow> rows = {{0, 0.5, 2},   {0, 0.2, 3},   {0.05, 0.5, 2}, {0.05, 0.2, 3},
                                       {0.1, 0.5, 2}, {0.1, 0.2, 3}, {0.2, 0.5, 2},  {0.2, 0.2, 4},
                                       {0.3, 0.5, 2}, {0.3, 0.2, 4}, {0.4, 0.5, 3},  {0.4, 0.2, 5}};
  for (const HazardRow& row : rows) {
    SCOPED_TRACE(testing::Message() << row.hazard << " " << row.reversible);
    const GradualExchange truth{.reversible = row.reversible, .hazard = row.hazard};
    std::vector<double> levels = backward(truth).levels;
    ASSERT_EQ(levels.size(), row.phases);
    EXPECT_GE(std::ranges::min(margins(truth, levels)), -kTruth);
    levels.erase(levels.begin());
    EXPECT_LT(margins(truth, levels)[0], 0);
  }
}

double discounted_root(const model::CaseDraft& draft) {
  const model::Case of = test::must_case(draft);
  return value::gradualism(of, value::Economics(of)).value().discounted;
}

TEST(TerminationHazard, LargestThatStillAllowsAGradualRoadmap) {
  const auto excess = [](double hazard) {
    return 1 - discounted_root(test::gradual_exchange({.hazard = hazard}));
  };
  EXPECT_NEAR(test::sign_change(0, 0.9, excess), 0.4444444444, kTruth);
}

TEST(Irreversible, GeometricPathBindsInEveryPhase) {
  constexpr double kRatio = 1 / (0.9 * 2);
  std::vector<double> levels;
  for (int t = 1; t <= 60; ++t) levels.push_back(1 - std::pow(kRatio, t));
  const std::array printed{0.4444444444, 0.6913580247, 0.8285322359, 0.9047401311,
                           0.9470778506, 0.9705988059, 0.9836660033, 0.9909255574,
                           0.994958643,  0.9971992461, 0.9984440256, 0.9991355698};
  for (std::size_t t = 0; t < printed.size(); ++t) EXPECT_NEAR(levels[t], printed[t], kTruth);
  for (const double margin : margins({}, levels)) EXPECT_NEAR(margin, 0, kTruth);
}

TEST(Irreversible, ValueOfTheGeometricPath) {
  std::vector<double> levels;
  for (int t = 1; t <= 60; ++t) levels.push_back(1 - std::pow(1 / 1.8, t));
  const model::Case of = test::must_case(test::gradual_exchange({.phases = 60}));
  const value::Economics worth(of);
  const double net = value::net_gain(worth, on_path(of, levels), PartyId(0));
  EXPECT_NEAR(net / (value::kScale / 2), 0.8888888889, kTruth) << "a unit of benefit is 50 points";
}

TEST(Irreversible, NoStepHoldsBelowTheThreshold) {
  EXPECT_NEAR(test::sign_change(
                  0.1, 0.9,
                  [](double discount) {
                    return discounted_root(test::gradual_exchange({.discount = discount})) - 1;
                  }),
              0.5, kTruth);
  const double ratio = 1 / (0.45 * 2);
  EXPECT_NEAR(ratio, 1.1111111111, kTruth) << "steps would have to grow without end";
  EXPECT_LT(discounted_root(test::gradual_exchange({.discount = 0.45})), 1);
}

const test::Barter kAsymmetric{{{0, 1.5, 0.3}, {0.2, 0, 2}, {1.2, 0.1, 0}}, {1, 0.9, 1.1}, 0.9, 60};

TEST(AsymmetricParties, PerronRootDecidesWhetherAGradualRoadmapExists) {
  const model::Case of = test::must_case(test::barter(kAsymmetric));
  const auto found = value::gradualism(of, value::Economics(of)).value();
  EXPECT_NEAR(found.perron, 1.7246901042, kTruth);
  EXPECT_NEAR(found.discounted, 0.9 * 1.7246901042, kTruth);
  const auto excess = [](double discount) {
    test::Barter truth = kAsymmetric;
    truth.discount = discount;
    return discounted_root(test::barter(truth)) - 1;
  };
  EXPECT_NEAR(test::sign_change(0.1, 0.99, excess), 0.5798143084, kTruth);
}

TEST(AsymmetricParties, SteadyProportionsAndFirstTranche) {
  const model::Case of = test::must_case(test::barter(kAsymmetric));
  const auto found = value::gradualism(of, value::Economics(of)).value();
  const std::array vector{0.9875437035, 1.0, 0.6773561766};
  const std::array first{0.3513304041, 0.3557618796, 0.2409775065};
  const double ratio = 1 / found.discounted;
  EXPECT_NEAR(ratio, 0.6442381204, kTruth);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(found.proportions[i], vector[i], kTruth);
    EXPECT_NEAR((1 - ratio) * found.proportions[i], first[i], kTruth);
  }
}

TEST(AsymmetricParties, TranchesInSteadyProportionsBindForAll) {
  const model::Case of = test::must_case(test::barter(kAsymmetric));
  const value::Economics worth(of);
  const auto found = value::gradualism(of, worth).value();
  const double ratio = 1 / found.discounted;
  std::vector<Tranche> tranches;
  for (int t = 1; t <= 60; ++t)
    for (std::size_t j = 0; j < 3; ++j)
      tranches.push_back({"by-p" + std::to_string(j), t,
                          found.proportions[j] * (1 - ratio) * std::pow(ratio, t - 1)});
  const auto game =
      value::game_values(of, worth, test::must_roadmap(of, tranches), model::Deviation::withhold);
  for (const auto& row : game.margin)
    for (const double margin : row) EXPECT_NEAR(margin, 0, kTruth);
}

TEST(EssentialParties, RootsWithoutEachOfThree) {
  const test::Barter truth{{{0, 2.5, 0.3}, {1.8, 0, 0.6}, {0.5, 0.9, 0}}, {1, 1, 1}, 0.9, 1};
  value::Matrix benefit(3);
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) benefit.at(i, j) = truth.benefit[i][j];
  EXPECT_NEAR(value::perron(benefit).root, 2.3890100679, kTruth);
  EXPECT_NEAR(1 / value::perron(benefit).root, 0.4185834181, kTruth);
  const std::array alone{0.7348469228, 0.3872983346, 2.1213203436};
  const std::array critical{1.3608276349, 2.5819888975, 0.4714045208};
  for (std::size_t k = 0; k < 3; ++k) {
    const double root = value::perron(value::without(benefit, k)).root;
    EXPECT_NEAR(root, alone[k], kTruth);
    EXPECT_NEAR(1 / root, critical[k], kTruth);
  }
}

TEST(EssentialParties, AreThoseWithoutWhomTheRootFallsBelowOne) {
  test::Barter truth{{{0, 2.5, 0.3}, {1.8, 0, 0.6}, {0.5, 0.9, 0}}, {1, 1, 1}, 0.9, 1};
  const auto essential = [&] {
    const model::Case of = test::must_case(test::barter(truth));
    return value::gradualism(of, value::Economics(of)).value().essential;
  };
  EXPECT_EQ(essential(), (std::vector<bool>{true, true, false}));
  truth.discount = 0.45;  // above 0.4186 with all three, below 0.4714 without the third
  EXPECT_EQ(essential(), (std::vector<bool>{true, true, true}));
}

}  // namespace
}  // namespace tandem
