#include "tandem/ledger/internal/postgres_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <mutex>
#include <utility>
#include <vector>

#include "tandem/ledger/internal/sqlite_copy.h"
#include "tandem/ledger/internal/store_error.h"

namespace tandem::ledger::internal {

namespace {

// The entry before must be there with its hash: not even a fault of ours makes a gap or a fork.
constexpr const char* kInsert =
    "INSERT INTO tandem_entry (ledger, seq, body, hash) SELECT $1::integer, new.* FROM "
    "unnest($2::bigint[], $3::bytea[], $4::bytea[]) AS new WHERE $5::bigint = 0 OR EXISTS "
    "(SELECT FROM tandem_entry WHERE ledger = $1::integer AND seq = $5::bigint AND hash = $6)";
constexpr const char* kRead =
    "SELECT seq, body, hash FROM tandem_entry WHERE ledger = $1::integer AND seq > $2::bigint "
    "ORDER BY seq LIMIT $3::bigint";

std::string_view view_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

std::uint64_t as_bigint(std::uint64_t number) {
  return std::min<std::uint64_t>(number, std::numeric_limits<std::int64_t>::max());
}

/// Bodies of one statement: as many as are sent at once.
struct Portion {
  Head before;
  std::vector<std::string_view> bodies;
  std::vector<Hash> hashes;
};

/// The first of the bodies, up to some 16 MiB; the server takes no value of more than 1 GiB.
Portion portion_of(std::span<const std::string> bodies, const Head& before) {
  constexpr std::size_t kMostBytes = std::size_t{16} << 20U;
  Portion portion{.before = before};
  std::size_t bytes = 0;
  Hash last = before.hash;
  for (const std::string& body : bodies) {
    if (!portion.bodies.empty() && bytes + body.size() > kMostBytes) break;
    bytes += body.size();
    last = link(last, before.seq + portion.bodies.size() + 1, body);
    portion.bodies.emplace_back(body);
    portion.hashes.push_back(last);
  }
  return portion;
}

class PostgresStore : public Store {
 public:
  PostgresStore(PostgresAddress address, Connection connection, std::int64_t ledger)
      : address_(std::move(address)), connection_(std::move(connection)), ledger_(ledger) {}

  [[nodiscard]] Result<Head> head() override;
  [[nodiscard]] Result<Head> append(std::span<const std::string> bodies, const Head& last) override;
  [[nodiscard]] Result<std::vector<Entry>> read(std::uint64_t after, std::size_t most) override;
  [[nodiscard]] Result<Head> backup(const std::string& path) override {
    return copy_to_file(*this, path);
  }

 private:
  /// A session without a transaction: a new one where the server has gone meanwhile.
  [[nodiscard]] Result<void> ready();
  [[nodiscard]] std::string select_head() const;
  [[nodiscard]] Result<Head> head_of(const Rows& rows) const;
  [[nodiscard]] Result<Head> append_in_turn(std::span<const std::string> bodies, const Head& last);
  [[nodiscard]] Result<Head> insert(const Portion& portion);
  [[nodiscard]] Error damaged(std::uint64_t seq) const;

