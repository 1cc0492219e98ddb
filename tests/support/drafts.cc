#include "tests/support/drafts.h"

#include <cstdlib>
#include <iostream>

namespace tandem::test {

void give_up(const Error& error) {
  std::cerr << "a test cannot go on: " << error.what << '\n';
  for (const Diagnostic& detail : error.details)
    std::cerr << "  " << detail.at.file << ':' << detail.at.line << ": " << detail.message << '\n';
  std::abort();
}

model::CaseDraft blank_case(int phases, int months_per_phase, std::optional<int> horizon) {
  model::CaseDraft draft;
  draft.id = "test";
  draft.phases = phases;
  draft.months_per_phase = months_per_phase;
  draft.horizon_months = horizon;
  draft.tracks.push_back({"all", "All"});
  return draft;
}

model::PartyDraft principal(const std::string& id, double annual_discount) {
  model::PartyDraft draft;
  draft.id = id;
  draft.discount = annual_discount;
  return draft;
}

model::MeasureDraft step(const std::string& id, std::vector<model::Word> actors, Points worth) {
  model::MeasureDraft draft;
  draft.id = id;
  draft.actors = std::move(actors);
  draft.track = "all";
  draft.worth = std::move(worth);
  return draft;
}

model::Case must_case(const model::CaseDraft& draft) { return must(model::Case::from(draft)); }

model::Roadmap must_roadmap(const model::Case& of, const model::RoadmapDraft& draft) {
  return must(model::roadmap_from(of, draft));
}

model::Roadmap must_roadmap(const model::Case& of, const std::vector<Tranche>& tranches) {
  model::RoadmapDraft draft;
  draft.name = "test";
  for (const model::Party& party : of.parties())
    if (party.role == model::Role::partner) draft.accession.push_back({party.id, 1});
  for (const auto& [measure, phase, share] : tranches)
    draft.increments.push_back({measure, phase, std::nullopt, share});
  return must_roadmap(of, draft);
}

PartyId party(const model::Case& of, const std::string& id) {
  if (const auto found = of.find_party(id)) return *found;
  give_up({Errc::not_found, "no party " + id});
}

MeasureId measure(const model::Case& of, const std::string& id) {
  if (const auto found = of.find_measure(id)) return *found;
  give_up({Errc::not_found, "no measure " + id});
}

}  // namespace tandem::test
