#include "tandem/ledger/internal/sqlite_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <mutex>
#include <utility>
#include <vector>

#include "tandem/ledger/internal/sqlite.h"
#include "tandem/ledger/internal/sqlite_copy.h"
#include "tandem/ledger/internal/sqlite_log.h"

namespace tandem::ledger::internal {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHead = "SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1";
constexpr std::string_view kInsert = "INSERT INTO entry (seq, body, hash) VALUES (?1, ?2, ?3)";
constexpr std::string_view kRead =
    "SELECT seq, body, hash FROM entry WHERE seq > ?1 ORDER BY seq LIMIT ?2";

std::string_view bytes_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

/// SQLite counts with a sign; a ledger never comes near either limit.
std::int64_t with_sign(std::uint64_t number) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::min(number, kMost));
}

Result<Hash> hash_of(const Statement& row, int column, const std::string& path) {
  Hash hash{};
  const std::string_view bytes = row.bytes(column);
  if (bytes.size() != hash.size())
    return tl::unexpected(store_error(Errc::io, path, "ledger-damaged",
                                      fmt::format("the hash of entry {} has {} bytes, not {}",
                                                  row.number(0), bytes.size(), hash.size()),
                                      "restore a backup, or import an export"));
  std::ranges::copy(bytes, reinterpret_cast<char*>(hash.data()));
  return hash;
}

Result<Head> head_of(Statement& statement, const std::string& path) {
  const auto row = statement.step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return Head{};
  Head head{.seq = static_cast<std::uint64_t>(statement.number(0))};
  const auto hash = hash_of(statement, 1, path);
  statement.reset();
  if (!hash) return tl::unexpected(hash.error());
  head.hash = *hash;
  return head;
}

/// What holds for a connection and is not kept in the file.
Result<void> set_up(const Database& database, const SqliteOptions& options) {
  constexpr int kOn = 1;
  sqlite3_db_config(database.raw(), SQLITE_DBCONFIG_DEFENSIVE, kOn, nullptr);
  return database.run(
      fmt::format("PRAGMA busy_timeout = {}; PRAGMA trusted_schema = OFF;"
                  "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON;"
                  "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;"
                  "PRAGMA synchronous = {}",
                  options.patience, options.synchronous));
}

Result<void> use_log(const Database& database, const std::string& path) {
  const auto mode = database.text("PRAGMA journal_mode = WAL");
  if (!mode) return tl::unexpected(mode.error());
  if (*mode == "wal") return {};
  return tl::unexpected(store_error(Errc::io, path, "ledger-log",
                                    "a write-ahead log can't be kept here",
                                    "put the ledger on a disk of this machine, not of a network"));
}

Result<void> make_ledger(const Database& database, const std::string& path,
                         const SqliteOptions& options) {
  // Before anything is written: the file may be of another program.
  const auto things = database.number("SELECT count(*) FROM sqlite_schema");
  if (!things) return tl::unexpected(things.error());
  if (*things != 0)
    return tl::unexpected(store_error(Errc::invalid_input, path, "ledger-exists",
                                      "there is such a file already", "give another name"));
  auto done = use_log(database, path);
  if (!done) return done;
  return create_schema(database, path, options.schema);
}

Result<void> take_up(const Database& database, const std::string& path,
                     const SqliteOptions& options) {
  auto done = check_schema(database, path, options.schema);
  if (!done) return done;
  done = use_log(database, path);
  if (done) empty_log(database, options.patience);
  return done;
}

Error closed(const std::string& path, std::string message) {
  return store_error(Errc::io, path, "ledger-access", std::move(message),
                     "look who may write the file and its folder");
}

Result<Database> connect(const std::string& path, Opening opening, const SqliteOptions& options) {
  const int create = opening == Opening::fresh ? SQLITE_OPEN_CREATE : 0;
  auto database = Database::open(path, SQLITE_OPEN_READWRITE | create, options.vfs);
  if (!database) return database;
  // Who only reads would leave files beside it that nobody may write.
  if (sqlite3_db_readonly(database->raw(), "main") == 1)
    return tl::unexpected(closed(path, "the file may only be read"));
  auto done = set_up(*database, options);
  if (!done) return tl::unexpected(std::move(done.error()));
  return database;
}

