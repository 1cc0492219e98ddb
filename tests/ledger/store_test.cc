#include "tandem/ledger/store.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tandem/ledger/internal/sqlite.h"
#include "tandem/ledger/internal/sqlite_store.h"
#include "tests/ledger/store_rules.h"
#include "tests/support/scratch_folder.h"

namespace tandem::ledger {
namespace {

class MemoryShelf : public Shelf {
 public:
  [[nodiscard]] std::string fresh_address() override { return "memory"; }
  [[nodiscard]] Result<std::unique_ptr<Store>> open(const std::string& /*address*/,
                                                    Opening /*opening*/) override {
    return memory_store();
  }
};

class FileShelf : public Shelf {
 public:
  [[nodiscard]] std::string fresh_address() override {
    return folder_.path(std::to_string(++made_) + ".ledger");
  }
  [[nodiscard]] Result<std::unique_ptr<Store>> open(const std::string& address,
                                                    Opening opening) override {
    return sqlite_store(address, opening);
  }

 private:
  test::ScratchFolder folder_;
  int made_ = 0;
};

std::string name_of(const testing::TestParamInfo<StoreRule>& rule) {
  return std::string(rule.param.name);
}

class MemoryStore : public testing::TestWithParam<StoreRule> {};

TEST_P(MemoryStore, KeepsTheRule) {
  MemoryShelf shelf;
  GetParam().check(shelf);
}

INSTANTIATE_TEST_SUITE_P(Every, MemoryStore, testing::ValuesIn(rules_of_every_store()), name_of);

class SqliteStore : public testing::TestWithParam<StoreRule> {};

TEST_P(SqliteStore, KeepsTheRule) {
  FileShelf shelf;
  GetParam().check(shelf);
}

INSTANTIATE_TEST_SUITE_P(Every, SqliteStore, testing::ValuesIn(rules_of_lasting_stores()), name_of);

/// The file by SQLite alone, as another program would change it.
class SqliteFile : public testing::Test {
 protected:
  void SetUp() override {
    const auto store = sqlite_store(path_, Opening::fresh);
    ASSERT_TRUE(store) << store.error().what;
    ASSERT_TRUE((*store)->append(std::vector<std::string>{"a", "b"}, {}));
  }

  /// Empty where it was done, else what SQLite says.
  [[nodiscard]] std::string run(const std::string& sql) const {
    sqlite3* database = nullptr;
    sqlite3_open(path_.c_str(), &database);
    sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr);
    std::string message = sqlite3_errmsg(database);
    sqlite3_close(database);
    return message == "not an error" ? "" : message;
  }

  /// The rule by which the file is refused; empty where it is opened.
  [[nodiscard]] std::string refused() const {
    const auto store = sqlite_store(path_, Opening::existing);
    return store ? "" : store.error().details.at(0).rule;
  }

