#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/ledger/chain.h"

/// Where the entries of one ledger are kept. Knows nothing of what they say.
namespace tandem::ledger {

/// Any thread may call anything; calls of one store wait for each other.
class Store {
 public:
  virtual ~Store() = default;

  /// Where it ends now. Errors: io.
  [[nodiscard]] virtual Result<Head> head() = 0;

  /// Appends all of the bodies or none of them, in this order, each linked to the one before, and
  /// gives the new head. What it has given survives a loss of power. @pre bodies is not empty
  /// Errors: conflict (another has appended since `last`; nothing is appended), io (whether they
  /// are appended is not known: ask head()).
  [[nodiscard]] virtual Result<Head> append(std::span<const std::string> bodies,
                                            const Head& last) = 0;

  /// The entries after number `after`, at most `most` of them, in order, with the hashes as they
  /// are kept. Errors: io.
  [[nodiscard]] virtual Result<std::vector<Entry>> read(std::uint64_t after, std::size_t most) = 0;

  /// A copy in a new file that can be opened as a store, made while others read and append: all
  /// entries up to some head that was the last during the call. Errors: invalid_input (there is
  /// such a file), io.
  [[nodiscard]] virtual Result<Head> backup(const std::string& path) = 0;

  /// What is wrong with what it is kept in though the entries can be read, in words: room that an
  /// entry at the end may have had. Nothing where a store can't tell. Errors: io.
  [[nodiscard]] virtual Result<std::vector<std::string>> faults() {
    return std::vector<std::string>{};
  }
};

/// Gone with the process.
[[nodiscard]] std::unique_ptr<Store> memory_store();

enum class Opening { existing, fresh };

/// A file of SQLite: write-ahead log, synchronous FULL, one table that cannot be changed but by
/// appending, a version of its schema. Errors: not_found, invalid_input (there is such a file
/// already, and it is not empty; no ledger; of a version that is not known), io.
[[nodiscard]] Result<std::unique_ptr<Store>> sqlite_store(const std::string& path, Opening opening);

/// A table of a PostgreSQL database for desks on several machines. Writers take turns by an
/// advisory lock. @param address  postgresql://USER@HOST/DATABASE?options=...; the ledger's name is
///        the parameter `ledger`, which is taken out. Errors: as sqlite_store.
[[nodiscard]] Result<std::unique_ptr<Store>> postgres_store(const std::string& address,
                                                            Opening opening);

/// Either of the last two, by the form of the address.
[[nodiscard]] Result<std::unique_ptr<Store>> open_store(const std::string& address,
                                                        Opening opening);

}  // namespace tandem::ledger
