#include "tandem/ledger/store.h"

namespace tandem::ledger {

Result<std::unique_ptr<Store>> open_store(const std::string& address, Opening opening) {
  // Both are what libpq takes.
  const bool database = address.starts_with("postgresql://") || address.starts_with("postgres://");
  return database ? postgres_store(address, opening) : sqlite_store(address, opening);
}

}  // namespace tandem::ledger
