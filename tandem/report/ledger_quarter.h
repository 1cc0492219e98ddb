#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tandem/base/calendar.h"
#include "tandem/interop/document.h"
#include "tandem/ledger/chain.h"
#include "tandem/ledger/history.h"
#include "tandem/ledger/state.h"

namespace tandem::report {

/// Days, both of them within.
struct Period {
  Date from{};
  Date on{};
};
/// The quarter of the year that has the day, until that day.
[[nodiscard]] Period quarter_until(Date day);

/// What a quarterly report is made of.
struct LedgerQuarter {
  Period period;
  const ledger::State& begin;  ///< at the end of the day before; known as `end`
  const ledger::State& end;    ///< on the last day; it has a text
  /// At least those that happened or were recorded in the period, and entries_named(); in the order
  /// in which they happened.
  std::span<const ledger::Recorded> entries;
  ledger::Head head;   ///< of the last entry that was known
  model::Tlp marking;  ///< the highest label that any text so far has
};

/// The entries that a report may name beside those of its period, in order of number.
[[nodiscard]] std::vector<std::uint64_t> entries_named(const ledger::State& begin,
                                                       const ledger::State& end);

/// What was due in the period and what became of it, the status at its beginning beside that at its
/// end, every step back, what was re-baselined, disputes, amendments and parties, what is due next
/// and what needs attention. Every percentage stands beside its counts and its formula, every
/// statement beside the numbers of its entries; an annex has these with their sources.
[[nodiscard]] interop::Document ledger_quarter(const LedgerQuarter& of);

}  // namespace tandem::report
