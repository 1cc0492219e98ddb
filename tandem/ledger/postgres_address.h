#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"

namespace tandem::ledger {

/// Where a ledger of a PostgreSQL database is, and what may be told of that.
struct PostgresAddress {
  std::string server;  ///< as libpq takes it
  std::string ledger;  ///< name of one in the database
  std::string place;   ///< as errors name it: without user, passphrase and options
  /// What must not be shown, as it is written and as it is meant; the longest first.
  std::vector<std::string> secrets;
};

/// Whether it begins as one does: in either of the two ways that libpq takes.
[[nodiscard]] bool is_postgres_address(std::string_view text);

/// Of postgresql://USER@HOST/DATABASE?ledger=NAME&... Errors: invalid_input, of which no word shows
/// what may be a passphrase.
[[nodiscard]] Result<PostgresAddress> postgres_address(std::string_view text);

}  // namespace tandem::ledger
