#include "tests/support/planning_case.h"

#include <algorithm>

namespace tandem::test {
namespace {

bool chance(Rng& rng, double p) { return rng.uniform() < p; }

}  // namespace

model::CaseDraft planning_draft(Rng& rng, const CaseShape& shape) {
  model::CaseDraft draft = random_case_draft(rng, shape);
  for (model::MeasureDraft& measure : draft.measures)
    if (chance(rng, 0.15)) measure.mandatory = measure.one_of.empty();
  for (model::PartyDraft& party : draft.parties)
    if (chance(rng, 0.4)) party.capacity = rng.uniform(4, 20);
  model::PrinciplesDraft& limits = draft.principles;
  limits.parallel_tracks = {"peace", "arms"};
  if (chance(rng, 0.3)) limits.parallel_max_gap = rng.uniform(0.2, 1);
  if (chance(rng, 0.3)) limits.proportional_max_gap = rng.uniform(0.2, 1);
  if (chance(rng, 0.3)) limits.max_exposure = rng.uniform(0.05, 0.5);
  if (chance(rng, 0.2)) limits.reciprocal_min_index = rng.uniform(0, 0.1);
  if (chance(rng, 0.2)) limits.by_month_24 = rng.uniform(0, 0.4);
  if (chance(rng, 0.3)) limits.min_detection = rng.uniform(0, 0.9);
  if (chance(rng, 0.2)) limits.min_final_share = rng.uniform(0, 0.4);
  limits.min_margin = rng.uniform(-0.2, 0.02);
  for (const char* name :
       {"early_security", "fairness", "self_enforcement", "final_goals", "fewest_phases"})
    if (chance(rng, 0.5)) draft.objectives.push_back({name, rng.uniform(0.1, 1), {}});
  return draft;
}

assess::Assessment assessed(const model::Case& of, const model::Roadmap& roadmap,
                            const std::vector<std::optional<double>>& ideal) {
  return assess::assess(of, value::Economics(of), roadmap, {ideal, false});
}

std::string objections(const assess::Assessment& assessment) {
  std::string text;
  for (const assess::Breach& breach : assessment.breaches) text += breach.text + "\n";
  for (const assess::Principle& principle : assessment.principles)
    for (const assess::Finding& finding : principle.findings)
      if (finding.verdict == assess::Verdict::fails)
        text += principle.id + ": " + finding.reason + "\n";
  return text;
}

void for_each_roadmap(const model::Case& of,
                      const std::function<void(const model::Roadmap&)>& visit) {
  const int places = of.time().phases + 1;
  std::vector<PartyId> partners;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (of.parties()[p].role == model::Role::partner) partners.emplace_back(p);
  const std::size_t items = of.measures().size() + partners.size();
  std::vector<int> place(items, 0);
  for (;;) {
    model::Roadmap roadmap = model::no_agreement(of);
    for (std::size_t k = 0; k < items; ++k) {
      if (place[k] == 0) continue;
      if (k < of.measures().size())
        roadmap.increments.push_back({MeasureId(k), of.phase_start(place[k]), 1});
      else
        roadmap.accession[partners[k - of.measures().size()].index()] = place[k];
    }
    model::canonicalise(roadmap);
    visit(roadmap);
    std::size_t k = 0;
    while (k < items && ++place[k] == places) place[k++] = 0;
    if (k == items) return;
  }
}

}  // namespace tandem::test
