#include "bench/support/worlds.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "tandem/base/random.h"

namespace tandem::bench {
namespace {

using model::CaseDraft;
using model::MeasureDraft;
using model::PartyDraft;

template <class T>
T must(Result<T> made) {
  if (made) return std::move(*made);
  fmt::print(stderr, "{}\n", made.error().what);
  for (const Diagnostic& detail : made.error().details)
    fmt::print(stderr, "  {}\n", detail.message);
  std::exit(1);
}

PartyDraft party(int number, bool partner) {
  PartyDraft made;
  made.id = fmt::format("p{}", number);
  made.role = partner ? "partner" : "principal";
  made.discount = 0.85 + 0.02 * number;
  made.reserve = 0.0;
  made.breakdown_per_year = -1.0 - number;
  made.breakdown_once = -2.0;
  if (partner) made.accession = model::AccessionDraft{.earliest = 1, .latest = 0};
  return made;
}

model::VerificationDraft verification(Rng& rng) {
  model::VerificationDraft made;
  made.means = "inspectors";
  made.operated_by = "an agency";
  made.detection = rng.uniform(0.05, 0.5);
  made.false_alarm = rng.uniform(0, 0.02);
  return made;
}

MeasureDraft measure(Rng& rng, const CaseDraft& of, int number) {
  const std::size_t actor = static_cast<std::size_t>(number) % of.parties.size();
  MeasureDraft made;
  made.id = fmt::format("m{:03}", number);
  made.title = fmt::format("Measure {}", number);
  made.actors = {of.parties[actor].id};
  made.track = of.tracks[actor % 2].id;
  made.worth.push_back({of.parties[actor].id, -rng.uniform(1, 5)});
  for (std::size_t k = 0; k < of.parties.size(); ++k)
    if (k != actor && rng.uniform() < 0.7)
      made.worth.push_back({of.parties[k].id, rng.uniform(0.5, 5)});
  made.duration = rng.uniform(0, 10);
  made.divisible = number % 5 == 4;
  made.upfront = rng.uniform(0, 0.5);
  made.upfront_burden = rng.uniform(0, 0.5);
  made.reversibility = rng.uniform(0.2, 1);
  made.restore_months = rng.uniform(0, 12);
  made.risk_reduction = rng.uniform(0, 5);
  made.final_goal = rng.uniform() < 0.3 ? rng.uniform(1, 5) : 0;
  if (rng.uniform() < 0.7) made.verification = verification(rng);
  const auto stride = static_cast<int>(of.parties.size());
  if (number >= stride && rng.uniform() < 0.5)
    made.after.push_back({fmt::format("m{:03}", number - stride), {}});
  return made;
}

void add_principles(CaseDraft& draft) {
  auto& principles = draft.principles;
  principles.parallel_tracks = {"peace", "arms"};
  principles.parallel_max_gap = 0.3;
  principles.reciprocal_min_index = 0.3;
  principles.proportional_max_gap = 0.5;
  principles.max_exposure = 0.2;
  principles.min_margin = 0.0;
  principles.by_month_24 = 0.2;
  principles.min_detection = 0.05;
  principles.min_final_share = 0.5;
  draft.objectives = {{"early_security", 1.0}, {"final_goals", 1.0}};
}

}  // namespace

std::string korean_folder() { return TANDEM_SOURCE_DIR "/cases/korea/2026"; }

casefile::CaseFile korean_case() { return must(casefile::load_case(korean_folder())); }

model::Roadmap korean_roadmap(const model::Case& of, const std::string& file) {
  return must(casefile::load_roadmap(korean_folder() + "/" + file, of)).valid;
}

model::Case made_case(const Size& size, std::uint64_t seed) {
  Rng rng(seed, 0);
  CaseDraft draft;
  draft.id = "made";
  draft.phases = size.phases;
  draft.months_per_phase = 6;
  draft.horizon_months = 12 * 20;
  draft.tracks = {{"peace", "Peace"}, {"arms", "Arms"}};
  for (int k = 0; k < size.parties; ++k)
    draft.parties.push_back(party(k, k > 1 && k + 1 == size.parties));
  for (int k = 0; k < size.measures; ++k) draft.measures.push_back(measure(rng, draft, k));
  add_principles(draft);
  return must(model::Case::from(draft));
}

model::Roadmap made_roadmap(const model::Case& of, std::uint64_t seed) {
  Rng rng(seed, 1);
  const auto measures = static_cast<int>(of.measures().size());
  const int phases = of.time().phases;
  model::RoadmapDraft draft;
  draft.name = "made";
  for (const model::Party& party : of.parties())
    if (party.role == model::Role::partner) draft.accession.push_back({party.id, 1});
  for (int k = 0; k < measures; ++k) {
    const model::Measure& measure = of.measures()[static_cast<std::size_t>(k)];
    const int phase = 1 + k * (phases - 1) / measures;
    if (!measure.divisible) {
      draft.increments.push_back({measure.id, phase, {}, 1.0});
      continue;
    }
    const double first = rng.uniform(0.3, 0.7);
    draft.increments.push_back({measure.id, phase, {}, first});
    draft.increments.push_back({measure.id, phase + 1, {}, 1 - first});
  }
  return must(model::roadmap_from(of, draft));
}

}  // namespace tandem::bench
