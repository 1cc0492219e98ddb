#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "tandem/ledger/internal/postgres_schema.h"
#include "tandem/ledger/store.h"

namespace tandem::ledger::internal {

/// As postgres_store() of store.h, with tables that tests may replace.
[[nodiscard]] Result<std::unique_ptr<Store>> postgres_store(
    const std::string& address, Opening opening, std::span<const std::string_view> steps);

}  // namespace tandem::ledger::internal
