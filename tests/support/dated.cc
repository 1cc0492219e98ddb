#include "tests/support/dated.h"

#include "tests/support/drafts.h"

namespace tandem::test {

model::AgreementDraft dated_draft(const std::vector<Dated>& obligations,
                                  const std::vector<DatedEvent>& events) {
  model::AgreementDraft draft;
  draft.id = "dated";
  draft.title = "An agreement with dates";
  draft.signed_on = "2026-01-01";
  for (const char* id : {"north", "south"}) {
    model::ActorDraft actor;
    actor.id = id;
    actor.name = id;
    draft.actors.push_back(actor);
  }
  for (const DatedEvent& from : events) {
    model::EventDraft event;
    event.id = from.id;
    event.title = "Event " + from.id;
    event.date = from.date;
    event.happened = from.happened;
    draft.events.push_back(event);
  }
  for (const Dated& from : obligations) {
    model::ObligationDraft to;
    to.id = from.id;
    to.title = "Obligation " + from.id;
    to.actors = {draft.obligations.size() % 2 == 0 ? "north" : "south"};
    to.counterparts = {draft.obligations.size() % 2 == 0 ? "south" : "north"};
    to.trigger = from.trigger;
    to.takes = from.takes;
    for (const std::string& wait : from.waits_for) to.waits_for.emplace_back(wait);
    if (!from.to_verify.empty()) {
      to.verification.emplace();
      to.verification->means = "visits";
      to.verification->takes = from.to_verify;
    }
    to.started = from.started;
    to.done = from.done;
    to.verified = from.verified;
    draft.obligations.push_back(to);
  }
  return draft;
}

model::Agreement must_agreement(const model::AgreementDraft& draft) {
  return must(model::Agreement::from(draft));
}

std::chrono::sys_days day(std::string_view date) {
  const auto read = parse_date(date);
  if (!read) give_up({Errc::invalid_input, "'" + std::string(date) + "' is no date"});
  return std::chrono::sys_days{*read};
}

}  // namespace tandem::test
