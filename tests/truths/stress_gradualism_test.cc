#include <gtest/gtest.h>

#include <cmath>

#include "tandem/plan/plan.h"
#include "tandem/stress/history.h"
#include "tests/support/drafts.h"
#include "tests/support/truth_cases.h"

/// Optimiser and histories together: a gradual exchange planned under a hazard and then played
/// under it. A process of N phases of a year comes to its last with the chance (1 - h)^(N - 1).
namespace tandem {
namespace {

struct Row {
  double hazard;
  double reversible;
  int phases;
  double completes;
};

constexpr std::size_t kHistories = 40'000;
constexpr double kZ = 3.29;  // of 99.95 %

/// The hazard of the draft as crises that nobody settles, and nothing else that goes wrong.
model::CaseDraft with_crises(model::CaseDraft draft, double hazard) {
  model::DynamicsDraft& dynamics = draft.dynamics;
  for (const model::PartyDraft& party : draft.parties) {
    dynamics.lateness.push_back({party.id.text, model::Number(0.0)});
    dynamics.noise.push_back({party.id.text, model::Number(0.0)});
  }
  model::CrisisDraft crisis;
  crisis.id = "end";
  crisis.hazard = 1 - std::pow(1 - hazard, 1.0 / 12);
  crisis.settled = model::Number(0.0);
  dynamics.crises = {crisis};
  dynamics.resume = model::Number(0.0);
  dynamics.collapse = model::Number(1.0);
  dynamics.months = 120;
  return draft;
}

TEST(PlayedHazard, AsManyComeToTheLastPhaseAsSurvive) {
  for (const Row& row : {Row{0.1, 0.5, 2, 0.9}, Row{0.2, 0.2, 4, 0.512}, Row{0.3, 0.2, 4, 0.343},
                         Row{0.4, 0.2, 5, 0.1296}}) {
    SCOPED_TRACE(testing::Message() << row.hazard << " " << row.reversible);
    model::CaseDraft draft = with_crises(
        test::gradual_exchange(
            {.reversible = row.reversible, .hazard = row.hazard, .phases = 8, .mandatory = true}),
        row.hazard);
    draft.objectives = {{"fairness", 1, {}}};
    const model::Case of = test::must_case(draft);
    plan::Options options;
    options.fewest_phases = true;
    const plan::Answer answer = plan::plan(of, options);
    ASSERT_EQ(answer.phases_used, row.phases);
    const stress::World world(of, *answer.roadmap);
    stress::Histories playing(world, 11);
    stress::Outcome outcome;
    double completed = 0;
    for (std::size_t k = 0; k < kHistories; ++k) {
      playing.play(k, outcome);
      completed += outcome.completed ? 1 : 0;
    }
    const double share = completed / kHistories;
    EXPECT_NEAR(share, row.completes,
                kZ * std::sqrt(row.completes * (1 - row.completes) / kHistories));
  }
}

}  // namespace
}  // namespace tandem