/// From now on the last connection to close empties the log into the file.
class SqliteStore : public Store {
 public:
  SqliteStore(std::string path, Database database, SqliteLog log, Statement head, Statement insert,
              Statement read)
      : path_(std::move(path)),
        database_(std::move(database)),
        log_(std::move(log)),
        head_(std::move(head)),
        insert_(std::move(insert)),
        read_(std::move(read)) {}

  [[nodiscard]] Result<Head> head() override {
    const std::lock_guard lock(mutex_);
    return head_of(head_, path_);
  }

  [[nodiscard]] Result<Head> append(std::span<const std::string> bodies, const Head& last) override;
  [[nodiscard]] Result<std::vector<Entry>> read(std::uint64_t after, std::size_t most) override;
  [[nodiscard]] Result<Head> backup(const std::string& path) override;
  [[nodiscard]] Result<std::vector<std::string>> faults() override;

 private:
  [[nodiscard]] Result<Head> insert(std::span<const std::string> bodies, Head head);

  std::mutex mutex_;
  std::string path_;
  Database database_;
  SqliteLog log_;
  Statement head_;
  Statement insert_;
  Statement read_;
};

Result<Head> SqliteStore::append(std::span<const std::string> bodies, const Head& last) {
  const std::lock_guard lock(mutex_);
  auto transaction = Transaction::begin(database_);
  if (!transaction) return tl::unexpected(std::move(transaction.error()));
  auto now = head_of(head_, path_);
  if (!now) return now;
  if (*now != last) return tl::unexpected(moved_on(path_, *now, last));
  auto made = insert(bodies, *now);
  if (!made) return made;
  log_.make_room();
  auto done = transaction->commit();
  if (!done) return tl::unexpected(std::move(done.error()));
  log_.shorten();
  return made;
}

Result<Head> SqliteStore::insert(std::span<const std::string> bodies, Head head) {
  for (const std::string& body : bodies) {
    head = {head.seq + 1, link(head.hash, head.seq + 1, body)};
    insert_.bind(1, with_sign(head.seq));
    insert_.bind_text(2, body);
    insert_.bind_bytes(3, bytes_of(head.hash));
    const auto done = insert_.step();
    if (!done) return tl::unexpected(done.error());
  }
  return head;
}

Result<std::vector<Entry>> SqliteStore::read(std::uint64_t after, std::size_t most) {
  const std::lock_guard lock(mutex_);
  read_.bind(1, with_sign(after));
  read_.bind(2, with_sign(most));
  std::vector<Entry> entries;
  while (true) {
    const auto row = read_.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return entries;
    const auto hash = hash_of(read_, 2, path_);
    if (!hash) {
      read_.reset();
      return tl::unexpected(hash.error());
    }
    entries.push_back(
        {static_cast<std::uint64_t>(read_.number(0)), std::string(read_.bytes(1)), *hash});
  }
}

Result<std::vector<std::string>> SqliteStore::faults() {
  const std::lock_guard lock(mutex_);
  // Every byte of a page belongs to one row, or is marked as free.
  auto check = database_.prepare("PRAGMA integrity_check");
  if (!check) return tl::unexpected(std::move(check.error()));
  std::vector<std::string> found;
  while (true) {
    const auto row = check->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return found;
    if (check->bytes(0) != "ok") found.emplace_back(check->bytes(0));
  }
}

Result<Head> copy_pages(const Database& from, const Database& to, const std::string& path) {
  sqlite3_backup* const copy = sqlite3_backup_init(to.raw(), "main", from.raw(), "main");
  if (copy == nullptr) return tl::unexpected(to.error());
  constexpr int kAllPages = -1;  // at one go they are of one moment
  sqlite3_backup_step(copy, kAllPages);
  if (sqlite3_backup_finish(copy) != SQLITE_OK) return tl::unexpected(to.error());
  auto head = to.prepare(kHead);
  if (!head) return tl::unexpected(std::move(head.error()));
  return head_of(*head, path);
}

