#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/ledger/event.h"
#include "tandem/ledger/ledger.h"

/// What is to be recorded and is there already.
namespace tandem::ledger {

/// Of each event the entry that says the same, 0 where none does; shape [events]. The same are
/// kind, day, who, about what, words, share, finding, step and clock; neither the sources nor what
/// it answers. What was corrected is not there, and one entry is that of one event alone. Errors:
/// as entries_at().
[[nodiscard]] Result<std::vector<std::uint64_t>> said_already(Ledger& book,
                                                              std::span<const Event> events);

/// Refuses all of them, the rows of a sheet `file`, where every one is there already.
/// @param entries  as said_already() gives them; shape [events]
/// Errors: invalid_input ("said-already").
[[nodiscard]] Result<void> refuse_all_said(std::span<const std::uint64_t> entries,
                                           const std::string& file);

}  // namespace tandem::ledger