  test::ScratchFolder folder_;
  std::string path_ = folder_.path("a.ledger");
};

TEST_F(SqliteFile, CannotBeChangedButByAppending) {
  EXPECT_EQ(run("UPDATE entry SET body = 'x' WHERE seq = 1"), "an entry of a ledger never changes");
  EXPECT_EQ(run("DELETE FROM entry WHERE seq = 2"), "an entry of a ledger is never removed");
  const std::string follows = "an entry of a ledger follows the last";
  EXPECT_EQ(run("REPLACE INTO entry VALUES (1, 'x', zeroblob(32))"), follows);
  EXPECT_EQ(run("INSERT INTO entry VALUES (4, 'x', zeroblob(32))"), follows);
  EXPECT_EQ(run("INSERT INTO entry VALUES (NULL, 'x', zeroblob(32))"), follows);
  EXPECT_EQ(run("INSERT INTO entry VALUES (3, 'x', zeroblob(31))"),
            "CHECK constraint failed: length(hash) = 32");
  EXPECT_EQ(run("INSERT INTO entry VALUES (3, x'00', zeroblob(32))"),
            "cannot store BLOB value in TEXT column entry.body");
  const auto store = sqlite_store(path_, Opening::existing);
  ASSERT_TRUE(store);
  EXPECT_EQ(checked_entries(**store).size(), 2U);
}

TEST_F(SqliteFile, IsRefusedWhereItsTablesOrTriggersAreOthers) {
  EXPECT_EQ(refused(), "");
  EXPECT_EQ(run("CREATE TABLE more (x)"), "");
  EXPECT_EQ(refused(), "ledger-schema");
  EXPECT_EQ(run("DROP TABLE more; DROP TRIGGER entry_never_goes"), "");
  EXPECT_EQ(refused(), "ledger-schema");
}

TEST_F(SqliteFile, IsRefusedWhereATriggerHasANameLikeThoseOfSqlite) {
  EXPECT_EQ(run("PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('trigger', "
                "'sqlite_x', 'entry', 0, 'CREATE TRIGGER sqlite_x BEFORE INSERT ON entry BEGIN "
                "SELECT RAISE(IGNORE); END')"),
            "");
  EXPECT_EQ(refused(), "ledger-schema");
}

TEST_F(SqliteFile, OfAVersionToComeIsRefused) {
  EXPECT_EQ(run("PRAGMA user_version = 2"), "");
  EXPECT_EQ(refused(), "ledger-version");
  EXPECT_EQ(run("PRAGMA user_version = -1"), "");
  EXPECT_EQ(refused(), "ledger-version");
  EXPECT_EQ(run("PRAGMA user_version = 1"), "");
  EXPECT_EQ(refused(), "");
}

TEST_F(SqliteFile, OfAnotherProgramIsRefusedAndLeftAsItWas) {
  EXPECT_EQ(run("PRAGMA application_id = 7"), "");
  EXPECT_EQ(refused(), "ledger-file");
  const auto fresh = sqlite_store(path_, Opening::fresh);
  ASSERT_FALSE(fresh);
  EXPECT_EQ(fresh.error().code, Errc::invalid_input);

  folder_.write("letter", std::string(5000, 'x'));
  for (const Opening opening : {Opening::existing, Opening::fresh}) {
    const auto letter = sqlite_store(folder_.path("letter"), opening);
    ASSERT_FALSE(letter);
    EXPECT_EQ(letter.error().code, Errc::invalid_input) << letter.error().what;
  }
  std::ifstream in(folder_.path("letter"));
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), std::string(5000, 'x'));
}

TEST_F(SqliteFile, EmptyOneIsNoLedgerAndCanBecomeOne) {
  folder_.write("empty", "");
  const auto existing = sqlite_store(folder_.path("empty"), Opening::existing);
  ASSERT_FALSE(existing);
  EXPECT_EQ(existing.error().code, Errc::invalid_input);
  EXPECT_TRUE(sqlite_store(folder_.path("empty"), Opening::fresh));
  EXPECT_TRUE(sqlite_store(folder_.path("empty"), Opening::existing));
}

TEST_F(SqliteFile, NamesWithAMeaningForSqliteAreFilesOrRefused) {
  EXPECT_FALSE(sqlite_store("", Opening::fresh));
  EXPECT_FALSE(sqlite_store(folder_.path().string(), Opening::fresh));
  EXPECT_FALSE(sqlite_store(folder_.path().string(), Opening::existing));
  EXPECT_FALSE(sqlite_store(folder_.path("no/such/folder/a.ledger"), Opening::fresh));
  const std::string odd = folder_.path("file:a?mode=memory");
  ASSERT_TRUE(sqlite_store(odd, Opening::fresh));
  EXPECT_TRUE(std::filesystem::exists(odd));
}

TEST_F(SqliteFile, IsOneFileWhenAllHaveClosedIt) {
  {
    const auto store = sqlite_store(path_, Opening::existing);
    ASSERT_TRUE(store);
    ASSERT_TRUE((*store)->append(std::vector<std::string>{"c"}, *(*store)->head()));
    EXPECT_TRUE(std::filesystem::exists(path_ + "-wal"));
  }
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1);
}

TEST_F(SqliteFile, IsOpenedByItsName) {
  EXPECT_EQ(checked_entries(*open_store(path_, Opening::existing).value()).size(), 2U);
}

TEST_F(SqliteFile, WithoutTheMarkOfALedgerIsRefused) {
  EXPECT_EQ(run("PRAGMA application_id = 0"), "");
  EXPECT_EQ(refused(), "ledger-file");
}