  std::mutex mutex_;
  PostgresAddress address_;
  Connection connection_;
  std::int64_t ledger_;
};

Result<void> PostgresStore::ready() {
  if (connection_.is_well()) return {};
  auto again = Connection::open(address_.server, address_.place);
  if (!again) return tl::unexpected(std::move(again.error()));
  auto done = set_up(*again, address_.place);
  if (!done) return done;
  connection_ = *std::move(again);
  return {};
}

std::string PostgresStore::select_head() const {
  return fmt::format(
      "SELECT seq, encode(hash, 'hex') FROM tandem_entry WHERE ledger = {} "
      "ORDER BY seq DESC LIMIT 1",
      ledger_);
}

Error PostgresStore::damaged(std::uint64_t seq) const {
  return store_error(Errc::io, address_.place, "ledger-damaged",
                     fmt::format("the hash of entry {} has not its 32 bytes", seq),
                     "restore a backup, or import an export");
}

Result<Head> PostgresStore::head_of(const Rows& rows) const {
  if (rows.count() == 0) return Head{};
  const auto seq = static_cast<std::uint64_t>(rows.number(0, 0));
  const auto hash = hash_of_hex(rows.bytes(0, 1));
  if (!hash) return tl::unexpected(damaged(seq));
  return Head{seq, *hash};
}

Result<Head> PostgresStore::head() {
  const std::lock_guard lock(mutex_);
  auto well = ready();
  if (!well) return tl::unexpected(std::move(well.error()));
  const auto rows = connection_.run(select_head());
  if (!rows) return tl::unexpected(rows.error());
  return head_of(*rows);
}

Result<Head> PostgresStore::append(std::span<const std::string> bodies, const Head& last) {
  const std::lock_guard lock(mutex_);
  auto well = ready();
  if (!well) return tl::unexpected(std::move(well.error()));
  auto made = append_in_turn(bodies, last);
  // The lock must not be kept until the next call; an answer of the server changes nothing now.
  if (!made && connection_.is_well()) static_cast<void>(connection_.run("ROLLBACK"));
  return made;
}

Result<Head> PostgresStore::append_in_turn(std::span<const std::string> bodies, const Head& last) {
  // Each statement sees what was committed before it began, so the last one sees what the lock has
  // waited for.
  const auto rows =
      connection_.run(fmt::format("BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE;"
                                  "SELECT pg_advisory_xact_lock({}, {}); {}",
                                  kLockClass, ledger_, select_head()));
  if (!rows) return tl::unexpected(rows.error());
  auto now = head_of(*rows);
  if (!now) return now;
  if (*now != last) return tl::unexpected(moved_on(address_.place, *now, last));
  Head head = *now;
  while (!bodies.empty()) {
    const Portion portion = portion_of(bodies, head);
    auto made = insert(portion);
    if (!made) return made;
    head = *made;
    bodies = bodies.subspan(portion.bodies.size());
  }
  const auto committed = connection_.run("COMMIT");
  if (!committed) return tl::unexpected(committed.error());
  return head;
}

Result<Head> PostgresStore::insert(const Portion& portion) {
  std::vector<std::string_view> hashes;
  for (const Hash& hash : portion.hashes) hashes.push_back(view_of(hash));
  const std::array values{number_value(static_cast<std::uint64_t>(ledger_)),
                          array_of_numbers(portion.before.seq + 1, portion.bodies.size()),
                          array_of_bytes(portion.bodies),
                          array_of_bytes(hashes),
                          number_value(portion.before.seq),
                          bytes_value(view_of(portion.before.hash))};
  const auto rows = connection_.run(kInsert, values, Connection::Form::text);
  if (!rows) return tl::unexpected(rows.error());
  if (rows->changed() != portion.bodies.size()) return tl::unexpected(damaged(portion.before.seq));
  return Head{portion.before.seq + portion.bodies.size(), portion.hashes.back()};
}

Result<std::vector<Entry>> PostgresStore::read(std::uint64_t after, std::size_t most) {
  const std::lock_guard lock(mutex_);
  auto well = ready();
  if (!well) return tl::unexpected(std::move(well.error()));
  const std::array values{number_value(static_cast<std::uint64_t>(ledger_)),
                          number_value(as_bigint(after)), number_value(as_bigint(most))};
  const auto rows = connection_.run(kRead, values, Connection::Form::binary);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<Entry> entries;
  for (int row = 0; row < rows->count(); ++row) {
    Entry entry{number_of_binary(rows->bytes(row, 0)), std::string(rows->bytes(row, 1))};
    const std::string_view hash = rows->bytes(row, 2);
    if (hash.size() != entry.hash.size()) return tl::unexpected(damaged(entry.seq));
    std::ranges::copy(hash, reinterpret_cast<char*>(entry.hash.data()));
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace

Result<std::unique_ptr<Store>> postgres_store(const std::string& address, Opening opening,
                                              std::span<const std::string_view> steps) {
  auto parts = postgres_address(address);
  if (!parts) return tl::unexpected(std::move(parts.error()));
  auto connection = Connection::open(parts->server, parts->place);
  if (!connection) return tl::unexpected(std::move(connection.error()));
  auto done = set_up(*connection, parts->place);
  if (!done) return tl::unexpected(std::move(done.error()));
  const auto ledger = find_ledger(*connection, *parts, opening, steps);
  if (!ledger) return tl::unexpected(ledger.error());
  return std::make_unique<PostgresStore>(*std::move(parts), *std::move(connection), *ledger);
}

}  // namespace tandem::ledger::internal

namespace tandem::ledger {

Result<std::unique_ptr<Store>> postgres_store(const std::string& address, Opening opening) {
  return internal::postgres_store(address, opening, internal::postgres_steps());
}

}  // namespace tandem::ledger
