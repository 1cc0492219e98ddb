#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "tandem/value/covert.h"
#include "tandem/value/game.h"
#include "tests/support/drafts.h"
#include "tests/support/truth_cases.h"

/// Repeated exchange held up by the threat of ending it.
namespace tandem {
namespace {

using model::Deviation;
using test::StageGame;

constexpr double kTruth = 1e-6;

/// Margin of the first party when both steps start together in phase 1.
double margin(const model::CaseDraft& draft, int phase, Deviation deviation) {
  const model::Case of = test::must_case(draft);
  const value::Economics worth(of);
  const auto roadmap = test::must_roadmap(of, {{"by-p0", 1}, {"by-p1", 1}});
  const int month = of.phase_start(phase);
  return value::comply(worth, roadmap, PartyId(0), month) -
         value::defect(of, worth, roadmap, PartyId(0), month, deviation);
}

TEST(ImperfectDetection, CriticalPatienceOfCovertCheating) {
  const std::vector<std::array<double, 2>> rows = {
      {1, 0.5}, {0.5, 0.6666666667}, {0.25, 0.8}, {0.1, 0.9090909091}};
  for (const auto& [detection, critical] : rows) {
    const auto prefers_to_go_on = [chance = detection](double discount) {
      const model::Case of =
          test::must_case(test::stage_game({.discount = discount, .months_per_period = 1}));
      const value::Economics worth(of);
      const auto roadmap = test::must_roadmap(of, {{"by-p0", 1}, {"by-p1", 1}});
      return -value::Cheating(of, worth, roadmap, PartyId(0)).gain(MeasureId(0), 0, chance);
    };
    EXPECT_NEAR(test::sign_change(0.3, 0.99, prefers_to_go_on), critical, kTruth);
  }
}

TEST(ImperfectDetection, ThresholdOfDetectionIsTheSameCurveReadTheOtherWay) {
  const std::vector<std::array<double, 2>> rows = {
      {1, 0.5}, {0.5, 0.6666666667}, {0.25, 0.8}, {0.1, 0.9090909091}};
  for (const auto& [detection, critical] : rows) {
    const model::Case of =
        test::must_case(test::stage_game({.discount = critical + 1e-9, .months_per_period = 1}));
    const auto roadmap = test::must_roadmap(of, {{"by-p0", 1}, {"by-p1", 1}});
    for (const auto& found : value::covert_thresholds(of, value::Economics(of), roadmap))
      EXPECT_NEAR(found.needed.value_or(2), detection, kTruth);
  }
}

TEST(DetectionLag, CriticalPatience) {
  const std::vector<std::pair<int, double>> rows = {
      {1, 0.5}, {2, 0.7071067812}, {3, 0.793700526}, {5, 0.8705505633}};
  for (const auto& [lag, critical] : rows) {
    const auto before = [lag = lag](double discount) {
      return margin(test::stage_game({.discount = discount, .months_per_period = 1, .lag = lag}), 1,
                    Deviation::withhold);
    };
    EXPECT_NEAR(test::sign_change(0.1, 0.99, before), critical, kTruth) << "never starting";
    const auto after = [lag = lag](double discount) {
      return margin(test::stage_game({.discount = discount, .months_per_period = 1, .lag = lag}), 2,
                    Deviation::withdraw);
    };
    EXPECT_NEAR(test::sign_change(0.1, 0.99, after), critical, kTruth) << "taking it back";
  }
}

TEST(DetectionLag, TwoFirmsThatSeeAPriceCutTwoPeriodsLate) {
  const auto keeps = [](double discount) {
    StageGame duopoly{.tempted = 1, .kept = 0.5, .broken = 0, .discount = discount};
    duopoly.lag = 2;
    return margin(test::stage_game(duopoly), 1, Deviation::withhold);
  };
  EXPECT_NEAR(test::sign_change(0.1, 0.99, keeps), 0.7071067812, kTruth);
}

TEST(Turnover, HazardRaisesTheCriticalPatience) {
  const std::vector<std::array<double, 2>> rows = {
      {0, 0.5}, {0.05, 0.5263157895}, {0.1, 0.5555555556}, {0.3, 0.7142857143}};
  for (const auto& [hazard, critical] : rows) {
    const auto keeps = [h = hazard](double discount) {
      return margin(test::stage_game({.discount = discount, .hazard = h}), 1, Deviation::withhold);
    };
    EXPECT_NEAR(test::sign_change(0.1, 0.99, keeps), critical, kTruth);
  }
}

TEST(Turnover, LargestHazardForThePatient) {
  const auto breaks = [](double hazard) {
    return -margin(test::stage_game({.discount = 1, .hazard = hazard}), 1, Deviation::withhold);
  };
  EXPECT_NEAR(test::sign_change(0.05, 0.95, breaks), 0.5, kTruth);
}

const std::vector<double> kPatience = {0.9, 0.6, 0.55};

std::vector<double> pool_margins(const std::vector<double>& shares, int phase) {
  const model::Case of = test::must_case(test::shared_pool(kPatience));
  const value::Economics worth(of);
  std::vector<test::Tranche> tranches;
  for (std::size_t p = 0; p < shares.size(); ++p)
    tranches.push_back({"share-p" + std::to_string(p), 1, shares[p]});
  const auto game =
      value::game_values(of, worth, test::must_roadmap(of, tranches), Deviation::withhold);
  std::vector<double> found(shares.size());
  for (std::size_t p = 0; p < found.size(); ++p)
    found[p] = game.margin[p][static_cast<std::size_t>(phase) - 1];
  return found;
}

TEST(SharedPool, SmallestShareThatHoldsEachParty) {
  const std::array needed{0.1, 0.4, 0.45};
  for (std::size_t p = 0; p < kPatience.size(); ++p) {
    for (const int phase : {1, 2}) {
      const auto holds = [&](double share) {
        std::vector<double> shares(kPatience.size(), 0.01);
        shares[p] = share;
        return pool_margins(shares, phase)[p];
      };
      EXPECT_NEAR(test::sign_change(0.001, 0.9, holds), needed[p], kTruth);
    }
  }
}

TEST(SharedPool, WhatIsLeftWhenAllHaveWhatTheyNeed) {
  const std::vector<double> split = {0.1, 0.4, 0.45};
  EXPECT_NEAR(1 - std::accumulate(split.begin(), split.end(), 0.0), 0.05, kTruth);
  for (const double margin : pool_margins(split, 1)) EXPECT_NEAR(margin, 0, kTruth);
}

}  // namespace
}  // namespace tandem
