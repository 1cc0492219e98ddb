#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "tandem/ledger/internal/postgres.h"
#include "tandem/ledger/postgres_address.h"
#include "tandem/ledger/store.h"

namespace tandem::ledger::internal {

/// "tndm": the first key of the locks by which writers take turns; the second is the ledger's.
inline constexpr int kLockClass = 0x746e646d;

/// What makes each version of the tables out of the one before. Shape [versions].
[[nodiscard]] std::span<const std::string_view> postgres_steps();

/// What holds for a session, and whether its server can keep the promise of Store at all.
/// Errors: invalid_input (it can't), io.
[[nodiscard]] Result<void> set_up(const Connection& connection, const std::string& place);

/// The ledger's number in the database, whose tables are made, or brought to the newest version,
/// before. Errors: as sqlite_store().
[[nodiscard]] Result<std::int64_t> find_ledger(const Connection& connection,
                                               const PostgresAddress& address, Opening opening,
                                               std::span<const std::string_view> steps);

}  // namespace tandem::ledger::internal
