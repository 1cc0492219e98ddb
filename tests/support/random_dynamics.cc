#include "tests/support/random_dynamics.h"

#include "tandem/base/calendar.h"
#include "tandem/model/vocabulary.h"

namespace tandem::test {
namespace {

using model::CaseDraft;
using model::NamedNumber;
using model::Number;

bool coin(Rng& rng, double chance = 0.5) { return rng.uniform() < chance; }

/// Some of the measures, each with a number of its own.
std::vector<NamedNumber> some_measures(const CaseDraft& draft, Rng& rng, double low, double high) {
  std::vector<NamedNumber> some;
  for (const model::MeasureDraft& measure : draft.measures)
    if (coin(rng, 0.3)) some.push_back({measure.id.text, Number(rng.uniform(low, high))});
  return some;
}

model::AdministrationDraft administration(const CaseDraft& draft, const std::string& party,
                                          Rng& rng) {
  model::AdministrationDraft made;
  made.id = party;
  made.in_office = party + "-1";
  if (coin(rng, 0.7)) {
    made.first =
        format_date(add_months(*parse_date(draft.start.text), static_cast<int>(rng.below(30)) - 4));
    if (coin(rng, 0.8)) made.every = 1 + static_cast<int>(rng.below(30));
  }
  if (coin(rng)) made.hazard = Number(rng.uniform(0, 0.1));
  const double stays = rng.uniform();
  for (int k = 1; k <= 2; ++k) {
    model::GovernmentDraft one;
    one.id = party + "-" + std::to_string(k);
    for (const model::TrackDraft& track : draft.tracks)
      if (coin(rng)) one.worth.push_back({track.id.text, Number(rng.uniform(0, 2))});
    if (coin(rng, 0.3)) one.discount = Number(rng.uniform(0.5, 0.99));
    one.resumes = Number(rng.uniform(0, 2));
    one.repudiates = Number(rng.uniform(0, 3));
    one.next = {{party + "-1", Number(k == 1 ? stays : 1 - stays)},
                {party + "-2", Number(k == 1 ? 1 - stays : stays)}};
    made.governments.push_back(std::move(one));
  }
  return made;
}

model::CrisisDraft crisis(const CaseDraft& draft, const std::string& id, Rng& rng) {
  model::CrisisDraft made;
  made.id = id;
  made.hazard = Number(coin(rng, 0.1) ? 1 : rng.uniform(0, 0.2));
  if (coin(rng)) made.while_suspended = Number(rng.uniform(0, 3));
  if (coin(rng)) made.settled = Number(rng.uniform());
  if (coin(rng)) made.by = draft.parties[rng.below(draft.parties.size())].id.text;
  made.measures = some_measures(draft, rng, 0, 2);
  for (const model::AdministrationDraft& one : draft.dynamics.administrations) {
    if (coin(rng)) made.governments.push_back({one.governments[0].id, Number(rng.uniform(0, 3))});
    if (!coin(rng)) continue;
    if (!made.opening) made.opening.emplace();
    made.opening->parties.push_back(one.id);
    made.opening->within = 1 + static_cast<int>(rng.below(24));
    made.opening->factor = Number(rng.uniform(0, 4));
  }
  return made;
}

model::IndicatorDraft indicator(const CaseDraft& draft, const std::string& id, Rng& rng) {
  model::IndicatorDraft made;
  made.id = id;
  made.start = Number(rng.uniform(1, 5));
  if (coin(rng)) {
    made.stock.emplace();
    made.stock->grows = Number(rng.uniform(-2, 4));
    if (coin(rng)) made.stock->most = Number(12.0);
    made.stock->removes = some_measures(draft, rng, 0, 3);
  } else {
    made.diffusion.emplace();
    made.diffusion->market = Number(20.0);
    made.diffusion->innovation = Number(rng.uniform(0, 0.1));
    made.diffusion->imitation = Number(rng.uniform(0, 1));
  }
  made.measures = some_measures(draft, rng, 0, 2);
  made.while_suspended = Number(rng.uniform(0, 1.5));
  made.while_collapsed = Number(rng.uniform(-1, 1.5));
  made.final_goals = Number(rng.uniform());
  return made;
}

}  // namespace

void add_random_dynamics(CaseDraft& draft, Rng& rng) {
  model::DynamicsDraft& dynamics = draft.dynamics;
  dynamics.months = 20 + static_cast<int>(rng.below(100));
  for (model::MeasureDraft& measure : draft.measures) {
    if (coin(rng))
      measure.legal_form = std::string(model::kLegalForms[rng.below(model::kLegalForms.size())]);
    if (!coin(rng)) continue;
    measure.verification.emplace();
    measure.verification->means = "inspectors";
    measure.verification->detection = Number(rng.uniform(0, 0.4));
    measure.verification->false_alarm = Number(rng.uniform(0, 0.1));
  }
  for (const model::PartyDraft& party : draft.parties) {
    const std::string& id = party.id.text;
    if (coin(rng)) dynamics.administrations.push_back(administration(draft, id, rng));
    dynamics.lateness.push_back({id, Number(coin(rng, 0.2) ? 0 : rng.uniform(0, 0.7))});
    dynamics.noise.push_back({id, Number(coin(rng, 0.3) ? 0 : rng.uniform(0, 20))});
    if (coin(rng, 0.3)) dynamics.guarantors.push_back({id, Number(rng.uniform())});
  }
  const std::size_t crises = 1 + rng.below(4);
  for (std::size_t k = 0; k < crises; ++k)
    dynamics.crises.push_back(crisis(draft, "c" + std::to_string(k), rng));
  dynamics.distrustful = Number(rng.uniform(0, 0.7));
  dynamics.trusting = Number(rng.uniform(0.3, 1));
  if (coin(rng)) dynamics.violations = Number(rng.uniform());
  dynamics.alarms = Number(rng.uniform(0.2, 1));
  dynamics.forums = some_measures(draft, rng, 0, 0.8);
  dynamics.resume = Number(rng.uniform(0, 0.6));
  dynamics.collapse = Number(rng.uniform(0, 0.1));
  dynamics.starts_over = coin(rng, 0.2);
  if (coin(rng))
    for (const model::PartyDraft& party : draft.parties)
      dynamics.beliefs.push_back({party.id.text, Number(rng.uniform(0.2, 1))});
  const std::size_t indicators = rng.below(3);
  for (std::size_t k = 0; k < indicators; ++k)
    dynamics.indicators.push_back(indicator(draft, "i" + std::to_string(k), rng));
}

void make_certain(model::CaseDraft& draft) {
  model::DynamicsDraft& dynamics = draft.dynamics;
  dynamics = {};
  for (const model::PartyDraft& party : draft.parties) {
    dynamics.lateness.push_back({party.id.text, model::Number(0.0)});
    dynamics.noise.push_back({party.id.text, model::Number(0.0)});
  }
  model::CrisisDraft crisis;
  crisis.id = "none";
  dynamics.crises = {crisis};
  for (model::MeasureDraft& measure : draft.measures) measure.verification.reset();
}

}  // namespace tandem::test
