#include "tandem/report/internal/ledger_words.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "tandem/base/text.h"
#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using ledger::ObligationState;
using ledger::Reported;
using ledger::State;
using ledger::Verification;

/// "not_due" as it is read.
template <class Names, class One>
std::string read_as(const Names& names, One one) {
  std::string words(model::word_of(one, names));
  std::ranges::replace(words, '_', ' ');
  return words;
}

bool is_open(const ObligationState& one) {
  return one.removed_by == 0 && !one.void_by_default && one.reported != Reported::done &&
         one.reported != Reported::withdrawn;
}

}  // namespace

std::string words_of(Reported one) { return read_as(ledger::kReported, one); }
std::string words_of(Verification one) { return read_as(ledger::kVerification, one); }
std::string words_of(ledger::VersionState::Status one) {
  return read_as(ledger::kVersionStatus, one);
}

std::string what_of(const ledger::Event& event) {
  std::string words = read_as(ledger::kEventKinds, event.kind);
  if (event.finding) words += ": " + read_as(ledger::kFindings, *event.finding);
  if (event.step) words += ": " + read_as(ledger::kDisputeSteps, *event.step);
  if (event.kind == ledger::EventKind::reported && event.share < 1)
    words += " " + percent(event.share);
  return words;
}

std::string awaited_words(const ledger::VersionState& one) {
  std::vector<std::string> awaited;
  for (const std::string& party : one.touched)
    if (std::ranges::find(one.consents, party, &ledger::Consent::by) == one.consents.end())
      awaited.push_back(party);
  return join_words(awaited);
}

std::vector<std::string> actor_ids(const model::Agreement& of,
                                   const std::vector<model::ActorId>& actors) {
  std::vector<std::string> all;
  std::ranges::transform(actors, std::back_inserter(all),
                         [&](model::ActorId id) { return of.actor(id).id; });
  return all;
}

Error unusable(std::string_view rule, std::string message, std::string repair) {
  return {Errc::invalid_input,
          message,
          {{SourceLoc{}, Severity::error, std::string(rule), message, std::move(repair)}}};
}

LedgerCounts counts_in(const State& state) {
  LedgerCounts counts;
  for (const ObligationState& one : state.obligations) {
    if (one.removed_by != 0) continue;
    ++counts.all;
    counts.done += one.reported == Reported::done ? 1 : 0;
    counts.late += one.reported == Reported::late ? 1 : 0;
    counts.not_due += one.reported == Reported::not_due ? 1 : 0;
    if (one.share <= 0) continue;
    counts.verified += one.verification == Verification::verified ? 1 : 0;
    counts.contested += one.verification == Verification::contested ? 1 : 0;
    counts.not_met += one.verification == Verification::not_met ? 1 : 0;
    counts.unknown += one.verification == Verification::unknown ? 1 : 0;
    counts.claimed += one.verification == Verification::claimed ? 1 : 0;
  }
  return counts;
}

DueList due_in(const State& state, int days) {
  DueList list;
  const model::Day last = model::Day{state.view.on} + std::chrono::days(days);
  for (const ObligationState& one : state.obligations) {
    if (!is_open(one)) continue;
    if (!one.due && one.reported != Reported::late) {
      ++list.undated;
      continue;
    }
    if (one.reported != Reported::late && *one.due > last) continue;
    DueRow row{&one, one.reported == Reported::late ? one.days_late.value_or(0) : 0, {}, {}};
    if (const auto id = state.agreement->find_obligation(one.id)) {
      row.by = actor_ids(*state.agreement, state.agreement->obligation(*id).actors);
      row.to = actor_ids(*state.agreement, state.agreement->obligation(*id).counterparts);
    }
    list.rows.push_back(std::move(row));
  }
  std::ranges::stable_sort(list.rows, {}, [](const DueRow& row) { return row.state->due; });
  return list;
}

}  // namespace tandem::report