TEST_F(SqliteFile, InAnotherEncodingIsRefused) {
  path_ = folder_.path("utf16.ledger");
  std::string sql = "PRAGMA encoding = 'UTF-16le';";
  for (const std::string_view step : internal::ledger_schema()) sql += step;
  EXPECT_EQ(run(sql + "PRAGMA application_id = 0x746e646d; PRAGMA user_version = 1"), "");
  EXPECT_EQ(refused(), "ledger-schema");
}

TEST_F(SqliteFile, ThatAnotherMakesMeanwhileIsMadeOnce) {
  const auto database =
      internal::Database::open(path_, SQLITE_OPEN_READWRITE, std::string()).value();
  const auto made = internal::create_schema(database, path_, internal::ledger_schema());
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, Errc::invalid_input);
  EXPECT_EQ(made.error().details.at(0).rule, "ledger-exists");
  EXPECT_EQ(refused(), "");
}

TEST_F(SqliteFile, IsRefusedWhereNoLogCanBeKept) {
  const auto made = internal::sqlite_store(":memory:", Opening::fresh, {});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, Errc::io);
  EXPECT_EQ(made.error().details.at(0).rule, "ledger-log");
}

TEST_F(SqliteFile, GrowsItsLogByDoublingAndWritesItAnewWhenItIsLong) {
  internal::SqliteOptions options;
  options.checkpoint_pages = 100;
  const auto store = internal::sqlite_store(path_, Opening::existing, options).value();
  Head head = store->head().value();
  std::set<std::uintmax_t> sizes;
  for (int k = 0; k < 500; ++k) {
    head = store->append(std::vector<std::string>{"c"}, head).value();
    sizes.insert(std::filesystem::file_size(path_ + "-wal"));
  }
  EXPECT_LE(sizes.size(), 20U) << "else each entry makes the file longer";
  constexpr std::uintmax_t kFrame = 24 + 4096;
  EXPECT_GE(*sizes.rbegin(), 100 * kFrame);
  EXPECT_LE(*sizes.rbegin(), 250 * kFrame) << "what was put into the file is written over";
}

/// Another program has made the log longer meanwhile; what it has counts on.
TEST_F(SqliteFile, SharesItsLogWithOthersThatGrowIt) {
  const auto one = sqlite_store(path_, Opening::existing).value();
  const auto other = sqlite_store(path_, Opening::existing).value();
  Head head = one->head().value();
  for (int k = 0; k < 60; ++k)
    head = (k % 20 < 10 ? one : other)->append(std::vector<std::string>{"c"}, head).value();
  EXPECT_EQ(checked_entries(*one).size(), 62U);
  EXPECT_LE(std::filesystem::file_size(path_ + "-wal"), 62U * 2 * (24 + 4096));
}

TEST_F(SqliteFile, GrowsItsLogByDoublingAgainWhereAnotherHasCutItOff) {
  const auto store = sqlite_store(path_, Opening::existing).value();
  Head head = store->head().value();
  const auto sizes_of_log = [&](int entries) {
    std::set<std::uintmax_t> sizes;
    for (int k = 0; k < entries; ++k) {
      head = store->append(std::vector<std::string>{"c"}, head).value();
      sizes.insert(std::filesystem::file_size(path_ + "-wal"));
    }
    return sizes.size();
  };
  EXPECT_LE(sizes_of_log(100), 12U);
  EXPECT_EQ(run("PRAGMA wal_checkpoint(TRUNCATE)"), "");
  ASSERT_EQ(std::filesystem::file_size(path_ + "-wal"), 0U);
  EXPECT_LE(sizes_of_log(100), 12U) << "else each entry makes the file longer";
}

TEST_F(SqliteFile, HeldByAnotherIsReadAndNotWritten) {
  internal::SqliteOptions options;
  options.patience = 20;
  const auto store = internal::sqlite_store(path_, Opening::existing, options);
  ASSERT_TRUE(store);
  sqlite3* other = nullptr;
  sqlite3_open(path_.c_str(), &other);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto head = (*store)->head();
  ASSERT_TRUE(head);
  const auto refused = (*store)->append(std::vector<std::string>{"c"}, *head);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::io);
  EXPECT_EQ(refused.error().details.at(0).rule, "ledger-busy");
  sqlite3_close(other);
  EXPECT_TRUE((*store)->append(std::vector<std::string>{"c"}, *head));
}

