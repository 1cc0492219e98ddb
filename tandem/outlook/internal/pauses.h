#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tandem/base/calendar.h"
#include "tandem/ledger/history.h"

namespace tandem::outlook::internal {

/// While an actor does not carry out what it owes.
struct Pause {
  std::string by;
  std::string of;  ///< an obligation; empty: all that it owes
  bool withdrawn = false;
  Date from{};
  std::optional<Date> until;  ///< resumed; absent: it lasts
  std::uint64_t seq = 0;      ///< of the entry that began it
};

/// In order of happening. A withdrawal within a suspension of the same goes on with it.
[[nodiscard]] std::vector<Pause> pauses_in(std::span<const ledger::Recorded> history);

/// The times in which any of them lasts: begin, and end if there is one.
[[nodiscard]] std::vector<std::pair<Date, std::optional<Date>>> joined(
    const std::vector<Pause>& pauses);

}  // namespace tandem::outlook::internal
