#include "tests/support/random_case.h"

#include <algorithm>
#include <array>

#include "tests/support/drafts.h"

namespace tandem::test {
namespace {

using model::CaseDraft;
using model::MeasureDraft;
using model::PartyDraft;

bool chance(Rng& rng, double p) { return rng.uniform() < p; }

int whole(Rng& rng, int low, int high) {
  const std::size_t values = static_cast<std::size_t>(high - low) + 1;
  return low + static_cast<int>(rng.below(values));
}

std::string numbered(const char* letter, std::size_t k) { return letter + std::to_string(k); }

/// A share with weight on the ends, where conventions differ.
double share(Rng& rng) {
  const double draw = rng.uniform();
  if (draw < 0.3) return 0;
  if (draw < 0.5) return 1;
  return rng.uniform();
}

void time(Rng& rng, const CaseShape& shape, CaseDraft& draft) {
  constexpr std::array kLengths{1, 2, 3, 6, 12};
  draft.id = "random";
  draft.phases = whole(rng, 1, shape.most_phases);
  draft.months_per_phase = kLengths[rng.below(kLengths.size())];
  if (!shape.forever || chance(rng, 0.6))
    draft.horizon_months = draft.phases * draft.months_per_phase + whole(rng, 0, 90);
  if (chance(rng, 0.6)) draft.response_months = whole(rng, 0, 2 * draft.months_per_phase);
  if (chance(rng, 0.3)) draft.deviation = "withdraw";
  if (chance(rng, 0.4)) draft.hazard = rng.uniform(0, 0.3);
}

PartyDraft party(Rng& rng, const CaseShape& shape, const CaseDraft& of, std::size_t k) {
  PartyDraft draft;
  draft.id = numbered("p", k);
  if (shape.partners && k > 0 && chance(rng, 0.3)) draft.role = "partner";
  const bool may_be_patient = of.horizon_months.has_value() || of.hazard.mode > 0;
  draft.discount = may_be_patient && chance(rng, 0.25) ? 1.0 : rng.uniform(0.3, 0.99);
  if (chance(rng, 0.5)) draft.breakdown_per_year = rng.uniform(-10, 10);
  if (chance(rng, 0.5)) draft.breakdown_once = rng.uniform(-10, 10);
  return draft;
}

void actors(Rng& rng, const CaseDraft& of, MeasureDraft& draft) {
  const std::size_t wanted = chance(rng, 0.75) ? 1 : 1 + rng.below(of.parties.size());
  const std::size_t first = rng.below(of.parties.size());
  for (std::size_t k = 0; k < wanted; ++k)
    draft.actors.push_back(of.parties[(first + k) % of.parties.size()].id);
}

void worth(Rng& rng, const CaseDraft& of, MeasureDraft& draft) {
  const auto acts = [&](const PartyDraft& party) {
    return std::ranges::count(draft.actors, party.id.text, &model::Word::text) > 0;
  };
  for (const PartyDraft& party : of.parties) {
    if (chance(rng, 0.25)) continue;
    const bool burden = chance(rng, acts(party) ? 0.8 : 0.2);
    const double points = rng.uniform(0.1, 10);
    draft.worth.push_back({party.id, burden ? -points : points});
    if (chance(rng, 0.15)) draft.breakdown_shift.push_back({party.id, rng.uniform(-3, 3)});
  }
}

MeasureDraft measure(Rng& rng, const CaseShape& shape, const CaseDraft& of, std::size_t k) {
  MeasureDraft draft;
  draft.id = numbered("m", k);
  draft.track = of.tracks[rng.below(of.tracks.size())].id;
  actors(rng, of, draft);
  worth(rng, of, draft);
  if (chance(rng, 0.7)) draft.duration = rng.uniform(0, 1.5 * of.months_per_phase + 2);
  draft.divisible = chance(rng, 0.5);
  draft.upfront = share(rng);
  draft.upfront_burden = share(rng);
  draft.reversibility = share(rng);
  if (chance(rng, 0.5)) draft.restore_months = rng.uniform(0, 14);
  draft.risk_reduction = chance(rng, 0.5) ? rng.uniform(0, 5) : 0;
  draft.final_goal = chance(rng, 0.5) ? rng.uniform(0, 5) : 0;
  if (chance(rng, 0.6)) {
    model::VerificationDraft verification;
    verification.means = "inspectors";
    verification.detection = rng.uniform(0, 1);
    verification.false_alarm = rng.uniform(0, 0.1);
    draft.verification = verification;
  }
  if (!shape.structure) return draft;
  if (k > 0 && chance(rng, 0.3)) draft.after.push_back({numbered("m", rng.below(k)), {}});
  if (draft.after.empty() && chance(rng, 0.2)) draft.one_of = "levels";
  return draft;
}

/// Start months of `wanted` tranches, all different.
std::vector<int> start_months(Rng& rng, const model::Case& of, Grid grid, int wanted) {
  const model::Time& time = of.time();
  std::vector<int> months;
  while (static_cast<int>(months.size()) < wanted) {
    const int phase = whole(rng, 1, time.phases);
    const int inside = grid == Grid::off ? whole(rng, 0, time.months_per_phase - 1) : 0;
    const int month = of.phase_start(phase) + inside;
    if (std::ranges::count(months, month) > 0)
      --wanted;
    else
      months.push_back(month);
  }
  return months;
}

}  // namespace

CaseDraft random_case_draft(Rng& rng, const CaseShape& shape) {
  CaseDraft draft;
  time(rng, shape, draft);
  draft.tracks = {{"peace", "Peace"}, {"arms", "Arms"}};
  const std::size_t parties = 2 + rng.below(shape.most_parties - 1);
  for (std::size_t k = 0; k < parties; ++k) draft.parties.push_back(party(rng, shape, draft, k));
  const std::size_t measures = 2 + rng.below(shape.most_measures - 1);
  for (std::size_t k = 0; k < measures; ++k)
    draft.measures.push_back(measure(rng, shape, draft, k));
  return draft;
}

model::Case random_case(Rng& rng, const CaseShape& shape) {
  return must_case(random_case_draft(rng, shape));
}

model::Roadmap random_roadmap(Rng& rng, const model::Case& of, Grid grid) {
  model::RoadmapDraft draft;
  draft.name = "random";
  for (const model::Party& party : of.parties())
    if (party.role == model::Role::partner && chance(rng, 0.7))
      draft.accession.push_back({party.id, whole(rng, 1, of.time().phases)});
  for (const model::Measure& measure : of.measures()) {
    if (chance(rng, 0.2)) continue;
    const std::vector<int> months =
        start_months(rng, of, grid, measure.divisible ? whole(rng, 1, 3) : 1);
    double left = 1;
    for (const int month : months) {
      const double part = measure.divisible ? left * rng.uniform(0.1, 1) : 1;
      draft.increments.push_back({measure.id, 0, month, part});
      left -= part;
    }
  }
  return must_roadmap(of, draft);
}

}  // namespace tandem::test