Result<Head> copy_ledger(const std::string& from, const std::string& to) {
  const SqliteOptions options;
  const auto source = connect(from, Opening::existing, options);
  if (!source) return tl::unexpected(source.error());
  const auto target = connect(to, Opening::existing, options);
  if (!target) return tl::unexpected(target.error());
  auto head = copy_pages(*source, *target, to);
  if (!head) return head;
  const auto synced = sync_folder(fs::path(to).parent_path().string());
  if (!synced) return tl::unexpected(synced.error());
  return head;
}

/// A connection of its own, so that the store goes on meanwhile.
Result<Head> SqliteStore::backup(const std::string& path) {
  const std::string target = fs::absolute(path).string();
  const auto reserved = reserve_file(target);
  if (!reserved) return tl::unexpected(reserved.error());
  auto copied = copy_ledger(path_, target);
  if (!copied) remove_database(target);
  return copied;
}

Result<std::unique_ptr<Store>> store_of(Database database, const std::string& path,
                                        const SqliteOptions& options) {
  auto log = SqliteLog::of(database, options.checkpoint_pages);
  if (!log) return tl::unexpected(std::move(log.error()));
  auto head = database.prepare(kHead);
  if (!head) return tl::unexpected(std::move(head.error()));
  auto insert = database.prepare(kInsert);
  if (!insert) return tl::unexpected(std::move(insert.error()));
  auto read = database.prepare(kRead);
  if (!read) return tl::unexpected(std::move(read.error()));
  return std::make_unique<SqliteStore>(path, std::move(database), *std::move(log), *std::move(head),
                                       *std::move(insert), *std::move(read));
}

/// What SQLite would not say plainly, of a file of the system.
Result<void> is_file(const std::string& path, Opening opening) {
  std::error_code error;
  const fs::file_type type = fs::status(path, error).type();
  if (type == fs::file_type::directory)
    return tl::unexpected(store_error(Errc::invalid_input, path, "ledger-file", "this is a folder",
                                      "give the name of a file"));
  if (type == fs::file_type::not_found && opening == Opening::existing)
    return tl::unexpected(store_error(Errc::not_found, path, "ledger-file", "there is no such file",
                                      "make the ledger with tandem ledger init"));
  if (type == fs::file_type::none) return tl::unexpected(closed(path, error.message()));
  return {};
}

}  // namespace

Result<std::unique_ptr<Store>> sqlite_store(const std::string& path, Opening opening,
                                            const SqliteOptions& options) {
  auto database = connect(path, opening, options);
  if (!database) return tl::unexpected(std::move(database.error()));
  auto done = opening == Opening::fresh ? make_ledger(*database, path, options)
                                        : take_up(*database, path, options);
  if (!done) return tl::unexpected(std::move(done.error()));
  // The names of the file and of its log, which is there by now. SQLite syncs them with its first
  // commit, but passes over a failure, and a file whose maker was killed may have none that lasts.
  done = options.sync_folder(fs::path(path).parent_path().string());
  if (!done) return tl::unexpected(std::move(done.error()));
  return store_of(*std::move(database), path, options);
}

}  // namespace tandem::ledger::internal

namespace tandem::ledger {

Result<std::unique_ptr<Store>> sqlite_store(const std::string& path, Opening opening) {
  std::error_code error;
  // Absolute, so that no name is one of those that SQLite takes for something else than a file.
  const std::string file =
      path.empty() ? path : std::filesystem::absolute(path, error).lexically_normal().string();
  if (file.empty())
    return tl::unexpected(internal::store_error(Errc::invalid_input, "ledger", "ledger-file",
                                                "the file has no name", "give its name"));
  auto known = internal::is_file(file, opening);
  if (!known) return tl::unexpected(std::move(known.error()));
  return internal::sqlite_store(file, opening, {});
}

}  // namespace tandem::ledger
