#include <nlohmann/json.hpp>

#include "tandem/interop/words.h"
#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/snapshot_words.h"
#include "tandem/report/ledger_snapshot.h"

namespace tandem::report {
namespace {

using Sorted = nlohmann::json;  // keys in the order of their bytes

Sorted day_or_null(const std::optional<Date>& date) {
  return date ? Sorted(format_date(*date)) : Sorted();
}
Sorted day_or_null(const std::optional<model::Day>& day) {
  return day ? Sorted(format_date(Date{*day})) : Sorted();
}
Sorted number_or_null(std::uint64_t number) { return number == 0 ? Sorted() : Sorted(number); }

template <class All, class Made>
Sorted sorted_list(const All& all, Made made) {
  Sorted list = Sorted::array();
  for (const auto& one : all) list.push_back(made(one));
  return list;
}

Sorted source_json(const ledger::Source& one) {
  Sorted made{{"title", one.title}};
  if (!one.url.empty()) made["url"] = one.url;
  if (!one.sha256.empty()) made["sha256"] = one.sha256;
  return made;
}

Sorted snapshot_obligation(const SnapshotObligation& one) {
  const ledger::ObligationState& state = one.state;
  return {{"id", one.id},
          {"title", one.title},
          {"words", one.words},
          {"phase", one.phase},
          {"kind", one.kind},
          {"by", one.by},
          {"for", one.owed_to},
          {"label", one.label},
          {"when", one.hidden_dependency ? Sorted() : Sorted(one.when)},
          {"hidden_dependency", one.hidden_dependency},
          {"in_exchange_for", one.exchanged_for},
          {"sources", sorted_list(one.sources, source_json)},
          {"in_force", one.in_force},
          {"reported", snapshot_reported(one)},
          {"verification", model::word_of(state.verification, ledger::kVerification)},
          {"contested_by", state.contested_by},
          {"paused_by", state.paused_by},
          {"share", state.share},
          {"verified_share", state.verified_share},
          {"started", day_or_null(state.started)},
          {"done", day_or_null(state.done)},
          {"found_on", day_or_null(state.found_on)},
          {"due", day_or_null(state.due)},
          {"original_due", day_or_null(state.original_due)},
          {"days_late", state.days_late ? Sorted(*state.days_late) : Sorted()},
          {"rebaselined", state.rebaselined && one.in_force},
          {"incidents", state.incidents},
          {"entries", state.entries}};
}

Sorted snapshot_entry(const SnapshotEntry& one) {
  const ledger::Event& event = one.event;
  Sorted made{{"number", one.number},
              {"recorded", format_date(one.recorded)},
              {"on", format_date(event.on)},
              {"kind", model::word_of(event.kind, ledger::kEventKinds)},
              {"by", event.by},
              {"counts", one.counts}};
  if (!event.of.empty()) made["of"] = event.of;
  if (event.to != 0) made["to"] = event.to;
  if (one.words_withheld) made["words_withheld"] = true;
  if (!event.says.empty()) made["says"] = event.says;
  if (event.kind == ledger::EventKind::reported) made["share"] = event.share;
  if (event.finding) made["finding"] = model::word_of(*event.finding, ledger::kFindings);
  if (event.step) made["step"] = model::word_of(*event.step, ledger::kDisputeSteps);
  if (event.until) made["until"] = format_date(*event.until);
  if (!event.sources.empty()) made["sources"] = sorted_list(event.sources, source_json);
  return made;
}

Sorted snapshot_text(const SnapshotText& one) {
  return {{"entry", one.number},
          {"status", model::word_of(one.status, ledger::kVersionStatus)},
          {"since", day_or_null(one.since)},
          {"replaced", day_or_null(one.replaced)},
          {"consented", one.consented}};
}

Sorted snapshot_dispute(const ledger::DisputeState& one) {
  return {{"of", one.of},
          {"to", number_or_null(one.to)},
          {"open", one.open},
          {"overdue", one.overdue},
          {"until", day_or_null(one.until)},
          {"steps", sorted_list(one.steps, [](const ledger::DisputeStepState& step) {
             return Sorted{{"step", model::word_of(step.step, ledger::kDisputeSteps)},
                           {"by", step.by},
                           {"on", format_date(step.on)},
                           {"until", day_or_null(step.until)},
                           {"entry", number_or_null(step.seq)}};
           })}};
}

Sorted snapshot_party(const SnapshotParty& one) {
  return {{"id", one.id},
          {"name", one.name},
          {"standing", model::word_of(one.state.standing, ledger::kStandings)},
          {"since", day_or_null(one.state.since)},
          {"acceded", day_or_null(one.state.acceded)},
          {"administration", day_or_null(one.state.administration)},
          {"entry", number_or_null(one.state.seq)}};
}

}  // namespace

std::string snapshot_json(const Snapshot& of) {
  const Sorted made{
      {"tandem-snapshot", 1},
      {"ledger", of.ledger},
      {"level", model::word_of(of.level, model::kTlps)},
      {"marking", interop::tlp_words(of.marking)},
      {"on", format_date(of.on)},
      {"agreement", {{"id", of.agreement}, {"title", of.title}, {"summary", of.summary}}},
      {"parties", sorted_list(of.parties, snapshot_party)},
      {"obligations", sorted_list(of.obligations, snapshot_obligation)},
      {"texts", sorted_list(of.texts, snapshot_text)},
      {"disputes", sorted_list(of.disputes, snapshot_dispute)},
      {"entries", sorted_list(of.entries, snapshot_entry)},
      {"left_out",
       {{"obligations", of.left_out.obligations},
        {"entries", of.left_out.entries},
        {"words", of.left_out.words},
        {"parties", of.left_out.parties},
        {"outside_events", of.left_out.events}}}};
  return made.dump() + "\n";
}

}  // namespace tandem::report
