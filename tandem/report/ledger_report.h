#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "tandem/ledger/history.h"
#include "tandem/ledger/state.h"
#include "tandem/report/report.h"

/// The record of an agreement as text and JSON.
namespace tandem::report {

/// Something that somebody should look at, and why.
struct Attention {
  std::string of;         ///< an obligation, a party, or empty
  std::string why;        ///< one sentence, with days and names
  std::uint64_t seq = 0;  ///< the entry that it rests on; 0: none
};

/// What is late, contested, found not to be met, unknown, suspended, about to fall due; amendments
/// that wait for consent; disputes whose clock runs or has run out; parties that have left. What
/// has gone wrong comes first. @param days  how far ahead, >= 0
[[nodiscard]] std::vector<Attention> attention_in(const ledger::State& state, int days);

/// Counts, what needs attention, and every obligation on its two axes. No line is wider than 80
/// columns.
[[nodiscard]] std::string ledger_status_text(const ledger::State& state, int days,
                                             TextStyle style = {});
[[nodiscard]] nlohmann::ordered_json ledger_status_json(const ledger::State& state, int days);

/// What is to be done by whom for whom: what is late, what is due until `days` from the view's day,
/// then how many have no day. No line is wider than 80 columns.
[[nodiscard]] std::string ledger_due_text(const ledger::State& state, int days,
                                          TextStyle style = {});
[[nodiscard]] nlohmann::ordered_json ledger_due_json(const ledger::State& state, int days);

/// The same rows as comma-separated values (RFC 4180), with a row of heads.
[[nodiscard]] std::string ledger_due_csv(const ledger::State& state, int days);

/// What happened, in that order, with who says so and the sources. No line is wider than 80
/// columns.
[[nodiscard]] std::string ledger_timeline_text(std::span<const ledger::Recorded> entries,
                                               TextStyle style = {});
[[nodiscard]] nlohmann::ordered_json ledger_timeline_json(
    std::span<const ledger::Recorded> entries);

}  // namespace tandem::report
