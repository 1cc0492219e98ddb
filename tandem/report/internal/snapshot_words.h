#pragma once

#include <string>

#include "tandem/report/ledger_snapshot.h"

namespace tandem::report {

/// What is reported of an obligation in a snapshot, as kReported has it; "open" where only a day
/// that is not shown could say whether it is due or late.
[[nodiscard]] std::string snapshot_reported(const SnapshotObligation& of);

}  // namespace tandem::report
