#pragma once

#include <cstdint>
#include <string>

#include "tests/ledger/power_loss_disk.h"

namespace tandem::ledger::power_loss {

/// How the ledger and its disk are made.
struct Setting {
  std::string synchronous = "FULL";
  Disk::Honesty honesty = Disk::Honesty::honest;
  bool faulty = false;  ///< once a day, before the power goes, a change to the disk fails
};

struct Outcome {
  std::uint64_t points = 0;         ///< losses of power after which the ledger was looked at
  std::uint64_t double_faults = 0;  ///< of those, where the power went again while recovering
  std::uint64_t broken = 0;         ///< where the promise of Store was not kept
  std::string first;                ///< of the broken: what was wrong, and how to see it again
};

/// A day of work on a ledger, made, written to in batches, closed and opened again, cut off by a
/// loss of power at each of its changes to the disk in turn, again and again with other work, until
/// there were so many points. Half of them lose the power a second and a third time in recovery.
[[nodiscard]] Outcome lose_power(const Setting& setting, std::uint64_t points,
                                 std::uint64_t first_day = 1);

}  // namespace tandem::ledger::power_loss
