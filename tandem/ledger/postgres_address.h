#pragma once

#include <string>

#include "tandem/base/result.h"

namespace tandem::ledger::internal {

struct PostgresAddress {
  std::string server;  ///< as libpq takes it
  std::string ledger;  ///< name of one in the database
  std::string place;   ///< as errors name it: without user, passphrase and options
};

/// Of postgresql://USER@HOST/DATABASE?ledger=NAME&... Errors: invalid_input.
[[nodiscard]] Result<PostgresAddress> postgres_address(const std::string& text);

}  // namespace tandem::ledger::internal
