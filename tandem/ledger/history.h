#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/ledger/event.h"
#include "tandem/ledger/ledger.h"
#include "tandem/ledger/state.h"

/// What was recorded, as it is read.
namespace tandem::ledger {

/// An entry as it is read.
struct Recorded {
  std::uint64_t seq = 0;
  Event event;
  std::uint64_t corrected_by = 0;  ///< the entry that says it was a mistake; 0: none does
  [[nodiscard]] bool counts() const { return corrected_by == 0; }
};

/// The entries of these places, in the order of the places.
/// Errors: as Ledger::read, and an entry that is none, or is there no more.
[[nodiscard]] Result<std::vector<Recorded>> entries_at(Ledger& book,
                                                       std::span<const Placed> places);

/// The entries in a view, as Ledger::order() has them. @param of  as there
/// Errors: as entries_at().
[[nodiscard]] Result<std::vector<Recorded>> history(Ledger& book, const View& view,
                                                    std::string_view of = "");

}  // namespace tandem::ledger
