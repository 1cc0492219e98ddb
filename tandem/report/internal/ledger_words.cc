#include "tandem/report/internal/ledger_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "tandem/base/text.h"
#include "tandem/interop/words.h"
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

constexpr std::array kInOrder{Reported::done,        Reported::late,      Reported::due,
                              Reported::started,     Reported::suspended, Reported::withdrawn,
                              Reported::rebaselined, Reported::not_due};
static_assert(kInOrder.size() == ledger::kReported.size());

/// "2 verified and 1 only claimed"; empty where there is nothing.
std::string found_counts_words(const FoundCounts& counts) {
  constexpr std::array kWorstLast{Verification::verified, Verification::claimed,
                                  Verification::contested, Verification::not_met,
                                  Verification::unknown};
  std::vector<std::string> all;
  for (const Verification one : kWorstLast) {
    const std::size_t n = counts.at(static_cast<std::size_t>(one));
    if (n == 0) continue;
    std::string words = words_of(one);
    if (one == Verification::claimed) words = "only claimed";
    if (one == Verification::not_met) words = "found not to be met";
    all.push_back(fmt::format("{} {}", n, words));
  }
  return join_words(all);
}

bool is_open(const ObligationState& one) {
  return one.removed_by == 0 && !one.void_by_default && one.reported != Reported::done &&
         one.reported != Reported::withdrawn;
}

}  // namespace

Called called_in(const State& state) {
  return [text = state.agreement](const std::string& id) {
    return text ? interop::actor_or_words(*text, id) : id;
  };
}

std::string called_words(const std::vector<std::string>& ids, const Called& called) {
  std::vector<std::string> names;
  std::ranges::transform(ids, std::back_inserter(names), called);
  return join_words(names);
}

std::string words_of(Reported one) {
  return one == Reported::rebaselined ? "re-baselined" : read_as(ledger::kReported, one);
}
std::string words_of(Verification one) { return read_as(ledger::kVerification, one); }

std::string what_of(const ledger::Event& event) {
  std::string words = read_as(ledger::kEventKinds, event.kind);
  if (event.finding) words += ": " + read_as(ledger::kFindings, *event.finding);
  if (event.step) words += ": " + read_as(ledger::kDisputeSteps, *event.step);
  if (event.kind == ledger::EventKind::reported && event.share < 1)
    words += " " + percent(event.share);
  return words;
}

std::string awaited_words(const ledger::VersionState& one, const Called& called) {
  std::vector<std::string> awaited;
  for (const std::string& party : one.touched)
    if (std::ranges::find(one.consents, party, &ledger::Consent::by) == one.consents.end())
      awaited.push_back(party);
  return called_words(awaited, called);
}

std::optional<Date> replaced_on(std::span<const ledger::VersionState> versions, std::size_t which) {
  using Status = ledger::VersionState::Status;
  std::optional<Date> first;
  if (versions[which].status != Status::replaced) return first;
  for (const ledger::VersionState& later : versions.subspan(which + 1)) {
    const bool was = later.status == Status::in_force || later.status == Status::replaced;
    if (was && later.since) first = std::min(first.value_or(*later.since), *later.since);
  }
  return first;
}

std::string text_words(ledger::VersionState::Status status, const std::optional<Date>& since,
                       const std::optional<Date>& replaced) {
  using Status = ledger::VersionState::Status;
  if (status == Status::in_force && since) return "in force since " + format_date(*since);
  if (status == Status::not_yet && since) return "not yet in force: from " + format_date(*since);
  if (status == Status::replaced && replaced) {
    // A text that came into force after the one in its place never was.
    const bool was = since && *since < *replaced;
    return (was ? fmt::format("in force from {}, ", format_date(*since)) : std::string()) +
           "replaced on " + format_date(*replaced);
  }
  return read_as(ledger::kVersionStatus, status);
}

std::string mend_words(const Date& until, const Date& on) {
  return (until < on ? "could be mended until " : "may be mended until ") + format_date(until);
}

bool is_repeated(const State& state, const std::string& obligation) {
  if (!state.agreement) return false;
  const auto id = state.agreement->find_obligation(obligation);
  return id && state.agreement->obligation(*id).trigger.timing == model::Timing::every;
}

std::string times_words(const ObligationState& one) {
  if (one.times == 0) return {};
  if (one.times == 1) return "reported once";
  return fmt::format("reported {} times", one.times);
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
    if (one.removed_by != 0) {
      ++counts.taken_out;
      continue;
    }
    ++counts.all;
    ++counts.reported_as.at(static_cast<std::size_t>(one.reported));
    counts.moved += one.rebaselined ? 1 : 0;
    const bool is_reported = one.share > 0;
    counts.reported += is_reported ? 1 : 0;
    ++(is_reported ? counts.of_reported
                   : counts.of_others)[static_cast<std::size_t>(one.verification)];
  }
  return counts;
}

std::string counts_words(const LedgerCounts& counts) {
  std::vector<std::string> all;
  for (const Reported one : kInOrder)
    if (counts[one] > 0 || one == Reported::done || one == Reported::late)
      all.push_back(fmt::format("{} {}", counts[one], words_of(one)));
  std::string words = fmt::format("{}: {}.", counted(counts.all, "obligation", "obligations"),
                                  fmt::join(all, ", "));
  if (counts.taken_out > 0)
    words += fmt::format(" {} more {} taken out by an amendment.", counts.taken_out,
                         counts.taken_out == 1 ? "was" : "were");
  if (const std::string found = found_counts_words(counts.of_reported); !found.empty())
    words += fmt::format(" Of {} reported as done, wholly or in part, {}.", counts.reported, found);
  if (const std::string found = found_counts_words(counts.of_others); !found.empty())
    words += fmt::format(" Of what is not reported, {}.", found);
  return words;
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
