#include "tandem/ledger/internal/sqlite.h"

#include <utility>

#include "tandem/ledger/internal/store_error.h"

namespace tandem::ledger::internal {

namespace {

/// What SQLite's primary result code means to who keeps a ledger.
Error error_of(int code, const std::string& path, std::string message) {
  constexpr int kPrimary = 0xff;
  switch (code & kPrimary) {
    case SQLITE_NOTADB:
      return store_error(Errc::invalid_input, path, "ledger-file", "this is no ledger",
                         "give the file that tandem ledger init has made");
    case SQLITE_CORRUPT:
      return store_error(Errc::io, path, "ledger-damaged", "the file is damaged: " + message,
                         "restore a backup, or import an export");
    case SQLITE_BUSY:
      return store_error(Errc::io, path, "ledger-busy", "another program holds the ledger",
                         "try again when it is done");
    case SQLITE_FULL:
      return store_error(Errc::io, path, "ledger-disk", "the disk is full", "make room on it");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return store_error(Errc::io, path, "ledger-access", std::move(message),
                         "look who may write the file and its folder");
    default:
      return store_error(Errc::io, path, "ledger-store", std::move(message),
                         "look whether the disk is well");
  }
}

/// What a statement writes is committed after its rows: only then is it known whether it was done.
/// @param on_row  called while one is there
template <class Function>
Result<void> run_to_end(Statement& statement, const Function& on_row) {
  while (true) {
    const auto row = statement.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    on_row();
  }
}

}  // namespace

void Statement::bind(int place, std::int64_t number) {
  sqlite3_bind_int64(raw_.get(), place, number);
}

void Statement::bind_text(int place, std::string_view text) {
  sqlite3_bind_text64(raw_.get(), place, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void Statement::bind_bytes(int place, std::string_view bytes) {
  sqlite3_bind_blob64(raw_.get(), place, bytes.data(), bytes.size(), SQLITE_STATIC);
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(raw_.get());
  if (code == SQLITE_ROW) return true;
  sqlite3* const database = sqlite3_db_handle(raw_.get());
  // The message goes with the reset.
  const std::string message = code == SQLITE_DONE ? "" : sqlite3_errmsg(database);
  sqlite3_reset(raw_.get());
  if (code == SQLITE_DONE) return false;
  const char* const file = sqlite3_db_filename(database, "main");
  return tl::unexpected(error_of(code, file == nullptr ? "" : file, message));
}

void Statement::reset() { sqlite3_reset(raw_.get()); }

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(raw_.get(), column);
}

std::string_view Statement::bytes(int column) const {
  // As they are kept: for a text this is UTF-8, which is what every ledger is in.
  const auto* const first = static_cast<const char*>(sqlite3_column_blob(raw_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(raw_.get(), column));
  return first == nullptr ? std::string_view{} : std::string_view{first, size};
}

Result<Database> Database::open(const std::string& path, int flags, const std::string& vfs) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX,
                                   vfs.empty() ? nullptr : vfs.c_str());
  Database opened(raw, path);
  if (code != SQLITE_OK) return tl::unexpected(opened.error());
  sqlite3_extended_result_codes(raw, 1);
  return opened;
}

Result<Statement> Database::prepare(std::string_view sql) const {
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v3(raw_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(error());
  return Statement(raw);
}

Result<void> Database::run(const std::string& sql) const {
  if (sqlite3_exec(raw_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return tl::unexpected(error());
  return {};
}

Result<std::int64_t> Database::number(std::string_view sql) const {
  auto statement = prepare(sql);
  if (!statement) return tl::unexpected(std::move(statement.error()));
  std::int64_t first = 0;
  auto done = run_to_end(*statement, [&] { first = statement->number(0); });
  if (!done) return tl::unexpected(std::move(done.error()));
  return first;
}

Result<std::string> Database::text(std::string_view sql) const {
  auto statement = prepare(sql);
  if (!statement) return tl::unexpected(std::move(statement.error()));
  std::string first;
  auto done = run_to_end(*statement, [&] { first = statement->bytes(0); });
  if (!done) return tl::unexpected(std::move(done.error()));
  return first;
}

Error Database::error() const {
  if (raw_ == nullptr) return error_of(SQLITE_NOMEM, path_, "out of memory");
  return error_of(sqlite3_errcode(raw_.get()), path_, sqlite3_errmsg(raw_.get()));
}

Result<Transaction> Transaction::begin(const Database& database) {
  return begin(database, "BEGIN IMMEDIATE");
}

Result<Transaction> Transaction::look(const Database& database) {
  return begin(database, "BEGIN DEFERRED");
}

Result<Transaction> Transaction::begin(const Database& database, const std::string& how) {
  auto begun = database.run(how);
  if (!begun) return tl::unexpected(std::move(begun.error()));
  return Transaction(database);
}

Result<void> Transaction::commit() {
  auto done = open_->run("COMMIT");
  if (!done) return done;
  static_cast<void>(open_.release());
  return done;
}

void Transaction::Rollback::operator()(const Database* database) const {
  // Most errors of input and output have rolled back already.
  if (sqlite3_get_autocommit(database->raw()) == 0) static_cast<void>(database->run("ROLLBACK"));
}

}  // namespace tandem::ledger::internal
