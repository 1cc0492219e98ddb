#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "tandem/base/result.h"

/// As much of PostgreSQL as a ledger needs, with an owner for everything and errors as values.
namespace tandem::ledger::internal {

/// Rows that a statement has given.
class Rows {
 public:
  explicit Rows(PGresult* raw) : raw_(raw) {}

  [[nodiscard]] int count() const { return PQntuples(raw_.get()); }
  /// How many rows the statement has inserted.
  [[nodiscard]] std::uint64_t changed() const;
  /// As the server wrote it: text, or the bytes of a binary answer.
  [[nodiscard]] std::string_view bytes(int row, int column) const;
  /// Of a column that was asked for as text.
  [[nodiscard]] std::int64_t number(int row, int column) const;
  [[nodiscard]] PGresult* raw() const { return raw_.get(); }

 private:
  struct Clear {
    void operator()(PGresult* raw) const { PQclear(raw); }
  };
  std::unique_ptr<PGresult, Clear> raw_;
};

/// A value of a statement: a number as text, or bytes.
struct Value {
  std::string bytes;
  bool binary = false;
};
[[nodiscard]] Value text_value(std::string text);
[[nodiscard]] Value number_value(std::uint64_t number);
[[nodiscard]] Value bytes_value(std::string_view bytes);
/// Arrays as PostgreSQL sends them, of bigint and of bytea.
[[nodiscard]] Value array_of_numbers(std::uint64_t first, std::size_t count);
[[nodiscard]] Value array_of_bytes(std::span<const std::string_view> all);

/// A bigint of a binary answer.
[[nodiscard]] std::uint64_t number_of_binary(std::string_view bytes);

/// One session. One thread at a time.
class Connection {
 public:
  /// @param place  by which errors name it
  [[nodiscard]] static Result<Connection> open(const std::string& address, std::string place);

  /// Whether the server is still there, as far as is known.
  [[nodiscard]] bool is_well() const { return PQstatus(raw_.get()) == CONNECTION_OK; }

  /// One or more statements; the rows of the last, as text.
  [[nodiscard]] Result<Rows> run(const std::string& sql) const;
  enum class Form { text = 0, binary = 1 };
  [[nodiscard]] Result<Rows> run(const std::string& sql, std::span<const Value> values,
                                 Form form) const;

 private:
  struct Finish {
    void operator()(PGconn* raw) const { PQfinish(raw); }
  };
  Connection(PGconn* raw, std::string place) : raw_(raw), place_(std::move(place)) {}
  [[nodiscard]] Result<Rows> checked(Rows rows) const;

  std::unique_ptr<PGconn, Finish> raw_;
  std::string place_;
};

}  // namespace tandem::ledger::internal
