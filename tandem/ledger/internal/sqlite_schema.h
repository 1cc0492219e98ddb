#pragma once

#include <span>
#include <string_view>

#include "tandem/ledger/internal/sqlite.h"

namespace tandem::ledger::internal {

/// What makes each version of the schema out of the one before; the first makes it out of nothing.
/// Shape [versions].
[[nodiscard]] std::span<const std::string_view> ledger_schema();

/// Makes a ledger of an empty file. Errors: invalid_input (the file is not empty), io.
[[nodiscard]] Result<void> create_schema(const Database& database, const std::string& path,
                                         std::span<const std::string_view> steps);

/// Whether the file is a ledger, brought to the newest version if it is of an older one. Nothing is
/// written before the file is known to be a ledger. Errors: invalid_input, io.
[[nodiscard]] Result<void> check_schema(const Database& database, const std::string& path,
                                        std::span<const std::string_view> steps);

}  // namespace tandem::ledger::internal
