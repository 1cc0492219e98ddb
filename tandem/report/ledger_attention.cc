#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "tandem/base/text.h"
#include "tandem/report/internal/ledger_words.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/ledger_report.h"

namespace tandem::report {
namespace {

using ledger::ObligationState;
using ledger::Reported;
using ledger::State;
using ledger::Verification;
using model::Day;

std::string date_of(Day day) { return format_date(Date{day}); }

std::string last_of(const ObligationState& one) {
  return one.entries.empty() ? std::string() : fmt::format(" (entry {})", one.entries.back());
}

std::string since_due(const State& state, const ObligationState& one) {
  std::string words = one.due ? fmt::format("was due {}", date_of(*one.due)) : "fell due";
  if (one.days_late)
    words += ", " + counted(static_cast<std::size_t>(*one.days_late), "day", "days") + " ago";
  if (is_repeated(state, one.id))
    words += one.times > 0 ? "; " + times_words(one) : std::string();
  else if (one.share > 0)
    words += fmt::format("; {} of it is reported", percent(one.share));
  if (one.cure_until) words += "; " + mend_words(Date{*one.cure_until}, state.view.on);
  return words;
}

/// What is wrong with an obligation; empty where nothing is.
std::vector<std::string> wrongs(const State& state, const ObligationState& one,
                                const Called& called) {
  std::vector<std::string> all;
  if (one.reported == Reported::late) all.push_back(since_due(state, one));
  if (one.reported == Reported::suspended)
    all.push_back("suspended by " + called_words(one.paused_by, called) + last_of(one));
  if (one.reported == Reported::withdrawn)
    all.push_back(called_words(one.paused_by, called) + " withdrew from it" + last_of(one));
  if (one.verification == Verification::not_met)
    all.push_back("found not to be met" + last_of(one));
  if (one.verification == Verification::contested)
    all.push_back("contested by " + called_words(one.contested_by, called) + last_of(one));
  if (one.verification == Verification::unknown)
    all.push_back("looked for, and could not be told" + last_of(one));
  return all;
}

std::vector<Attention> of_disputes(const State& state) {
  std::vector<Attention> all;
  for (const ledger::DisputeState& one : state.disputes) {
    if (!one.open) continue;
    std::string why = fmt::format("a dispute is open since {}", format_date(one.steps.front().on));
    if (one.until)
      why += fmt::format("; its clock {} {}", one.overdue ? "ran out" : "runs until",
                         format_date(*one.until));
    all.push_back({one.of, std::move(why), one.steps.back().seq});
  }
  return all;
}

std::vector<Attention> of_amendments(const State& state, const Called& called) {
  std::vector<Attention> all;
  for (const ledger::VersionState& one : state.versions) {
    if (one.status != ledger::VersionState::Status::pending) continue;
    all.push_back({"",
                   fmt::format("the amendment of {} waits for the consent of {}",
                               format_date(one.on), awaited_words(one, called)),
                   one.seq});
  }
  return all;
}

std::vector<Attention> of_parties(const State& state) {
  std::vector<Attention> all;
  for (const ledger::PartyState& one : state.parties) {
    if (one.standing == ledger::PartyState::Standing::active) continue;
    const bool left = one.standing == ledger::PartyState::Standing::withdrawn;
    all.push_back({one.id,
                   fmt::format("{} {}",
                               left ? "has withdrawn from the agreement since"
                                    : "has suspended the agreement since",
                               one.since ? format_date(*one.since) : "?"),
                   one.seq});
  }
  return all;
}

/// Not reported as done and its day is near.
bool comes_up(const State& state, const ObligationState& one, int days) {
  const Day today{state.view.on};
  const bool open = one.reported == Reported::not_due || one.reported == Reported::due ||
                    one.reported == Reported::started || one.reported == Reported::rebaselined;
  return open && one.removed_by == 0 && one.due && *one.due >= today &&
         *one.due <= today + std::chrono::days(days);
}

}  // namespace

std::vector<Attention> attention_in(const State& state, int days) {
  const Called called = called_in(state);
  std::vector<Attention> all = of_parties(state);
  for (Attention& one : of_disputes(state)) all.push_back(std::move(one));
  for (const ObligationState& one : state.obligations)
    for (std::string& why : wrongs(state, one, called))
      all.push_back({one.id, std::move(why), one.entries.empty() ? 0 : one.entries.back()});
  for (Attention& one : of_amendments(state, called)) all.push_back(std::move(one));
  for (const ObligationState& one : state.obligations)
    if (comes_up(state, one, days)) all.push_back({one.id, "due " + date_of(*one.due), 0});
  return all;
}

}  // namespace tandem::report
