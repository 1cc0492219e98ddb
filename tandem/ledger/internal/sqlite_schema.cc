#include "tandem/ledger/internal/sqlite_schema.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "tandem/ledger/internal/store_error.h"

namespace tandem::ledger::internal {

namespace {

/// "tndm"; the tool `file` and SQLite itself know a ledger by it.
constexpr std::int64_t kApplication = 0x746e646d;

// An INSERT OR REPLACE removes a row without asking the second trigger, so the third must refuse
// it.
constexpr std::string_view kVersion1 = R"sql(
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  body TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TRIGGER entry_never_changes BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry of a ledger never changes'); END;
CREATE TRIGGER entry_never_goes BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry of a ledger is never removed'); END;
CREATE TRIGGER entry_follows_the_last BEFORE INSERT ON entry
WHEN new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry)
BEGIN SELECT RAISE(ABORT, 'an entry of a ledger follows the last'); END;
)sql";

constexpr std::array kSteps{kVersion1};

// With line breaks between what has none, so that two schemas with one text are one. What SQLite
// itself adds has no text; a name like its own is no sign of that.
constexpr std::string_view kSchemaText =
    "SELECT coalesce(group_concat(one, x'0a'), '') FROM (SELECT type || ' ' || name || ' ' || sql "
    "AS one FROM sqlite_schema ORDER BY type, name)";

/// Makes the schema of `steps` out of that of version `from`, inside the transaction of the caller.
Result<void> migrate(const Database& database, std::span<const std::string_view> steps,
                     std::size_t from) {
  for (const std::string_view step : steps.subspan(from)) {
    auto done = database.run(std::string(step));
    if (!done) return done;
  }
  return database.run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}",
                                  kApplication, steps.size()));
}

/// The schema as SQLite itself keeps it, of a ledger that nobody has touched.
Result<std::string> expected_schema(std::span<const std::string_view> steps) {
  auto model = Database::open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "");
  if (!model) return tl::unexpected(std::move(model.error()));
  auto made = migrate(*model, steps, 0);
  if (!made) return tl::unexpected(std::move(made.error()));
  return model->text(kSchemaText);
}

Result<void> as_expected(const Database& database, const std::string& path,
                         std::span<const std::string_view> steps) {
  const auto expected = expected_schema(steps);
  if (!expected)  // it needs no file
    return tl::unexpected(store_error(Errc::io, path, "ledger-memory",
                                      "there is no memory left to look at it with",
                                      "try again when other programs need less"));
  const auto found = database.text(kSchemaText);
  if (!found) return tl::unexpected(found.error());
  if (*found == *expected) return {};  // in the same encoding too
  return tl::unexpected(store_error(
      Errc::invalid_input, path, "ledger-schema",
      "the tables or triggers of the ledger are not those that tandem has made",
      "restore a backup, or import an export; someone has changed this file by another program"));
}

/// 0: the file is empty. Errors: invalid_input (it is something else than a ledger), io.
Result<std::int64_t> version_of(const Database& database, const std::string& path) {
  auto application = database.number("PRAGMA application_id");
  if (!application) return application;
  auto things = database.number("SELECT count(*) FROM sqlite_schema");
  if (!things) return things;
  if (*application == 0 && *things == 0) return 0;
  if (*application == kApplication) return database.number("PRAGMA user_version");
  return tl::unexpected(store_error(Errc::invalid_input, path, "ledger-file",
                                    "this is a database of another program",
                                    "give the file that tandem ledger init has made"));
}

Error unknown_version(const std::string& path, std::int64_t version, std::size_t newest) {
  return store_error(
      Errc::invalid_input, path, "ledger-version",
      fmt::format("the ledger is of version {}; this program knows versions 1 to {}", version,
                  newest),
      "use a newer tandem, or export the ledger with the one that made it and import it here");
}

Result<void> migrate_file(const Database& database, const std::string& path,
                          std::span<const std::string_view> steps) {
  auto transaction = Transaction::begin(database);
  if (!transaction) return tl::unexpected(std::move(transaction.error()));
  // Another program may have done it meanwhile, and a newer one more than that.
  const auto version = version_of(database, path);
  if (!version) return tl::unexpected(version.error());
  if (*version > static_cast<std::int64_t>(steps.size()))
    return tl::unexpected(unknown_version(path, *version, steps.size()));
  auto done = migrate(database, steps, static_cast<std::size_t>(*version));
  if (!done) return done;
  return transaction->commit();
}

}  // namespace

std::span<const std::string_view> ledger_schema() { return kSteps; }

Result<void> create_schema(const Database& database, const std::string& path,
                           std::span<const std::string_view> steps) {
  auto transaction = Transaction::begin(database);
  if (!transaction) return tl::unexpected(std::move(transaction.error()));
  const auto version = version_of(database, path);
  if (!version) return tl::unexpected(version.error());
  if (*version != 0)
    return tl::unexpected(store_error(Errc::invalid_input, path, "ledger-exists",
                                      "there is such a ledger already", "give another name"));
  auto done = migrate(database, steps, 0);
  if (!done) return done;
  return transaction->commit();
}

Result<void> check_schema(const Database& database, const std::string& path,
                          std::span<const std::string_view> steps) {
  auto looking = std::make_optional(Transaction::look(database));
  if (!*looking) return tl::unexpected(std::move(looking->error()));
  const auto version = version_of(database, path);
  if (!version) return tl::unexpected(version.error());
  const auto newest = static_cast<std::int64_t>(steps.size());
  if (*version == 0)
    return tl::unexpected(store_error(Errc::invalid_input, path, "ledger-file",
                                      "the file is empty: it was never made, or not to its end",
                                      "make the ledger with tandem ledger init"));
  if (*version < 0 || *version > newest)
    return tl::unexpected(unknown_version(path, *version, steps.size()));
  // What an older version had must be as it was made before anything is built on it.
  auto known = as_expected(database, path, steps.first(static_cast<std::size_t>(*version)));
  if (!known || *version == newest) return known;
  looking.reset();
  return migrate_file(database, path, steps);
}

}  // namespace tandem::ledger::internal
