#include "tandem/ledger/internal/postgres.h"

#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "tandem/ledger/internal/store_error.h"

namespace tandem::ledger::internal {

namespace {

// catalog/pg_type_d.h, which comes with the server and not with libpq.
constexpr std::uint32_t kBytea = 17;
constexpr std::uint32_t kBigint = 20;
constexpr int kByte = 8;

/// Most significant byte first.
template <class Number>
void put(Number number, std::string& to) {
  for (int shift = kByte * (static_cast<int>(sizeof(Number)) - 1); shift >= 0; shift -= kByte)
    to += static_cast<char>(number >> shift & 0xffU);
}

/// One dimension, no nulls, counted from 1.
std::string array_head(std::uint32_t type, std::size_t count) {
  std::string bytes;
  for (const std::uint32_t number : {1U, 0U, type, static_cast<std::uint32_t>(count), 1U})
    put(number, bytes);
  return bytes;
}

std::string one_line(std::string_view message) {
  std::string line(message);
  while (line.ends_with('\n')) line.pop_back();
  for (char& letter : line)
    if (letter == '\n' || letter == '\t') letter = ' ';
  return line;
}

/// What a state of SQL (appendix A of PostgreSQL's manual) means to who keeps a ledger.
Error error_of(std::string_view state, const std::string& place, std::string message) {
  if (state == "55P03" || state == "57014")
    return store_error(Errc::io, place, "ledger-busy", "another program holds the ledger",
                       "try again when it is done");
  if (state.starts_with("53"))
    return store_error(Errc::io, place, "ledger-disk", std::move(message),
                       "make room on the server");
  if (state == "42501" || state == "25006")
    return store_error(Errc::io, place, "ledger-access", std::move(message),
                       "ask who keeps the database for the right to use it");
  // A connection that was lost has no state, or that of its end.
  if (state.empty() || state.starts_with("08") || state.starts_with("57P"))
    return store_error(Errc::io, place, "ledger-server", std::move(message),
                       "look whether the server runs and takes you in");
  return store_error(Errc::io, place, "ledger-store", std::move(message),
                     "look whether the server is well");
}

}  // namespace

std::uint64_t Rows::changed() const {
  const std::string_view text = PQcmdTuples(raw_.get());
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string_view Rows::bytes(int row, int column) const {
  return {PQgetvalue(raw_.get(), row, column),
          static_cast<std::size_t>(PQgetlength(raw_.get(), row, column))};
}

std::int64_t Rows::number(int row, int column) const {
  const std::string_view text = bytes(row, column);
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Value text_value(std::string text) { return {std::move(text), false}; }
Value number_value(std::uint64_t number) { return {std::to_string(number), false}; }
Value bytes_value(std::string_view bytes) { return {std::string(bytes), true}; }

Value array_of_numbers(std::uint64_t first, std::size_t count) {
  std::string bytes = array_head(kBigint, count);
  for (std::size_t i = 0; i < count; ++i) {
    put(static_cast<std::uint32_t>(sizeof(std::uint64_t)), bytes);
    put(first + i, bytes);
  }
  return {std::move(bytes), true};
}

Value array_of_bytes(std::span<const std::string_view> all) {
  std::string bytes = array_head(kBytea, all.size());
  for (const std::string_view one : all) {
    put(static_cast<std::uint32_t>(one.size()), bytes);
    bytes += one;
  }
  return {std::move(bytes), true};
}

std::uint64_t number_of_binary(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) number = number << kByte | static_cast<unsigned char>(byte);
  return number;
}

Result<Connection> Connection::open(const std::string& address, std::string place) {
  // What the address says itself comes last and holds.
  constexpr std::array kNames{"connect_timeout", "application_name", "client_encoding", "dbname",
                              static_cast<const char*>(nullptr)};
  const std::array values{"10", "tandem", "UTF8", address.c_str(),
                          static_cast<const char*>(nullptr)};
  constexpr int kNamedByAddress = 1;
  Connection made(PQconnectdbParams(kNames.data(), values.data(), kNamedByAddress),
                  std::move(place));
  // Else libpq writes what the server remarks to the standard error stream.
  PQsetNoticeProcessor(
      made.raw_.get(), [](void*, const char*) {}, nullptr);
  if (made.is_well()) return made;
  return tl::unexpected(store_error(Errc::io, made.place_, "ledger-server",
                                    one_line(PQerrorMessage(made.raw_.get())),
                                    "look whether the server runs and takes you in"));
}

Result<Rows> Connection::run(const std::string& sql) const {
  return checked(Rows(PQexec(raw_.get(), sql.c_str())));
}

Result<Rows> Connection::run(const std::string& sql, std::span<const Value> values,
                             Form form) const {
  std::vector<const char*> bytes;
  std::vector<int> sizes;
  std::vector<int> forms;
  for (const Value& value : values) {
    bytes.push_back(value.bytes.data());
    sizes.push_back(static_cast<int>(value.bytes.size()));
    forms.push_back(value.binary ? 1 : 0);
  }
  return checked(
      Rows(PQexecParams(raw_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr,
                        bytes.data(), sizes.data(), forms.data(), static_cast<int>(form))));
}

Result<Rows> Connection::checked(Rows rows) const {
  const ExecStatusType status = PQresultStatus(rows.raw());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return rows;
  const char* const state = PQresultErrorField(rows.raw(), PG_DIAG_SQLSTATE);
  return tl::unexpected(
      error_of(state == nullptr ? "" : state, place_, one_line(PQerrorMessage(raw_.get()))));
}

}  // namespace tandem::ledger::internal
