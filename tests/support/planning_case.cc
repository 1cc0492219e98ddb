#include "tests/support/planning_case.h"

#include <algorithm>
#include <cmath>

namespace tandem::test {
namespace {

using model::ObjectiveKind;

bool chance(Rng& rng, double p) { return rng.uniform() < p; }

double reached(const std::vector<assess::Step>& curve, int month) {
  double value = 0;
  for (const assess::Step& step : curve)
    if (step.month <= month) value = step.value;
  return value;
}

double early_security(const assess::Assessment& assessment) {
  double sum = 0;
  for (const int month : {12, 24, 36}) sum += reached(assessment.security, month) / 3;
  return sum;
}

double fairness(const model::Case& of, const assess::Assessment& assessment) {
  double least = 1e300;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (assessment.ideal[p].value_or(0) > 0)
      least = std::min(least, assessment.game.net[p] / *assessment.ideal[p]);
  return least;
}

double self_enforcement(const model::Case& of, const model::Roadmap& roadmap,
                        const assess::Assessment& assessment) {
  double least = 1e300;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    for (std::size_t k = 0; k < assessment.game.months.size(); ++k)
      if (value::acceded(of, roadmap, PartyId(p), assessment.game.months[k]))
        least = std::min(least, assessment.game.margin[p][k] / value::kScale);
  return least;
}

double final_goals(const assess::Assessment& assessment) {
  for (const assess::Principle& principle : assessment.principles)
    if (principle.id == "long-game") return principle.findings.front().value.value_or(0);
  return 0;
}

double phases_saved(const model::Case& of, const model::Roadmap& roadmap) {
  int last = 0;
  for (const model::Increment& step : roadmap.increments)
    last = std::max(last, of.phase_of(step.start_month));
  return 1 - static_cast<double>(last) / of.time().phases;
}

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

double objective_of(const model::Case& of, const model::Roadmap& roadmap,
                    const assess::Assessment& assessment) {
  double sum = 0;
  for (const model::Objective& objective : of.data().objectives) {
    double value = 0;
    switch (objective.kind) {
      case ObjectiveKind::early_security:
        value = early_security(assessment);
        break;
      case ObjectiveKind::fairness:
        value = fairness(of, assessment);
        break;
      case ObjectiveKind::self_enforcement:
        value = self_enforcement(of, roadmap, assessment);
        break;
      case ObjectiveKind::final_goals:
        value = final_goals(assessment);
        break;
      case ObjectiveKind::fewest_phases:
        value = phases_saved(of, roadmap);
        break;
    }
    if (value < 1e299) sum += objective.weight * value;
  }
  return sum;
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
