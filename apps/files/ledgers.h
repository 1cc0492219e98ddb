#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/ledger/store.h"

/// Ledgers among the files of this machine.
namespace tandem::files {

/// What a file is by its name and, of an export, its first line.
struct LedgerFile {
  std::string path;
  bool exported = false;  ///< as `tandem ledger export` writes it; else one that can be kept
  std::string name;       ///< of the ledger, as an export says it; of others, that of the file
};

/// Absent where it is neither NAME.ledger nor an export NAME.jsonl.
[[nodiscard]] std::optional<LedgerFile> ledger_file(const std::string& path);

/// The ledgers below `folder`, by path, as deep as cases are looked for.
[[nodiscard]] std::vector<LedgerFile> list_ledgers(const std::string& folder);
/// Those in the folder of a case, then those in its folder `ledger`, by path.
[[nodiscard]] std::vector<LedgerFile> ledgers_beside(const std::string& folder);

/// Whether the file begins as an export does, whatever its name.
[[nodiscard]] bool is_export(const std::string& path);
/// The text of an export, however long it is. Errors: not_found, io.
[[nodiscard]] Result<std::string> read_export(const std::string& path);
/// The ledger that an export has, in memory. Errors: as read_export; invalid_input (it is not
/// whole, or was changed), named by `shown`.
[[nodiscard]] Result<std::unique_ptr<ledger::Store>> stored_export(const std::string& path,
                                                                   const std::string& shown);

/// By which a file is told from another in its place, and from what it was.
struct FileStamp {
  std::uint64_t device = 0;
  std::uint64_t number = 0;  ///< of the i-node
  std::uint64_t size = 0;    ///< bytes
  std::int64_t written = 0;  ///< nanoseconds since 1970
  std::int64_t changed = 0;  ///< its i-node, the same
  bool operator==(const FileStamp&) const = default;
  /// Whether it is the same file, whatever is in it.
  [[nodiscard]] bool same_file(const FileStamp& other) const {
    return device == other.device && number == other.number;
  }
};
/// Absent where there is no such file.
[[nodiscard]] std::optional<FileStamp> stamp_of(const std::string& path);

/// "a ledger" or "a secret key" where the file is one, which nothing gives back once it is written
/// over; else empty.
[[nodiscard]] std::string_view irreplaceable(const std::string& path);

/// Whether this process may write the file, and beside it.
[[nodiscard]] bool may_write(const std::string& path);

}  // namespace tandem::files
