#include "tandem/ledger/internal/sqlite_log.h"

#include <algorithm>
#include <string>
#include <utility>

namespace tandem::ledger::internal {

namespace {

// sqlite.org/fileformat2.html, section 4.1.
constexpr std::int64_t kLogHead = 32;
constexpr std::int64_t kFrameHead = 24;

/// The file of the log. @pre the connection has had a transaction
sqlite3_file& file_of(sqlite3* raw) {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(raw, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file);
  return *file;
}

std::int64_t size_of(sqlite3_file& file) {
  sqlite3_int64 size = 0;
  file.pMethods->xFileSize(&file, &size);
  return size;
}

/// @return the size of the file then, as far as is known
std::int64_t extend(sqlite3_file& file, std::int64_t size, std::int64_t bytes) {
  constexpr std::int64_t kAtOnce = 1 << 16;  // SQLite's own for Unix takes less than twice that
  const std::string zeros(kAtOnce, '\0');
  const std::int64_t end = size + bytes;
  while (size < end) {
    const auto count = std::min(kAtOnce, end - size);
    const int done = file.pMethods->xWrite(&file, zeros.data(), static_cast<int>(count), size);
    if (done != SQLITE_OK) return size;
    size += count;
  }
  return size;
}

int note_pages(void* to, sqlite3* /*raw*/, const char* /*schema*/, int pages) {
  *static_cast<int*>(to) = pages;
  return SQLITE_OK;
}

}  // namespace

void empty_log(const Database& database, int patience) {
  sqlite3* const raw = database.raw();
  sqlite3_busy_timeout(raw, 0);
  const int done =
      sqlite3_wal_checkpoint_v2(raw, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(raw, patience);
  if (done != SQLITE_OK) return;
  sqlite3_file& file = file_of(raw);
  file.pMethods->xSync(&file, SQLITE_SYNC_NORMAL);
}

SqliteLog::SqliteLog(sqlite3* raw, std::int64_t page_size, int most_pages)
    : raw_(raw), frame_(kFrameHead + page_size), most_pages_(most_pages) {
  sqlite3_wal_hook(raw_, note_pages, pages_.get());
}

Result<SqliteLog> SqliteLog::of(const Database& database, int most_pages) {
  const auto page_size = database.number("PRAGMA page_size");
  if (!page_size) return tl::unexpected(page_size.error());
  return SqliteLog(database.raw(), *page_size, most_pages);
}

void SqliteLog::make_room() {
  constexpr std::int64_t kMostAhead = 1 << 20;  // bytes
  const std::int64_t used = kLogHead + *pages_ * frame_;
  const bool anew = used < std::exchange(used_, used);
  if (*pages_ == 0 || (used < size_ && !anew)) return;
  // To ask for the size of a file costs its next sync as much as to make it longer: Linux then
  // writes, too, when it was changed. So it is asked for only where the log is full, or begins
  // anew: who emptied it may have cut it off.
  sqlite3_file& file = file_of(raw_);
  size_ = size_of(file);
  if (used >= size_) size_ = extend(file, size_, std::min(size_, kMostAhead));
}

void SqliteLog::shorten() {
  if (*pages_ < most_pages_) return;
  sqlite3_wal_checkpoint_v2(raw_, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

}  // namespace tandem::ledger::internal
