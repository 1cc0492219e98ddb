#include "tandem/ledger/postgres_address.h"
#include "tandem/ledger/store.h"

namespace tandem::ledger {

Result<std::unique_ptr<Store>> open_store(const std::string& address, Opening opening) {
  return is_postgres_address(address) ? postgres_store(address, opening)
                                      : sqlite_store(address, opening);
}

}  // namespace tandem::ledger
