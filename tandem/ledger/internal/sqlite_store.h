#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "tandem/base/result.h"
#include "tandem/ledger/internal/sqlite_schema.h"
#include "tandem/ledger/internal/store_error.h"
#include "tandem/ledger/store.h"

namespace tandem::ledger::internal {

/// What tests replace. The defaults are what keeps the promise of Store.
struct SqliteOptions {
  std::string vfs;                   ///< name of a registered one; empty: that of the system
  std::string synchronous = "FULL";  ///< NORMAL may lose what was acknowledged, OFF the file
  int patience = 10'000;             ///< milliseconds, for another writer to be done
  int checkpoint_pages = 1000;       ///< of the log, before it is put into the file
  std::span<const std::string_view> schema = ledger_schema();
  std::function<Result<void>(const std::string& folder)> sync_folder = internal::sync_folder;
};

/// As sqlite_store() of store.h.
[[nodiscard]] Result<std::unique_ptr<Store>> sqlite_store(const std::string& path, Opening opening,
                                                          const SqliteOptions& options);

}  // namespace tandem::ledger::internal
