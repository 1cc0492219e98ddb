#pragma once

#include <string>

#include "tandem/base/result.h"
#include "tandem/ledger/store.h"

namespace tandem::ledger::internal {

/// Puts all that the store has now into a new file of SQLite, whole or not at all. Errors: as
/// Store::backup(); io too where the store's hashes don't fit its bodies.
[[nodiscard]] Result<Head> copy_to_file(Store& from, const std::string& path);

/// With what SQLite keeps beside it.
void remove_database(const std::string& path);

}  // namespace tandem::ledger::internal
