#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "tandem/base/result.h"

/// As much of SQLite as a ledger needs, with an owner for everything and errors as values.
namespace tandem::ledger::internal {

/// One statement, prepared. What is bound to it is not copied: it outlives the next step().
class Statement {
 public:
  explicit Statement(sqlite3_stmt* raw) : raw_(raw) {}

  void bind(int place, std::int64_t number);
  void bind_text(int place, std::string_view text);
  void bind_bytes(int place, std::string_view bytes);

  /// Whether there is a row. After the last one, or an error, the statement can be run again.
  [[nodiscard]] Result<bool> step();
  /// For a statement of which one row is enough.
  void reset();

  [[nodiscard]] std::int64_t number(int column) const;
  /// Until the next step() or reset().
  [[nodiscard]] std::string_view bytes(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* raw) const { sqlite3_finalize(raw); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> raw_;
};

/// One connection. One thread at a time.
class Database {
 public:
  /// @param flags  SQLITE_OPEN_...
  /// @param vfs    name of a registered one; empty: that of the system
  [[nodiscard]] static Result<Database> open(const std::string& path, int flags,
                                             const std::string& vfs);

  [[nodiscard]] Result<Statement> prepare(std::string_view sql) const;
  /// Every statement of the text; rows are ignored.
  [[nodiscard]] Result<void> run(const std::string& sql) const;
  /// The first column of the one row. @pre there is one
  [[nodiscard]] Result<std::int64_t> number(std::string_view sql) const;
  [[nodiscard]] Result<std::string> text(std::string_view sql) const;

  [[nodiscard]] sqlite3* raw() const { return raw_.get(); }
  [[nodiscard]] Error error() const;

 private:
  struct Close {
    void operator()(sqlite3* raw) const { sqlite3_close_v2(raw); }
  };
  Database(sqlite3* raw, std::string path) : raw_(raw), path_(std::move(path)) {}

  std::unique_ptr<sqlite3, Close> raw_;
  std::string path_;
};

/// Ends in a rollback unless it has been committed.
class Transaction {
 public:
  /// Takes the right to write at once, or waits for it as long as the connection is set to.
  [[nodiscard]] static Result<Transaction> begin(const Database& database);
  /// All that is read until its end is of one moment.
  [[nodiscard]] static Result<Transaction> look(const Database& database);
  Transaction(Transaction&&) = default;
  Transaction& operator=(Transaction&&) = delete;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() = default;

  [[nodiscard]] Result<void> commit();

 private:
  struct Rollback {
    void operator()(const Database* database) const;
  };
  explicit Transaction(const Database& database) : open_(&database) {}
  [[nodiscard]] static Result<Transaction> begin(const Database& database, const std::string& how);

  std::unique_ptr<const Database, Rollback> open_;
};

}  // namespace tandem::ledger::internal
