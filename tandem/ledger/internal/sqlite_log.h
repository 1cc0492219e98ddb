#pragma once

#include <cstdint>
#include <memory>

#include "tandem/base/result.h"
#include "tandem/ledger/internal/sqlite.h"

namespace tandem::ledger::internal {

/// Empties the log of a ledger that is opened, unless others read or write it at that moment. A
/// transaction that was cut off by a loss of power counts for nothing, but what of it lies at the
/// end of the log could be made whole by what of a later one survives the next loss of power. What
/// can't be done is left. @param patience  milliseconds, as the connection has it otherwise
void empty_log(const Database& database, int patience);

/// The write-ahead log of a connection that appends. A sync after which a file is longer writes
/// its i-node too, and takes about as long again. So the log gets room ahead, by doubling: who
/// records one entry and goes pays nothing, and who records many overwrites what is there.
class SqliteLog {
 public:
  /// @param most_pages  of the log, before it is put into the file
  /// Errors: io.
  [[nodiscard]] static Result<SqliteLog> of(const Database& database, int most_pages);

  /// Adds zeros after the end of a log that is full, as far as the disk has room. They count for
  /// nothing until a transaction is written over them. @pre in a transaction that may write, so
  /// that nobody else writes the log
  void make_room();

  /// After a commit: puts what is in a long log into the file, as far as nobody reads what was
  /// there before. What can't be done is left to the next time.
  void shorten();

 private:
  SqliteLog(sqlite3* raw, std::int64_t page_size, int most_pages);

  sqlite3* raw_;
  std::int64_t frame_;  ///< bytes that a page takes
  int most_pages_;
  std::int64_t size_ = 0;  ///< of the file, in bytes, when it was last looked at
  std::int64_t used_ = 0;  ///< of it, in bytes, when room was last asked for
  /// After the last commit; 0: there was none. Where SQLite finds it though the object moves.
  std::unique_ptr<int> pages_ = std::make_unique<int>(0);
};

}  // namespace tandem::ledger::internal
