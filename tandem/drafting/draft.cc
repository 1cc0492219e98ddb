#include "tandem/drafting/draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "tandem/drafting/internal/clauses.h"
#include "tandem/drafting/internal/pairs.h"
#include "tandem/lint/lint.h"

namespace tandem::drafting {
namespace {

using model::AgreementDraft;
using model::Case;
using model::Increment;
using model::Measure;
using model::ObligationDraft;
using model::Party;
using model::Roadmap;

using internal::Clauses;
using internal::PhaseSteps;

/// The steps of each phase in which something starts, in order.
std::vector<PhaseSteps> phases_of(const Case& of, const Roadmap& roadmap) {
  std::map<int, PhaseSteps> phases;
  const auto phase = [&](int number) -> PhaseSteps& {
    PhaseSteps& made = phases[number];
    made.number = number;
    return made;
  };
  for (const Increment& step : roadmap.increments)
    phase(of.phase_of(step.start_month)).steps.push_back(step);
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (of.parties()[p].role == model::Role::partner && roadmap.accession[p])
      phase(*roadmap.accession[p]).accedes.emplace_back(p);
  std::vector<PhaseSteps> list;
  for (auto& [number, one] : phases) list.push_back(std::move(one));
  return list;
}

bool takes_part(const Case& of, const Roadmap& roadmap, std::size_t party) {
  if (of.parties()[party].role == model::Role::principal || roadmap.accession[party]) return true;
  return std::ranges::any_of(roadmap.increments, [&](const Increment& step) {
    return of.measure(step.measure).has_actor(PartyId(party));
  });
}

void add_actors(const Case& of, const Roadmap& roadmap, AgreementDraft& into) {
  for (std::size_t p = 0; p < of.parties().size(); ++p) {
    if (!takes_part(of, roadmap, p)) continue;
    model::ActorDraft actor;
    actor.id = of.parties()[p].id;
    actor.name = of.parties()[p].name;
    into.actors.push_back(actor);
  }
  for (const auto& [id, name] : {std::pair{internal::kCommission, "Joint Commission"},
                                 std::pair{internal::kArbiters, "Three arbiters"}}) {
    model::ActorDraft body;
    body.id = id;
    body.name = name;
    body.role = "body";
    into.actors.push_back(body);
  }
}

void add_events(const Case& of, AgreementDraft& into) {
  model::EventDraft force;
  force.id = internal::kForce;
  force.title = "Entry into force";
  force.date = format_date(of.time().start);
  force.source = internal::kSource;
  into.events.push_back(force);
  for (const auto& [id, title] :
       {std::pair{internal::kComplaint, "A party refers a matter to the Joint Commission"},
        std::pair{internal::kSettlement, "The parties to a dispute record that it is settled"}}) {
    model::EventDraft event;
    event.id = id;
    event.title = title;
    into.events.push_back(event);
  }
}

void add_source(const Case& of, const Roadmap& roadmap, AgreementDraft& into) {
  model::ProvenanceDraft source;
  source.id = internal::kSource;
  source.title = fmt::format("Roadmap '{}' of the case '{}'",
                             roadmap.title.empty() ? roadmap.name : roadmap.title, of.data().title);
  into.provenances.push_back(source);
}

void answer_weak_form(ObligationDraft& relief) {
  relief.text.text +=
      " If it is withdrawn otherwise than under D4, those to whom it is owed are "
      "released from what they gave in exchange.";
  relief.allow.push_back(
      {"weak-legal-form",
       "the case foresees no higher form than this; if it is withdrawn, the other side is released "
       "from what it gave in exchange"});
}

/// Relief in a form that the next government can take back is what the case says there is. The text
/// then says what follows, and the finding of lint is allowed for that reason.
void answer_weak_forms(AgreementDraft& text) {
  const auto valid = model::Agreement::from(text);
  if (!valid) return;
  for (const lint::Finding& finding : lint::lint(*valid)) {
    if (finding.rule->id != "weak-legal-form") continue;
    for (const model::ObligationId relief : finding.obligations)
      answer_weak_form(text.obligations[relief.index()]);
  }
}

}  // namespace

AgreementDraft draft(const Case& of, const Roadmap& roadmap, const Terms& terms) {
  AgreementDraft made;
  made.id = of.data().id + "-draft";
  made.title = fmt::format("Draft agreement: {}", of.data().title);
  made.summary = fmt::format(
      "Drawn up from the roadmap '{}'. Every day follows from the roadmap; the clock of disputes, "
      "the longstop and the rules on verification where the case has none are proposals.",
      roadmap.title.empty() ? roadmap.name : roadmap.title);
  made.case_id = of.data().id;
  made.signed_on = format_date(of.time().start);
  add_source(of, roadmap, made);
  add_actors(of, roadmap, made);
  add_events(of, made);
  Clauses clauses(of, roadmap, terms, made);
  clauses.add_commission();
  for (const PhaseSteps& phase : phases_of(of, roadmap)) clauses.add_phase(phase);
  clauses.add_disputes();
  answer_weak_forms(made);
  return made;
}

}  // namespace tandem::drafting
