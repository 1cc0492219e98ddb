#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/ledger/event.h"
#include "tandem/ledger/state.h"
#include "tandem/model/agreement.h"

/// The record of an agreement in words and counts, the same in every format.
namespace tandem::report {

/// "not due".
[[nodiscard]] std::string words_of(ledger::Reported one);
[[nodiscard]] std::string words_of(ledger::Verification one);
[[nodiscard]] std::string words_of(ledger::VersionState::Status one);
/// "verified: not met", "dispute: raised", "reported 40 %".
[[nodiscard]] std::string what_of(const ledger::Event& event);
/// "south and third": those whose consent to an amendment is not recorded.
[[nodiscard]] std::string awaited_words(const ledger::VersionState& one);
[[nodiscard]] std::vector<std::string> actor_ids(const model::Agreement& of,
                                                 const std::vector<model::ActorId>& actors);
/// An error of one mistake.
[[nodiscard]] Error unusable(std::string_view rule, std::string message, std::string repair);

/// Of the obligations that the text in force has.
struct LedgerCounts {
  std::size_t all = 0;
  std::size_t done = 0;
  std::size_t late = 0;
  std::size_t not_due = 0;
  // of those that are reported as done, wholly or in part
  std::size_t verified = 0;
  std::size_t contested = 0;
  std::size_t not_met = 0;
  std::size_t unknown = 0;
  std::size_t claimed = 0;
};
[[nodiscard]] LedgerCounts counts_in(const ledger::State& state);

struct DueRow {
  const ledger::ObligationState* state = nullptr;
  int late = 0;  ///< days; 0: it is not late
  std::vector<std::string> by;
  std::vector<std::string> to;
};
struct DueList {
  std::vector<DueRow> rows;  ///< the earliest day first
  std::size_t undated = 0;   ///< open obligations of the text without a day
};
/// What is late, and what is due within `days` after the view's day. It points into `state`.
[[nodiscard]] DueList due_in(const ledger::State& state, int days);

}  // namespace tandem::report
