#include "tandem/value/forms.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/random_case.h"

namespace tandem::value {
namespace {

using model::Deviation;

void expect_same(double form, double game, const char* what) {
  EXPECT_NEAR(form, game, 1e-9 * std::max({1.0, std::abs(form), std::abs(game)})) << what;
}

struct Drawn {
  model::Case of;
  Economics worth;
  model::Roadmap roadmap;
  std::vector<double> x;

  explicit Drawn(std::uint64_t run) : Drawn(Rng(11, run)) {}

 private:
  explicit Drawn(Rng rng)
      : of(test::random_case(rng)),
        worth(of),
        roadmap(test::random_roadmap(rng, of, test::Grid::on)),
        x(shares(of, roadmap)) {}
};

template <class Check>
void for_every_party_and_phase(Check check) {
  for (std::uint64_t run = 0; run < 300; ++run) {
    const Drawn drawn(run);
    for (std::size_t p = 0; p < drawn.of.parties().size(); ++p)
      for (int phase = 1; phase <= drawn.of.time().phases + 1; ++phase)
        check(drawn, PartyId(p), phase);
  }
}

TEST(Forms, MarginIsTheGamesMargin) {
  for_every_party_and_phase([](const Drawn& d, PartyId i, int phase) {
    const int month = d.of.phase_start(phase);
    for (const auto deviation : {Deviation::withhold, Deviation::withdraw}) {
      const double stay = comply(d.worth, d.roadmap, i, month);
      const double leave = defect(d.of, d.worth, d.roadmap, i, month, deviation);
      const double form = evaluate(margin_form(d.of, d.worth, i, phase, deviation), d.x);
      EXPECT_NEAR(form, stay - leave, 1e-9 * std::max({1.0, std::abs(stay), std::abs(leave)}));
    }
  });
}

TEST(Forms, HistoryBelowZeroIsTheGamesExposure) {
  for_every_party_and_phase([](const Drawn& d, PartyId i, int phase) {
    if (phase > d.of.time().phases) return;
    const double history = evaluate(history_form(d.of, d.worth, i, phase), d.x);
    const double exposed = exposure(d.of, d.worth, d.roadmap, i, d.of.phase_start(phase));
    EXPECT_NEAR(std::max(0.0, -history), exposed, 1e-8);
  });
}

TEST(Forms, NetIsTheGamesNet) {
  for_every_party_and_phase([](const Drawn& d, PartyId i, int phase) {
    expect_same(evaluate(net_form(d.of, d.worth, i, phase), d.x),
                net_gain(d.worth, d.roadmap, i, d.of.phase_start(phase)), "net");
  });
}

TEST(Forms, GetsLessOwnBurdensAreWhatAPhaseBringsToWhoeverBearsNoOthers) {
  for_every_party_and_phase([](const Drawn& d, PartyId i, int phase) {
    if (phase > d.of.time().phases) return;
    double gives = 0;
    double gets = 0;
    for (const model::Increment& step : d.roadmap.increments) {
      if (d.of.phase_of(step.start_month) != phase) continue;
      const double value = step.share * d.worth.carried_out(i, step.measure, step.start_month, 0);
      if (value > 0) gets += value;
      if (value < 0 && d.of.measure(step.measure).has_actor(i)) gives -= value;
    }
    expect_same(evaluate(gives_form(d.of, d.worth, i, phase), d.x), gives, "gives");
    expect_same(evaluate(gets_form(d.of, d.worth, i, phase), d.x), gets, "gets");
  });
}

TEST(Forms, SharesStandInTheirColumns) {
  const Drawn drawn(1);
  double sum = 0;
  for (const double share : drawn.x) sum += share;
  double started = 0;
  for (const model::Increment& step : drawn.roadmap.increments) started += step.share;
  EXPECT_NEAR(sum, started, 1e-12);
  EXPECT_EQ(column(drawn.of, MeasureId(1), 1), static_cast<std::size_t>(drawn.of.time().phases));
}

}  // namespace
}  // namespace tandem::value
