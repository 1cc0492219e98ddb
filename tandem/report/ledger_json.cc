#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/ledger_words.h"
#include "tandem/report/internal/schedule_words.h"
#include "tandem/report/ledger_report.h"

namespace tandem::report {
namespace {

using Json = nlohmann::ordered_json;
using ledger::ObligationState;
using ledger::State;

Json date_json(const std::optional<Date>& date) { return date ? Json(format_date(*date)) : Json(); }
Json day_json(const std::optional<model::Day>& day) {
  return day ? Json(format_date(Date{*day})) : Json();
}
template <class Names, class One>
std::string name_in(const Names& names, One one) {
  return std::string(model::word_of(one, names));
}

/// Of one that the text in force has no more, nobody is said to have to do it.
Json obligation_json(const State& state, const ObligationState& one) {
  Json actors = Json::array();
  Json counterparts = Json::array();
  if (const auto id = state.agreement->find_obligation(one.id)) {
    actors = actor_ids(*state.agreement, state.agreement->obligation(*id).actors);
    counterparts = actor_ids(*state.agreement, state.agreement->obligation(*id).counterparts);
  }
  return {{"id", one.id},
          {"title", one.title},
          {"actors", std::move(actors)},
          {"counterparts", std::move(counterparts)},
          {"reported", name_in(ledger::kReported, one.reported)},
          {"verification", name_in(ledger::kVerification, one.verification)},
          {"contested_by", one.contested_by},
          {"paused_by", one.paused_by},
          {"share", one.share},
          {"verified_share", one.verified_share},
          {"started", date_json(one.started)},
          {"done", date_json(one.done)},
          {"found_on", date_json(one.found_on)},
          {"finding", one.finding ? Json(name_in(ledger::kFindings, *one.finding)) : Json()},
          {"times", one.times},
          {"due", day_json(one.due)},
          {"original_due", day_json(one.original_due)},
          {"expected", day_json(one.expected)},
          {"cure_until", day_json(one.cure_until)},
          {"days_late", one.days_late ? Json(*one.days_late) : Json()},
          {"undated", one.due ? Json() : Json(why_name(one.why))},
          {"waits_for", one.waits_for},
          {"void_by_default", one.void_by_default},
          {"rebaselined", one.rebaselined && one.removed_by == 0},
          {"removed_by", one.removed_by == 0 ? Json() : Json(one.removed_by)},
          {"incidents", one.incidents},
          {"entries", one.entries}};
}

Json consent_json(const ledger::Consent& one) {
  return {{"by", one.by}, {"on", format_date(one.on)}, {"entry", one.seq}};
}

Json version_json(const State& state, std::size_t which) {
  const ledger::VersionState& one = state.versions[which];
  Json consents = Json::array();
  for (const ledger::Consent& given : one.consents) consents.push_back(consent_json(given));
  return {{"entry", one.seq},
          {"status", name_in(ledger::kVersionStatus, one.status)},
          {"by", one.by},
          {"on", format_date(one.on)},
          {"since", date_json(one.since)},
          {"replaced", date_json(replaced_on(state.versions, which))},
          {"touched", one.touched},
          {"consents", std::move(consents)},
          {"refused", one.refused ? consent_json(*one.refused) : Json()}};
}

Json dispute_json(const ledger::DisputeState& one) {
  Json steps = Json::array();
  for (const ledger::DisputeStepState& step : one.steps)
    steps.push_back({{"step", name_in(ledger::kDisputeSteps, step.step)},
                     {"by", step.by},
                     {"on", format_date(step.on)},
                     {"until", date_json(step.until)},
                     {"entry", step.seq}});
  return {{"of", one.of},           {"to", one.to == 0 ? Json() : Json(one.to)},
          {"open", one.open},       {"until", date_json(one.until)},
          {"overdue", one.overdue}, {"steps", std::move(steps)}};
}

Json party_json(const State& state, const ledger::PartyState& one) {
  const auto actor = state.agreement ? state.agreement->find_actor(one.id) : std::nullopt;
  return {{"id", one.id},
          {"name", actor ? state.agreement->actor(*actor).name : one.id},
          {"standing", name_in(ledger::kStandings, one.standing)},
          {"since", date_json(one.since)},
          {"acceded", date_json(one.acceded)},
          {"administration", date_json(one.administration)}};
}

Json view_json(const State& state) {
  return {{"ledger", state.ledger},
          {"on", format_date(state.view.on)},
          {"known", ledger::format_second(state.view.known)},
          {"entries", state.entries}};
}

template <class All, class Made>
Json list_of(const All& all, Made made) {
  Json list = Json::array();
  for (const auto& one : all) list.push_back(made(one));
  return list;
}

/// What nothing is found about has no number of its own.
Json found_counts_json(const FoundCounts& counts) {
  Json json = Json::object();
  for (std::size_t k = 1; k < counts.size(); ++k)
    json[std::string(ledger::kVerification.at(k))] = counts.at(k);
  return json;
}

Json counts_json(const LedgerCounts& counts) {
  Json json{{"obligations", counts.all}};
  for (std::size_t k = 0; k < counts.reported_as.size(); ++k)
    json[std::string(ledger::kReported.at(k))] = counts.reported_as.at(k);
  json["reported"] = counts.reported;
  json.update(found_counts_json(counts.of_reported));
  json["not_reported"] = found_counts_json(counts.of_others);
  json["moved"] = counts.moved;
  json["taken_out"] = counts.taken_out;
  return json;
}

}  // namespace

Json ledger_status_json(const State& state, int days) {
  Json json = view_json(state);
  json["counts"] = counts_json(counts_in(state));
  json["attention"] = list_of(attention_in(state, days), [](const Attention& one) {
    return Json{{"of", one.of}, {"why", one.why}, {"entry", one.seq == 0 ? Json() : Json(one.seq)}};
  });
  json["obligations"] = list_of(
      state.obligations, [&](const ObligationState& one) { return obligation_json(state, one); });
  json["texts"] = Json::array();
  for (std::size_t k = 0; k < state.versions.size(); ++k)
    json["texts"].push_back(version_json(state, k));
  json["disputes"] = list_of(state.disputes, dispute_json);
  json["parties"] =
      list_of(state.parties, [&](const ledger::PartyState& one) { return party_json(state, one); });
  json["incidents"] = state.incidents;
  json["administrations"] = state.administrations;
  json["evidence"] = state.evidence;
  json["corrected"] = state.corrected;
  return json;
}

Json ledger_due_json(const State& state, int days) {
  Json json = view_json(state);
  json["days"] = days;
  const DueList due = due_in(state, days);
  json["due"] = list_of(due.rows, [&](const DueRow& row) {
    Json one = obligation_json(state, *row.state);
    one["by"] = row.by;
    one["for"] = row.to;
    return one;
  });
  json["undated"] = due.undated;
  return json;
}

Json ledger_timeline_json(std::span<const ledger::Recorded> entries) {
  Json list = list_of(entries, [](const ledger::Recorded& one) {
    Json made = Json::parse(ledger::body_of(one.event));
    made["entry"] = one.seq;
    made["counts"] = one.counts();
    made["corrected_by"] = one.corrected_by == 0 ? Json() : Json(one.corrected_by);
    return made;
  });
  return {{"entries", std::move(list)}};
}

}  // namespace tandem::report