TEST_F(SqliteFile, DamagedOneIsSaidToBeSo) {
  {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    const std::string noise(4096, '\x5a');
    file.write(noise.data(), static_cast<std::streamsize>(noise.size()));
  }
  const auto store = sqlite_store(path_, Opening::existing);
  ASSERT_TRUE(store) << store.error().what;  // the schema is on the first page
  const auto head = (*store)->head();
  ASSERT_FALSE(head);
  EXPECT_EQ(head.error().code, Errc::io);
  EXPECT_EQ(head.error().details.at(0).rule, "ledger-damaged");
  EXPECT_FALSE((*store)->read(0, 10));
  EXPECT_FALSE((*store)->append(std::vector<std::string>{"c"}, {}));
}

TEST_F(SqliteFile, HashOfAnotherLengthIsReported) {
  EXPECT_EQ(run("PRAGMA ignore_check_constraints = ON; INSERT INTO entry VALUES (3, 'c', x'00')"),
            "");
  const auto store = sqlite_store(path_, Opening::existing);
  ASSERT_TRUE(store);
  for (const Error& error : {(*store)->head().error(), (*store)->read(0, 10).error()}) {
    EXPECT_EQ(error.code, Errc::io);
    EXPECT_EQ(error.what, path_ + ": the hash of entry 3 has 1 bytes, not 32");
  }
  EXPECT_EQ((*store)->read(0, 2)->size(), 2U);
}

constexpr std::string_view kWrong = "CREATE TABLE entry (x)";

/// What a reader makes of a file in which one byte was changed.
enum class Seen { refused, faulty, other_entries, the_same };

Seen seen(const std::string& path, const std::vector<Entry>& original) {
  const auto store = sqlite_store(path, Opening::existing);
  if (!store) return Seen::refused;
  const auto faults = (*store)->faults();
  const auto entries = (*store)->read(0, static_cast<std::size_t>(-1));
  if (!faults || !entries || !faults->empty()) return Seen::faulty;
  if (*entries == original) return Seen::the_same;
  Hash before{};
  for (const Entry& entry : *entries) {
    if (entry.hash != link(before, entry.seq, entry.body)) return Seen::faulty;
    before = entry.hash;
  }
  return Seen::other_entries;
}

/// @param step  bytes from one that is changed to the next
void flip_bytes(const test::ScratchFolder& folder, const std::string& path, std::size_t step) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  const auto store = sqlite_store(path, Opening::existing);
  ASSERT_TRUE(store);
  const std::vector<Entry> original = checked_entries(**store);
  ASSERT_TRUE((*store)->faults()->empty());
  std::map<Seen, int> count;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    std::string changed = bytes;
    constexpr std::size_t kBits = 8;
    changed[at] = static_cast<char>(changed[at] ^ 1 << at / step % kBits);
    folder.write("flipped", changed);
    const Seen what = seen(folder.path("flipped"), original);
    EXPECT_NE(what, Seen::other_entries) << "byte " << at;
    ++count[what];
  }
  EXPECT_GT(count[Seen::refused] + count[Seen::faulty], 0);
  EXPECT_GT(count[Seen::the_same], 0) << "room that nothing is kept in";
}

/// As if the last entry had never been: its links are well, so only the room it took tells of it.
TEST_F(SqliteFile, RoomOfAnEntryThatIsNoMoreListedIsAFault) {
  std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
  constexpr int kCellsOfPageTwo = 4096 + 4;  // sqlite.org/fileformat2.html, section 1.6
  file.seekg(kCellsOfPageTwo);
  ASSERT_EQ(file.get(), 2);
  file.seekp(kCellsOfPageTwo);
  file.put(1);
  file.close();
  const auto store = sqlite_store(path_, Opening::existing);
  ASSERT_TRUE(store);
  EXPECT_EQ(checked_entries(**store).size(), 1U);
  EXPECT_FALSE((*store)->faults()->empty());
}

