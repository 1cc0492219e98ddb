#include "tandem/report/internal/redaction.h"

#include <algorithm>
#include <utility>

#include "tandem/casefile/agreement_file.h"
#include "tandem/interop/view.h"

namespace tandem::report {
namespace {

using Ids = std::set<std::string, std::less<>>;

bool names_hidden(const model::Agreement& of, const std::vector<model::Target>& targets,
                  const Shows& shows) {
  return std::ranges::any_of(targets, [&](const model::Target& target) {
    return !target.outside && !shows(of.obligations()[target.index].id);
  });
}

/// An obligation as it is shown: without what it says of hidden ones, and without what is for the
/// parties' own reckoning.
model::ObligationDraft shown_of(const model::Agreement& of, std::size_t k,
                                model::ObligationDraft draft, const Shows& shows, Ids& cut) {
  const model::Obligation& obligation = of.obligations()[k];
  if (names_hidden(of, interop::targets_of(of, obligation.trigger), shows)) {
    draft.trigger = {};
    cut.insert(obligation.id);
  }
  std::vector<model::Word> waits;
  for (std::size_t w = 0; w < draft.waits_for.size(); ++w)
    if (!names_hidden(of, of.targets(obligation.waits_for[w]), shows))
      waits.push_back(draft.waits_for[w]);
  draft.waits_for = std::move(waits);
  std::erase_if(draft.exchanged_for, [&](const model::Word& id) { return !shows(id.text); });
  draft.started = draft.done = draft.verified = draft.outcome = draft.note = {};
  draft.measure = draft.compartment = {};
  draft.share.reset();
  draft.worth.clear();
  draft.allow.clear();
  return draft;
}

/// Those whose trigger leads to one that was cut, however far.
Ids dependents(const model::Agreement& of, const Ids& cut) {
  Ids all = cut;
  for (bool grows = true; grows;) {
    grows = false;
    for (const model::Obligation& one : of.obligations()) {
      const auto targets = interop::targets_of(of, one.trigger);
      const bool waits = std::ranges::any_of(targets, [&](const model::Target& target) {
        return !target.outside && all.contains(of.obligations()[target.index].id);
      });
      if (waits && all.insert(one.id).second) grows = true;
    }
  }
  return all;
}

/// What the parties alone reckon with.
void drop_own_numbers(model::AgreementDraft& draft) {
  draft.case_id = {};
  draft.horizon_months.reset();
  draft.allow.clear();
  for (model::ActorDraft& actor : draft.actors) {
    actor.case_party = {};
    actor.discount.reset();
    actor.reserve.reset();
  }
}

/// The text with nothing in it that no obligation names.
std::string face_of(const model::Agreement& of, model::AgreementDraft draft) {
  const Ids actors = named_actors(of);
  const Ids events = named_events(of);
  Ids sources;
  for (const model::ObligationDraft& one : draft.obligations)
    for (const model::Word& source : one.sources) sources.insert(source.text);
  for (const model::EventDraft& event : draft.events)
    if (events.contains(event.id.text)) sources.insert(event.source.text);
  std::erase_if(draft.actors, [&](const auto& one) { return !actors.contains(one.id.text); });
  std::erase_if(draft.events, [&](const auto& one) { return !events.contains(one.id.text); });
  std::erase_if(draft.provenances, [&](const auto& one) { return !sources.contains(one.id.text); });
  return casefile::write_agreement(draft);
}

void add_named(const model::Agreement& of, std::string_view word, Ids& to) {
  const auto id = of.find_actor(word);
  if (!id) return;
  to.insert(of.actor(*id).id);
  for (const model::ActorId member : of.actor(*id).members) to.insert(of.actor(member).id);
}

}  // namespace

Result<RedactedText> redacted(const std::string& text, const Shows& shows) {
  const auto whole = casefile::load_agreement_text(text, "agreement.yaml");
  if (!whole) return tl::unexpected(whole.error());
  model::AgreementDraft draft = whole->draft;
  draft.obligations.clear();
  drop_own_numbers(draft);
  Ids cut;
  for (std::size_t k = 0; k < whole->draft.obligations.size(); ++k) {
    const model::ObligationDraft& one = whole->draft.obligations[k];
    if (shows(one.id.text)) draft.obligations.push_back(shown_of(whole->valid, k, one, shows, cut));
  }
  const std::size_t hidden = whole->draft.obligations.size() - draft.obligations.size();
  std::string written = casefile::write_agreement(draft);
  auto made = casefile::load_agreement_text(written, "agreement.yaml");
  if (!made) return tl::unexpected(std::move(made.error()));
  Ids dependent = dependents(made->valid, cut);
  std::string face = face_of(made->valid, std::move(draft));
  return RedactedText{std::move(written), std::move(face),      std::move(made->valid),
                      std::move(cut),     std::move(dependent), hidden};
}

std::set<std::string, std::less<>> named_actors(const model::Agreement& of) {
  Ids all;
  for (const model::Obligation& one : of.obligations()) {
    for (const auto* actors : {&one.actors, &one.counterparts})
      for (const model::ActorId id : *actors) add_named(of, of.actor(id).id, all);
    for (const std::string* word : {&one.decided_by, &one.financing}) add_named(of, *word, all);
    if (!one.verification) continue;
    const model::ObligationVerification& check = *one.verification;
    for (const std::string* word : {&check.operated_by, &check.approval, &check.disclosure})
      add_named(of, *word, all);
  }
  return all;
}

std::set<std::string, std::less<>> named_events(const model::Agreement& of) {
  Ids all;
  for (const model::Obligation& one : of.obligations())
    for (const model::Target& target : interop::targets_of(of, one.trigger))
      if (target.outside) all.insert(of.events()[target.index].id);
  return all;
}

}  // namespace tandem::report
