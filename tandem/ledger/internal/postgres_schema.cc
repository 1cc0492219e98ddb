#include "tandem/ledger/internal/postgres_schema.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>

#include "tandem/ledger/internal/store_error.h"

namespace tandem::ledger::internal {

namespace {

constexpr std::string_view kVersion1 = R"sql(
CREATE TABLE tandem_version (version integer NOT NULL);
INSERT INTO tandem_version VALUES (0);
CREATE TABLE tandem_ledger (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE
);
CREATE TABLE tandem_entry (
  ledger integer NOT NULL REFERENCES tandem_ledger,
  seq bigint NOT NULL CHECK (seq > 0),
  body bytea NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (ledger, seq)
);
CREATE FUNCTION tandem_never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a ledger and its entries never change and are never removed'; END $$;
CREATE TRIGGER tandem_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON tandem_entry
FOR EACH STATEMENT EXECUTE FUNCTION tandem_never();
CREATE TRIGGER tandem_ledger_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON tandem_ledger
FOR EACH STATEMENT EXECUTE FUNCTION tandem_never();
)sql";

constexpr std::array kSteps{kVersion1};

Error no_ledger(const PostgresAddress& address) {
  return store_error(Errc::not_found, address.place, "ledger-name",
                     "the database has no such ledger", "make the ledger with tandem ledger init");
}

/// 0: the database has no tables of ours.
Result<std::int64_t> version_of(const Connection& connection) {
  const auto table = connection.run("SELECT to_regclass('tandem_version') IS NOT NULL");
  if (!table) return tl::unexpected(table.error());
  if (table->bytes(0, 0) != "t") return 0;
  const auto version = connection.run("SELECT coalesce(max(version), 0) FROM tandem_version");
  if (!version) return tl::unexpected(version.error());
  return version->number(0, 0);
}

Result<void> migrate(const Connection& connection, std::span<const std::string_view> steps,
                     std::int64_t from) {
  for (const std::string_view step : steps.subspan(static_cast<std::size_t>(from))) {
    const auto done = connection.run(std::string(step));
    if (!done) return tl::unexpected(done.error());
  }
  const auto done =
      connection.run(fmt::format("UPDATE tandem_version SET version = {}", steps.size()));
  if (!done) return tl::unexpected(done.error());
  return {};
}

/// Nothing that blocks changes has been taken away.
Result<void> has_guards(const Connection& connection, const std::string& place) {
  const auto guards = connection.run(
      "SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'D' AND tgrelid IN "
      "('tandem_entry'::regclass, 'tandem_ledger'::regclass) AND tgname IN "
      "('tandem_entry_stays', 'tandem_ledger_stays')");
  if (!guards) return tl::unexpected(guards.error());
  if (guards->number(0, 0) == 2) return {};
  return tl::unexpected(
      store_error(Errc::invalid_input, place, "ledger-schema",
                  "the triggers that keep entries from being changed are gone or switched off",
                  "ask who keeps the database; run tandem ledger verify when they are back"));
}

Result<void> ready(const Connection& connection, const PostgresAddress& address, Opening opening,
                   std::span<const std::string_view> steps) {
  const auto version = version_of(connection);
  if (!version) return tl::unexpected(version.error());
  const auto newest = static_cast<std::int64_t>(steps.size());
  if (*version == 0 && opening == Opening::existing) return tl::unexpected(no_ledger(address));
  if (*version < 0 || *version > newest)
    return tl::unexpected(
        store_error(Errc::invalid_input, address.place, "ledger-version",
                    fmt::format("the tables are of version {}; this program knows versions 1 to {}",
                                *version, newest),
                    "use a newer tandem"));
  if (*version < newest) {
    auto done = migrate(connection, steps, *version);
    if (!done) return done;
  }
  return has_guards(connection, address.place);
}

Result<std::int64_t> id_of(const Connection& connection, const PostgresAddress& address,
                           Opening opening) {
  const std::array name{text_value(address.ledger)};
  const bool fresh = opening == Opening::fresh;
  const auto rows = connection.run(
      fresh ? "INSERT INTO tandem_ledger (name) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id"
            : "SELECT id FROM tandem_ledger WHERE name = $1",
      name, Connection::Form::text);
  if (!rows) return tl::unexpected(rows.error());
  if (rows->count() == 1) return rows->number(0, 0);
  if (!fresh) return tl::unexpected(no_ledger(address));
  return tl::unexpected(store_error(Errc::invalid_input, address.place, "ledger-exists",
                                    "there is such a ledger already", "give another name"));
}

}  // namespace

std::span<const std::string_view> postgres_steps() { return kSteps; }

Result<void> set_up(const Connection& connection, const std::string& place) {
  // What waits for replicas promises more than `on`, and is left as it is.
  const auto settings = connection.run(
      "SET client_min_messages = warning;"
      "SELECT set_config('lock_timeout', '10s', false) WHERE current_setting('lock_timeout') = '0';"
      "SET idle_in_transaction_session_timeout = '60s';"
      "SELECT set_config('synchronous_commit', 'on', false) "
      "WHERE current_setting('synchronous_commit') IN ('off', 'local');"
      "SELECT current_setting('fsync'), current_setting('full_page_writes')");
  if (!settings) return tl::unexpected(settings.error());
  if (settings->bytes(0, 0) == "on" && settings->bytes(0, 1) == "on") return {};
  return tl::unexpected(
      store_error(Errc::invalid_input, place, "ledger-durable",
                  "the server may lose what it has acknowledged: fsync or full_page_writes is off",
                  "switch both on in postgresql.conf"));
}

Result<std::int64_t> find_ledger(const Connection& connection, const PostgresAddress& address,
                                 Opening opening, std::span<const std::string_view> steps) {
  const auto begun = connection.run(
      fmt::format("BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({}::bigint)",
                  kLockClass));
  if (!begun) return tl::unexpected(begun.error());
  const auto done = ready(connection, address, opening, steps);
  if (!done) return tl::unexpected(done.error());
  auto id = id_of(connection, address, opening);
  if (!id) return id;
  const auto committed = connection.run("COMMIT");
  if (!committed) return tl::unexpected(committed.error());
  return id;
}

}  // namespace tandem::ledger::internal
