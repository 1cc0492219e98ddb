#include "tandem/plan/internal/state.h"

#include <gtest/gtest.h>

#include "tests/support/drafts.h"
#include "tests/support/planning_case.h"

namespace tandem::plan::internal {
namespace {

Formulation formulation_of(const model::Case& of) {
  const value::Economics worth(of);
  Demands demands;
  demands.min_margin = 0;
  demands.deviation = of.time().deviation;
  demands.ideal.resize(of.parties().size());
  Formulation made = formulate(of, worth, demands);
  add_objectives(of, worth, demands, made);
  return made;
}

TEST(State, GainOfAChangeIsWhatMakingItBrings) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Rng rng(seed, 21);
    const model::Case of = test::must_case(test::planning_draft(rng, {4, 10, 5, true, true, true}));
    const Formulation made = formulation_of(of);
    if (made.columns.empty()) continue;
    State state(made);
    for (int move = 0; move < 100; ++move) {
      const std::size_t column = rng.below(made.columns.size());
      const double by = state.values()[column] > 0 ? -state.values()[column] : 1;
      const std::vector<Change> change{{static_cast<int>(column), by}};
      const double before = state.objective() - state.violation();
      const double gain = state.gain(change);
      state.apply(change);
      EXPECT_NEAR(state.objective() - state.violation() - before, gain, 1e-7);
    }
  }
}

TEST(State, StaysExactOverManyChanges) {
  Rng rng(5, 22);
  const model::Case of = test::must_case(test::planning_draft(rng, {4, 10, 5, true, true, true}));
  const Formulation made = formulation_of(of);
  State state(made);
  for (int move = 0; move < 2000; ++move) {
    const std::size_t column = rng.below(made.columns.size());
    state.apply({{static_cast<int>(column), state.values()[column] > 0 ? -1.0 : 1.0}});
  }
  for (std::size_t gauge = 0; gauge < made.gauges.size(); ++gauge)
    EXPECT_NEAR(state.activity(gauge), activity(made.gauges[gauge], state.values()), 1e-8);
}

/// A gauge must say of a roadmap what assess says of it: the same margins, by another way.
TEST(Formulation, MarginGaugesAreTheMarginsOfTheRoadmap) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Rng rng(seed, 23);
    const model::Case of =
        test::must_case(test::planning_draft(rng, {4, 10, 5, false, false, true}));
    const Formulation made = formulation_of(of);
    const model::Roadmap roadmap = test::random_roadmap(rng, of, test::Grid::on);
    const std::vector<double> values = from_roadmap(of, made, roadmap);
    const value::Economics worth(of);
    const auto game = value::game_values(of, worth, roadmap, of.time().deviation);
    for (const Gauge& gauge : made.gauges) {
      if (gauge.rule != "self-enforcing") continue;
      const double margin =
          game.margin[gauge.party->index()][static_cast<std::size_t>(gauge.phase - 1)];
      EXPECT_NEAR(activity(gauge, values), margin, 1e-7) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace tandem::plan::internal
