#pragma once

#include <string>

#include "tandem/ledger/internal/sqlite.h"
#include "tests/ledger/power_loss_disk.h"

namespace tandem::ledger::power_loss {

/// The disk as SQLite takes it. For one connection at a time: locks are always given.
/// @param disk, name  outlive it
[[nodiscard]] sqlite3_vfs vfs_of(Disk& disk, const std::string& name);

}  // namespace tandem::ledger::power_loss
