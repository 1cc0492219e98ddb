#include "tests/ledger/power_loss_vfs.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

namespace tandem::ledger::power_loss {

namespace {

constexpr int kLongestName = 512;

/// What SQLite holds of an open file. It hands out raw memory of szOsFile bytes.
struct Handle {
  sqlite3_file base{};  // first: SQLite sees no more of it
  Disk* disk = nullptr;
  std::shared_ptr<File> file;
  bool syncs_folder = false;  ///< its name is not durable yet
};

Handle& handle_of(sqlite3_file* raw) { return *reinterpret_cast<Handle*>(raw); }
Disk& disk_of(sqlite3_vfs* raw) { return *static_cast<Disk*>(raw->pAppData); }

int close(sqlite3_file* raw) {
  Handle& handle = handle_of(raw);
  handle.disk->count_handle(-1);
  std::destroy_at(&handle);
  return SQLITE_OK;
}

int read(sqlite3_file* raw, void* to, int count, sqlite3_int64 at) {
  const Handle& handle = handle_of(raw);
  return handle.disk->read(*handle.file, static_cast<char*>(to), static_cast<std::size_t>(count),
                           static_cast<std::size_t>(at));
}

int write(sqlite3_file* raw, const void* from, int count, sqlite3_int64 at) {
  const Handle& handle = handle_of(raw);
  std::string bytes(static_cast<const char*>(from), static_cast<std::size_t>(count));
  return handle.disk->change(*handle.file, Write{static_cast<std::size_t>(at), std::move(bytes)});
}

int truncate(sqlite3_file* raw, sqlite3_int64 size) {
  const Handle& handle = handle_of(raw);
  return handle.disk->change(*handle.file, Resize{static_cast<std::size_t>(size)});
}

/// As SQLite's own for Unix: with the first sync of a journal or log that is done, its folder too,
/// where a failure is passed over.
int sync(sqlite3_file* raw, int /*how*/) {
  Handle& handle = handle_of(raw);
  const int done = handle.disk->sync(*handle.file);
  if (done != SQLITE_OK || !std::exchange(handle.syncs_folder, false)) return done;
  const bool folder_too = handle.disk->sync_folder().has_value();
  return folder_too || handle.disk->has_power() ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

int file_size(sqlite3_file* raw, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(handle_of(raw).file->now.size());
  return SQLITE_OK;
}

int lock(sqlite3_file* /*raw*/, int /*level*/) { return SQLITE_OK; }

int is_reserved(sqlite3_file* /*raw*/, int* answer) {
  *answer = 0;
  return SQLITE_OK;
}

int control(sqlite3_file* /*raw*/, int /*which*/, void* /*of*/) { return SQLITE_NOTFOUND; }

int sector_size(sqlite3_file* /*raw*/) { return 512; }

/// What SQLite assumes on Unix: a write does not harm the bytes beside it.
int characteristics(sqlite3_file* /*raw*/) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int share(sqlite3_file* raw, int region, int size, int extend, void volatile** memory) {
  auto& shared = handle_of(raw).file->shared;
  const auto wanted = static_cast<std::size_t>(region);
  *memory = nullptr;
  if (wanted >= shared.size() && extend == 0) return SQLITE_OK;
  while (shared.size() <= wanted)
    shared.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
  *memory = shared[wanted].get();
  return SQLITE_OK;
}

int lock_shared(sqlite3_file* /*raw*/, int /*from*/, int /*count*/, int /*how*/) {
  return SQLITE_OK;
}

void barrier(sqlite3_file* /*raw*/) {}

int unshare(sqlite3_file* raw, int remove) {
  if (remove != 0) handle_of(raw).file->shared.clear();
  return SQLITE_OK;
}

constexpr sqlite3_io_methods kMethods{.iVersion = 2,
                                      .xClose = close,
                                      .xRead = read,
                                      .xWrite = write,
                                      .xTruncate = truncate,
                                      .xSync = sync,
                                      .xFileSize = file_size,
                                      .xLock = lock,
                                      .xUnlock = lock,
                                      .xCheckReservedLock = is_reserved,
                                      .xFileControl = control,
                                      .xSectorSize = sector_size,
                                      .xDeviceCharacteristics = characteristics,
                                      .xShmMap = share,
                                      .xShmLock = lock_shared,
                                      .xShmBarrier = barrier,
                                      .xShmUnmap = unshare};

int open(sqlite3_vfs* raw, const char* name, sqlite3_file* to, int flags, int* given) {
  to->pMethods = nullptr;  // nothing to close where it fails
  Disk& disk = disk_of(raw);
  const bool create = (flags & SQLITE_OPEN_CREATE) != 0;
  // A temporary file has no name, and nobody asks for it after a restart.
  auto file = name == nullptr ? std::make_shared<File>() : disk.open(name, create);
  if (file == nullptr) return SQLITE_CANTOPEN;
  constexpr int kLogs = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL | SQLITE_OPEN_SUPER_JOURNAL;
  auto* const handle = new (to) Handle{{}, &disk, std::move(file), create && (flags & kLogs) != 0};
  handle->base.pMethods = &kMethods;
  disk.count_handle(1);
  if (given != nullptr) *given = flags;
  return SQLITE_OK;
}

int remove(sqlite3_vfs* raw, const char* name, int sync_folder) {
  return disk_of(raw).remove(name, sync_folder != 0);
}

int access(sqlite3_vfs* raw, const char* name, int /*how*/, int* answer) {
  *answer = disk_of(raw).exists(name) ? 1 : 0;
  return disk_of(raw).has_power() ? SQLITE_OK : SQLITE_IOERR_ACCESS;
}

int full_name(sqlite3_vfs* /*raw*/, const char* name, int room, char* to) {
  const std::size_t length = std::strlen(name);
  if (length >= static_cast<std::size_t>(room)) return SQLITE_CANTOPEN;
  std::memcpy(to, name, length + 1);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs* /*raw*/, int count, char* to) {
  std::fill_n(to, count, '\x2a');
  return count;
}

int sleep(sqlite3_vfs* /*raw*/, int microseconds) { return microseconds; }

int now(sqlite3_vfs* /*raw*/, double* day) {
  *day = 2'460'000;  // Julian
  return SQLITE_OK;
}

int last_error(sqlite3_vfs* /*raw*/, int /*room*/, char* /*to*/) { return 0; }

}  // namespace

sqlite3_vfs vfs_of(Disk& disk, const std::string& name) {
  return {.iVersion = 1,
          .szOsFile = sizeof(Handle),
          .mxPathname = kLongestName,
          .zName = name.c_str(),
          .pAppData = &disk,
          .xOpen = open,
          .xDelete = remove,
          .xAccess = access,
          .xFullPathname = full_name,
          .xRandomness = randomness,
          .xSleep = sleep,
          .xCurrentTime = now,
          .xGetLastError = last_error};
}

}  // namespace tandem::ledger::power_loss