TEST_F(SqliteFile, FlippedByteIsSeenOrChangesNoEntry) { flip_bytes(folder_, path_, 29); }

TEST_F(SqliteFile, SlowEveryFlippedByteIsSeenOrChangesNoEntry) { flip_bytes(folder_, path_, 1); }

/// The schema of this program with further steps.
std::vector<std::string_view> schema_and(std::initializer_list<std::string_view> more) {
  const auto now = internal::ledger_schema();
  std::vector<std::string_view> steps(now.begin(), now.end());
  steps.insert(steps.end(), more);
  return steps;
}

TEST_F(SqliteFile, OfAnOlderVersionIsBroughtToTheNewest) {
  const auto steps = schema_and({"CREATE TABLE more (x INT) STRICT", "DROP TABLE more"});
  for (const std::size_t newest : {2U, 3U}) {
    internal::SqliteOptions options;
    options.schema = std::span(steps).first(newest);
    const auto store = internal::sqlite_store(path_, Opening::existing, options);
    ASSERT_TRUE(store) << store.error().what;
    EXPECT_EQ(checked_entries(**store).size(), 2U);
    EXPECT_TRUE((*store)->append(std::vector<std::string>{"c"}, {}).error().code == Errc::conflict);
    EXPECT_EQ(refused(), "ledger-version");  // by this program, which is older
    EXPECT_TRUE(internal::sqlite_store(path_, Opening::existing, options));
  }
}

/// Done once, when SQLite next opens what is no file: what a schema must be is then being found
/// out.
class Meanwhile {
 public:
  explicit Meanwhile(std::function<void()> once) {
    once_ = std::move(once);
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(opens));
  }
  Meanwhile(const Meanwhile&) = delete;
  Meanwhile& operator=(const Meanwhile&) = delete;
  ~Meanwhile() {
    sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(opens));
    EXPECT_FALSE(once_) << "it was never done";
  }

 private:
  static int opens(sqlite3* database, const char** /*message*/,
                   const sqlite3_api_routines* /*api*/) {
    const char* const file = sqlite3_db_filename(database, "main");
    if (once_ && (file == nullptr || *file == '\0')) std::exchange(once_, {})();
    return SQLITE_OK;
  }
  static std::function<void()> once_;
};
std::function<void()> Meanwhile::once_;

TEST_F(SqliteFile, ThatANewerProgramMigratesMeanwhileIsRefused) {
  const auto steps = schema_and({"CREATE TABLE more (x INT) STRICT", "DROP TABLE more"});
  internal::SqliteOptions options;
  options.schema = std::span(steps).first(2);
  const Meanwhile newer([&] {
    internal::SqliteOptions all;
    all.schema = steps;
    EXPECT_TRUE(internal::sqlite_store(path_, Opening::existing, all));
  });
  const auto store = internal::sqlite_store(path_, Opening::existing, options);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, Errc::invalid_input);
  EXPECT_EQ(store.error().details.at(0).rule, "ledger-version");
  EXPECT_EQ(run("DROP TABLE more"), "no such table: more") << "it is left as the newer one made it";
}

TEST_F(SqliteFile, ThatAnEqualMigratesMeanwhileIsMigratedOnce) {
  const auto steps = schema_and({"CREATE TABLE more (x INT) STRICT"});
  internal::SqliteOptions options;
  options.schema = steps;
  const Meanwhile equal(
      [&] { EXPECT_TRUE(internal::sqlite_store(path_, Opening::existing, options)); });
  const auto store = internal::sqlite_store(path_, Opening::existing, options);
  ASSERT_TRUE(store) << store.error().what;
  EXPECT_EQ(checked_entries(**store).size(), 2U);
}

TEST_F(SqliteFile, MigrationThatFailsLeavesTheOldVersion) {
  const auto steps = schema_and({"CREATE TABLE more (x INT) STRICT", kWrong});
  internal::SqliteOptions options;
  options.schema = steps;
  EXPECT_FALSE(internal::sqlite_store(path_, Opening::existing, options));
  EXPECT_EQ(refused(), "");
}

}  // namespace
}  // namespace tandem::ledger
