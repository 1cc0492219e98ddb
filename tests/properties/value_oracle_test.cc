#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tandem/value/covert.h"
#include "tandem/value/game.h"
#include "tests/support/oracle.h"
#include "tests/support/random_case.h"

/// The engine's closed forms against a month-by-month evaluator, on random cases.
namespace tandem {
namespace {

using model::Deviation;
using test::Grid;
using test::Oracle;

constexpr double kRelative = 1e-9;

/// Equal to kRelative of the largest of what is compared and what it was computed from.
void expect_same(double engine, double oracle, double magnitude, const char* what) {
  const double scale = std::max({1.0, std::abs(engine), std::abs(oracle), magnitude});
  EXPECT_NEAR(engine, oracle, kRelative * scale) << what;
}

struct Drawn {
  model::Case of;
  model::Roadmap roadmap;
  value::Economics worth;
  Oracle oracle;

  Drawn(Rng& rng, const test::CaseShape& shape, Grid grid)
      : of(test::random_case(rng, shape)),
        roadmap(test::random_roadmap(rng, of, grid)),
        worth(of),
        oracle(of, roadmap) {}
};

void compare_game(const Drawn& drawn, Deviation deviation) {
  const auto& [of, roadmap, worth, oracle] = drawn;
  const value::GameValues game = value::game_values(of, worth, roadmap, deviation);
  ASSERT_EQ(game.months, oracle.decision_months());
  for (std::size_t p = 0; p < of.parties().size(); ++p) {
    const PartyId i(p);
    expect_same(game.net[p], oracle.net(i), 0, "net");
    const auto phase = roadmap.accession[p];
    for (std::size_t k = 0; k < game.months.size(); ++k) {
      const int month = game.months[k];
      const bool in = phase && of.phase_start(*phase) <= month;
      const double comply = in ? oracle.comply(i, month) : 0;
      const double defect = in ? oracle.defect(i, month, deviation) : 0;
      expect_same(game.comply[p][k], comply, 0, "comply");
      expect_same(game.defect[p][k], defect, 0, "defect");
      expect_same(game.margin[p][k], comply - defect, std::abs(comply), "margin");
      expect_same(game.exposure[p][k], in ? oracle.exposure(i, month) : 0, 100, "exposure");
    }
  }
}

void compare_leverage(const Drawn& drawn) {
  const auto& [of, roadmap, worth, oracle] = drawn;
  for (std::size_t i = 0; i < of.parties().size(); ++i)
    for (std::size_t j = 0; j < of.parties().size(); ++j)
      for (const int month : oracle.decision_months())
        expect_same(value::leverage(of, worth, roadmap, PartyId(i), PartyId(j), month),
                    oracle.leverage(PartyId(i), PartyId(j), month), 0, "leverage");
}

/// Wholly in force: the month in which the last of its tranches is.
std::optional<int> ready(const Drawn& drawn, MeasureId m) {
  std::optional<int> last;
  for (const model::Increment& step : drawn.roadmap.increments)
    if (step.measure == m)
      last = std::max(last.value_or(0), step.start_month + drawn.of.measure(m).months);
  return last;
}

/// Whether there is a burden flow to save: what is borne at once cannot be cheated on.
bool bears(const Drawn& drawn, MeasureId m, PartyId i) {
  const model::Measure& measure = drawn.of.measure(m);
  return measure.has_actor(i) && measure.worth_to(i) < 0 && measure.upfront_burden.mode < 1;
}

void compare_covert(const Drawn& drawn, Rng& rng) {
  for (std::size_t k = 0; k < drawn.of.measures().size(); ++k) {
    const MeasureId m(k);
    const PartyId i = drawn.of.measure(m).actors[rng.below(drawn.of.measure(m).actors.size())];
    const auto from = ready(drawn, m);
    if (!from || !bears(drawn, m, i)) continue;
    const int last = drawn.of.time().phases * drawn.of.time().months_per_phase;
    const int month = std::max(*from, static_cast<int>(rng.below(static_cast<std::size_t>(last))));
    if (drawn.of.time().horizon && month >= *drawn.of.time().horizon) continue;
    const double detection = rng.uniform() < 0.1 ? 0 : rng.uniform(0.05, 1);
    const double engine =
        value::comply(drawn.worth, drawn.roadmap, i, month) +
        value::Cheating(drawn.of, drawn.worth, drawn.roadmap, i).gain(m, month, detection);
    expect_same(engine, drawn.oracle.covert(i, m, month, detection),
                std::abs(drawn.oracle.comply(i, month)), "covert");
  }
}

/// At the threshold no month tempts any more; just below, the worst one does.
void compare_threshold(const Drawn& drawn, const value::CovertThreshold& threshold) {
  constexpr double kLeast = 0.05;  // below, enumerating the months of detection takes too long
  constexpr double kStep = 1e-4;
  const auto& [i, m, detection, needed, worst] = threshold;
  const auto gain = [&, i = i, m = m](int month, double chance) {
    return drawn.oracle.covert(i, m, month, chance) - drawn.oracle.comply(i, month);
  };
  if (!needed) {
    EXPECT_GT(gain(worst, 1), 0);
    return;
  }
  if (*needed < kLeast) return;
  EXPECT_GT(gain(worst, *needed - kStep), 0);
  for (const int month : drawn.oracle.decision_months()) {
    if (month < ready(drawn, m).value_or(0)) continue;
    if (!value::acceded(drawn.of, drawn.roadmap, i, month)) continue;
    const double scale = std::max(1.0, std::abs(drawn.oracle.comply(i, month)));
    EXPECT_LT(gain(month, *needed), 1e-5 * scale) << month;
  }
}

template <class Check>
void on_random_cases(int cases, std::uint64_t seed, const test::CaseShape& shape, Check check) {
  for (int run = 0; run < cases && !testing::Test::HasFailure(); ++run) {
    SCOPED_TRACE(testing::Message() << "seed " << seed << ", run " << run);
    Rng rng(seed, static_cast<std::uint64_t>(run));
    const Drawn drawn(rng, shape, run % 3 == 0 ? Grid::on : Grid::off);
    check(drawn, rng);
  }
}

TEST(ValueOracle, GameAgreesMonthByMonthWhenADeviatorWithholds) {
  on_random_cases(4000, 1, {},
                  [](const Drawn& drawn, Rng&) { compare_game(drawn, Deviation::withhold); });
}

TEST(ValueOracle, GameAgreesMonthByMonthWhenADeviatorWithdraws) {
  on_random_cases(4000, 2, {},
                  [](const Drawn& drawn, Rng&) { compare_game(drawn, Deviation::withdraw); });
}

TEST(ValueOracle, LeverageAgreesMonthByMonth) {
  on_random_cases(1000, 3, {}, [](const Drawn& drawn, Rng&) { compare_leverage(drawn); });
}

TEST(ValueOracle, CovertCheatingAgreesWithEnumeratedMonthsOfDetection) {
  on_random_cases(1500, 4, {3, 6, 3},
                  [](const Drawn& drawn, Rng& rng) { compare_covert(drawn, rng); });
}

TEST(ValueOracle, CovertThresholdIsWhereTemptationEnds) {
  on_random_cases(300, 6, {3, 6, 3}, [](const Drawn& drawn, Rng&) {
    for (const auto& found : value::covert_thresholds(drawn.of, drawn.worth, drawn.roadmap))
      compare_threshold(drawn, found);
  });
}

/// The oracle closes an endless sum with a tail; here it is held against very many months.
TEST(ValueOracle, EndlessHorizonIsTheLimitOfLongOnes) {
  for (std::uint64_t run = 0; run < 5; ++run) {
    Rng rng(5, run);
    model::CaseDraft draft = test::random_case_draft(rng, {3, 6, 3});
    draft.horizon_months = std::nullopt;
    for (auto& party : draft.parties) party.discount = std::min(party.discount.mode, 0.9);
    const auto endless = model::Case::from(draft);
    draft.horizon_months = 6000;
    const auto finite = model::Case::from(draft);
    ASSERT_TRUE(endless && finite);
    const model::Roadmap roadmap = test::random_roadmap(rng, *endless, Grid::off);
    const Oracle limit(*endless, roadmap);
    const Oracle far(*finite, roadmap);
    for (std::size_t p = 0; p < draft.parties.size(); ++p) {
      const PartyId i(p);
      expect_same(limit.net(i), far.net(i), 0, "net");
      expect_same(limit.defect(i, 0, Deviation::withhold), far.defect(i, 0, Deviation::withhold), 0,
                  "defect");
      expect_same(limit.exposure(i, 0), far.exposure(i, 0), 100, "exposure");
    }
  }
}

}  // namespace
}  // namespace tandem
