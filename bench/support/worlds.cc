#include "bench/support/worlds.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
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

PartyDraft party(Rng& rng, int number, bool partner, const Size& size) {
  PartyDraft made;
  made.id = fmt::format("p{}", number);
  made.role = partner ? "partner" : "principal";
  made.discount = rng.uniform(0.82, 0.96);
  made.breakdown_per_year = -rng.uniform(0.05, 0.5);
  made.breakdown_once = -rng.uniform(0, 2);
  if (partner) {
    const int earliest = 1 + static_cast<int>(rng.below(2));
    made.accession =
        model::AccessionDraft{.earliest = earliest, .latest = std::min(size.phases, earliest + 3)};
  }
  return made;
}

model::VerificationDraft verification(Rng& rng) {
  model::VerificationDraft made;
  made.means = "inspectors";
  made.operated_by = "an agency";
  made.detection = rng.uniform(0.1, 0.9);
  made.false_alarm = rng.uniform(0, 0.02);
  return made;
}

/// Two in three steps are a principal's, the rest partners'.
std::size_t actor_of(Rng& rng, std::size_t parties, std::size_t principals) {
  constexpr double kOfPrincipals = 2.0 / 3;
  if (principals == parties || rng.uniform() < kOfPrincipals) return rng.below(principals);
  return principals + rng.below(parties - principals);
}

/// Burden of the actor; gain of another principal, whom the step is meant for; what is left to
/// others.
void add_worths(Rng& rng, const CaseDraft& of, std::size_t actor, std::size_t principals,
                MeasureDraft& made) {
  const double burden = rng.uniform(1, 5);
  std::size_t meant_for = rng.below(principals);
  if (meant_for == actor) meant_for = (meant_for + 1) % principals;
  made.worth.push_back({of.parties[actor].id, -burden});
  made.worth.push_back({of.parties[meant_for].id, burden * rng.uniform(0.8, 2.2)});
  for (std::size_t k = 0; k < of.parties.size(); ++k) {
    if (k == actor || k == meant_for) continue;
    const double draw = rng.uniform();
    if (draw < 0.35) made.worth.push_back({of.parties[k].id, burden * rng.uniform(0.1, 0.8)});
    if (draw > 0.8) made.worth.push_back({of.parties[k].id, -burden * rng.uniform(0.05, 0.4)});
  }
}

void add_taking_back(Rng& rng, MeasureDraft& made) {
  const double kind = rng.uniform();
  if (kind < 0.35) {
    made.reversibility = rng.uniform(0, 0.2);
    made.restore_months = rng.uniform(24, 60);
  } else if (kind < 0.65) {
    made.reversibility = rng.uniform(0.4, 0.7);
    made.restore_months = rng.uniform(3, 12);
  } else {
    made.reversibility = rng.uniform(0.8, 1);
    made.restore_months = rng.uniform(0, 3);
  }
  if (rng.uniform() < 0.2) made.upfront = rng.uniform(0.2, 0.8);
  if (rng.uniform() < 0.2) made.upfront_burden = rng.uniform(0.2, 0.8);
}

/// Links to earlier steps only, so that they can all be kept.
void add_links(Rng& rng, int number, const CaseDraft& of, MeasureDraft& made) {
  if (number == 0) return;
  const auto earlier = [&] {
    const int from = std::max(0, number - 15);
    const auto span = static_cast<std::size_t>(number - from);
    return of.measures[static_cast<std::size_t>(from) + rng.below(span)].id;
  };
  const double draw = rng.uniform();
  if (draw < 0.4) made.after.push_back({earlier(), {}});
  if (draw < 0.08) {
    const model::Word second = earlier();
    if (second.text != made.after.front().measure.text) made.after.push_back({second, {}});
  }
  if (draw > 0.94 && number > 3)  // a second level of the step before
    made.one_of = fmt::format("level{}", number / 2);
}

MeasureDraft measure(Rng& rng, const CaseDraft& of, int number, std::size_t principals) {
  const std::size_t actor = actor_of(rng, of.parties.size(), principals);
  MeasureDraft made;
  made.id = fmt::format("m{:03}", number);
  made.title = fmt::format("Measure {}", number);
  made.actors = {of.parties[actor].id};
  made.track = of.tracks[actor % 2].id;
  add_worths(rng, of, actor, principals, made);
  made.duration = std::floor(rng.uniform(0, 18));
  made.divisible = number % 5 == 4;
  if (made.divisible && rng.uniform() < 0.5) made.smallest_tranche = 0.2;
  add_taking_back(rng, made);
  made.risk_reduction = rng.uniform() < 0.6 ? rng.uniform(1, 10) : 0;
  made.final_goal = rng.uniform() < 0.25 ? rng.uniform(1, 5) : 0;
  if (rng.uniform() < 0.7) made.verification = verification(rng);
  add_links(rng, number, of, made);
  return made;
}

/// A party may start a little less in each phase than its even share.
void add_capacities(CaseDraft& draft) {
  constexpr double kTight = 0.9;
  for (PartyDraft& party : draft.parties) {
    double burden = 0;
    double heaviest = 0;
    for (const MeasureDraft& measure : draft.measures) {
      if (measure.actors.front().text != party.id.text) continue;
      burden += -measure.worth.front().points.mode;
      heaviest = std::max(heaviest, -measure.worth.front().points.mode);
    }
    party.capacity = std::max(heaviest, kTight * burden / draft.phases);
  }
}

void add_principles(CaseDraft& draft) {
  auto& principles = draft.principles;
  principles.parallel_tracks = {"peace", "arms"};
  principles.parallel_max_gap = 0.25;
  principles.reciprocal_min_index = 0.05;
  principles.proportional_max_gap = 0.6;
  principles.max_exposure = 0.15;
  principles.min_margin = 0.0;
  principles.by_month_24 = 0.1;
  principles.min_final_share = 0.3;
  draft.objectives = {
      {"early_security", 1.0}, {"fairness", 1.0}, {"self_enforcement", 1.0}, {"final_goals", 1.0}};
}

}  // namespace

std::string korean_folder() { return TANDEM_SOURCE_DIR "/cases/korea/2026"; }

casefile::CaseFile korean_case() { return must(casefile::load_case(korean_folder())); }

model::Roadmap korean_roadmap(const model::Case& of, const std::string& file) {
  return must(casefile::load_roadmap(korean_folder() + "/" + file, of)).valid;
}

model::CaseDraft made_draft(const Size& size, std::uint64_t seed) {
  Rng rng(seed, 0);
  CaseDraft draft;
  draft.id = fmt::format("made-{}x{}x{}-{}", size.measures, size.phases, size.parties, seed);
  draft.phases = size.phases;
  draft.months_per_phase = 6;
  draft.horizon_months = std::max(240, 12 * size.phases);
  draft.hazard = 0.01;
  draft.tracks = {{"peace", "Peace"}, {"arms", "Arms"}};
  const int principals = std::max(2, size.parties / 2);
  for (int k = 0; k < size.parties; ++k)
    draft.parties.push_back(party(rng, k, k >= principals, size));
  for (int k = 0; k < size.measures; ++k)
    draft.measures.push_back(measure(rng, draft, k, static_cast<std::size_t>(principals)));
  add_capacities(draft);
  add_principles(draft);
  return draft;
}

model::Case made_case(const Size& size, std::uint64_t seed) {
  return must(model::Case::from(made_draft(size, seed)));
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
