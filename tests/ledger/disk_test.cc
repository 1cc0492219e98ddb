#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/ledger/internal/sqlite_store.h"
#include "tandem/ledger/internal/store_error.h"
#include "tandem/ledger/ledger.h"
#include "tandem/ledger/store.h"
#include "tests/ledger/events.h"
#include "tests/ledger/power_loss_disk.h"
#include "tests/ledger/store_rules.h"
#include "tests/support/scratch_folder.h"

/// What disks and other programs do to a ledger: it says so, loses nothing that it has
/// acknowledged, and can be used again when the cause is gone.
namespace tandem::ledger {
namespace {

namespace fs = std::filesystem;
using Bodies = std::vector<std::string>;

/// "RULE: REPAIR" of the one thing that is wrong with `place`. Empty where nothing is.
template <class T>
std::string told(const Result<T>& result, const std::string& place) {
  if (result) return "";
  EXPECT_EQ(result.error().details.size(), 1U) << result.error().what;
  const Diagnostic& one = result.error().details.at(0);
  EXPECT_EQ(one.at.file, place);
  EXPECT_EQ(result.error().what, place + ": " + one.message);
  return one.rule + ": " + one.repair;
}

const std::string kDiskFull = "ledger-disk: make room on it";
const std::string kAccess = "ledger-access: look who may write the file and its folder";

internal::SqliteOptions on(power_loss::Disk& disk) {
  internal::SqliteOptions options;
  options.vfs = disk.vfs();
  options.sync_folder = [&disk](const std::string&) { return disk.sync_folder(); };
  return options;
}

/// Appends until it is refused, at most `most` times. What was acknowledged; and what is told of
/// the one that was refused.
struct Filled {
  Bodies kept;
  std::string told;
};
Filled fill(Store& store, const std::string& place, std::size_t size, int most) {
  Filled filled;
  Head head = store.head().value();
  for (int k = 0; k < most; ++k) {
    const Bodies one{fmt::format("{} {}", k, std::string(size, 'x'))};
    const auto made = store.append(one, head);
    if (!made) {
      filled.told = told(made, place);
      EXPECT_EQ(made.error().code, Errc::io);
      return filled;
    }
    head = *made;
    filled.kept.push_back(one[0]);
  }
  return filled;
}

Bodies bodies_in(Store& store) {
  Bodies all;
  for (const Entry& entry : checked_entries(store)) all.push_back(entry.body);
  return all;
}

TEST(FullDisk, OfAnySizeKeepsWhatWasAcknowledgedAndGoesOnWhenThereIsRoom) {
  const std::string path = "/disk/ledger";
  int refused = 0;
  for (std::size_t room = 60'000; room < 200'000; room += 3'001) {
    power_loss::Disk disk(room);
    internal::SqliteOptions options = on(disk);
    options.checkpoint_pages = 6;
    const auto made = internal::sqlite_store(path, Opening::fresh, options);
    ASSERT_TRUE(made) << made.error().what;
    disk.give_room(room);
    Filled filled = fill(**made, path, 1500, 60);
    EXPECT_LE(disk.used(), room);
    refused += filled.told == kDiskFull ? 1 : 0;
    EXPECT_TRUE(filled.told.empty() || filled.told == kDiskFull) << filled.told;
    EXPECT_EQ(bodies_in(**made), filled.kept);
    disk.give_room(1'000'000);
    const Head head = (*made)->head().value();
    ASSERT_TRUE((*made)->append(Bodies{"after"}, head));
    filled.kept.emplace_back("after");
    EXPECT_EQ(bodies_in(**made), filled.kept);
  }
  EXPECT_GT(refused, 20) << "else no disk was full";
}

TEST(FullDisk, IsSaidWhereALedgerIsMadeAndLeavesRoomForOne) {
  const std::string path = "/disk/ledger";
  power_loss::Disk disk(1);
  const internal::SqliteOptions options = on(disk);
  std::size_t room = 0;
  for (bool made = false; !made && room < 50'000; room += 1'000) {
    disk.give_room(room);
    const auto store = internal::sqlite_store(path, Opening::fresh, options);
    made = store.has_value();
    EXPECT_EQ(told(store, path), made ? "" : kDiskFull) << room;
  }
  EXPECT_GT(room, 10'000U) << "less was enough";
  EXPECT_LT(room, 50'000U) << "no room was enough";
}

/// A file system of its own in memory, of one megabyte. Not everyone may mount one.
class SmallDisk {
 public:
  SmallDisk()
      : mounted_(::mount("tandem-test", folder_.path().c_str(), "tmpfs", 0, "size=1m") == 0) {}
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    if (mounted_) ::umount2(folder_.path().c_str(), MNT_DETACH);
  }
  [[nodiscard]] bool is_mounted() const { return mounted_; }
  [[nodiscard]] const test::ScratchFolder& folder() const { return folder_; }

 private:
  test::ScratchFolder folder_;
  bool mounted_;
};

TEST(FullDisk, OfTheSystemKeepsWhatWasAcknowledgedAndGoesOnWhenThereIsRoom) {
  const SmallDisk disk;
  if (!disk.is_mounted()) GTEST_SKIP() << "this user may not mount a file system";
  const std::string path = disk.folder().path("a.ledger");
  disk.folder().write("other", std::string(300'000, 'x'));
  auto store = sqlite_store(path, Opening::fresh).value();
  Filled filled = fill(*store, path, 900, 2000);
  EXPECT_EQ(filled.told, kDiskFull);
  EXPECT_GT(filled.kept.size(), 100U);
  EXPECT_EQ(bodies_in(*store), filled.kept);
  EXPECT_EQ(told(store->append(Bodies{std::string(900, 'y')}, store->head().value()), path),
            kDiskFull);
  fs::remove(disk.folder().path("other"));
  ASSERT_TRUE(store->append(Bodies{"after"}, store->head().value()));
  filled.kept.emplace_back("after");
  store.reset();
  store = sqlite_store(path, Opening::existing).value();
  EXPECT_EQ(bodies_in(*store), filled.kept);
}

TEST(FullDisk, ToldByARecordWhichGoesOnWhenThereIsRoom) {
  const std::string path = "/disk/ledger";
  power_loss::Disk disk(1);
  const internal::SqliteOptions options = on(disk);
  auto ledger = Ledger::open(internal::sqlite_store(path, Opening::fresh, options).value()).value();
  ASSERT_TRUE(ledger->record(opened("2027-01-01")));
  ASSERT_TRUE(ledger->record(signed_text("2027-01-01", small_text())));
  disk.give_room(disk.used());
  Event report = event(EventKind::reported, "2027-02-01", "north", "A1");
  report.says = std::string(9'000, 'x');
  EXPECT_EQ(told(ledger->record(report), path), kDiskFull);
  EXPECT_EQ(ledger->head().seq, 2U);
  EXPECT_EQ(ledger->catch_up()->seq, 2U);
  disk.give_room(1'000'000);
  EXPECT_EQ(ledger->record(report)->seq, 3U);
}

/// Until its end this process has not the rights of root, which no file is closed to.
class Nobody {
 public:
  Nobody() : was_root_(::geteuid() == 0) {
    constexpr uid_t kNobody = 65534;
    if (was_root_ && ::seteuid(kNobody) != 0) ADD_FAILURE() << "root can't be left";
  }
  Nobody(const Nobody&) = delete;
  Nobody& operator=(const Nobody&) = delete;
  ~Nobody() {
    if (was_root_ && ::seteuid(0) != 0) ADD_FAILURE() << "root can't be had again";
  }

 private:
  bool was_root_;
};

class ClosedFile : public testing::Test {
 protected:
  void SetUp() override {
    give(folder_.path(), fs::perms::all);
    const Nobody nobody;
    auto store = sqlite_store(path_, Opening::fresh);
    ASSERT_TRUE(store) << store.error().what;
    ASSERT_TRUE((*store)->append(Bodies{"a", "b"}, {}));
  }
  void TearDown() override { give(folder_.path(), fs::perms::all); }

  static void give(const fs::path& path, fs::perms rights) { fs::permissions(path, rights); }

  [[nodiscard]] std::string refused(Opening opening = Opening::existing) const {
    return told(sqlite_store(path_, opening), path_);
  }

  void expect_well_again() {
    give(folder_.path(), fs::perms::all);
    give(path_, fs::perms::owner_read | fs::perms::owner_write);
    const Nobody nobody;
    auto store = sqlite_store(path_, Opening::existing);
    ASSERT_TRUE(store) << store.error().what;
    ASSERT_TRUE((*store)->append(Bodies{"c"}, (*store)->head().value()));
    EXPECT_EQ(bodies_in(**store), (Bodies{"a", "b", "c"}));
  }

  test::ScratchFolder folder_;
  std::string path_ = folder_.path("a.ledger");
};

constexpr fs::perms kReadAndEnter =
    fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read | fs::perms::others_exec;

TEST_F(ClosedFile, ThatMayOnlyBeReadIsRefused) {
  give(path_, fs::perms::owner_read);
  {
    const Nobody nobody;
    EXPECT_EQ(refused(), kAccess);
  }
  expect_well_again();
}

TEST_F(ClosedFile, ThatMayNotEvenBeReadIsRefused) {
  give(path_, fs::perms::none);
  {
    const Nobody nobody;
    EXPECT_EQ(refused(), kAccess);
  }
  expect_well_again();
}

TEST_F(ClosedFile, InAFolderThatMayNotBeWrittenIsRefused) {
  give(folder_.path(), kReadAndEnter);
  {
    const Nobody nobody;
    EXPECT_EQ(refused(), kAccess);
    const std::string other = folder_.path("other.ledger");
    EXPECT_EQ(told(sqlite_store(other, Opening::fresh), other), kAccess);
  }
  expect_well_again();
}

TEST_F(ClosedFile, InAFolderThatMayNotBeEnteredIsRefused) {
  give(folder_.path(), fs::perms::none);
  {
    const Nobody nobody;
    EXPECT_EQ(refused(), kAccess);
    EXPECT_EQ(refused(Opening::fresh), kAccess);
  }
  expect_well_again();
}

TEST_F(ClosedFile, IsCopiedNowhereWhereItMayNotBe) {
  const test::ScratchFolder closed;
  give(closed.path(), kReadAndEnter);
  {
    const Nobody nobody;
    const auto store = sqlite_store(path_, Opening::existing).value();
    const std::string copy = closed.path("copy");
    EXPECT_EQ(told(store->backup(copy), copy),
              "ledger-file: look whether the disk is full, and who may write there");
    EXPECT_EQ(told(memory_store()->backup(copy), copy),
              "ledger-file: look whether the disk is full, and who may write there");
  }
  EXPECT_TRUE(fs::is_empty(closed.path()));
  expect_well_again();
}

TEST_F(ClosedFile, WhoseFolderWasClosedWhileItWasOpenIsWrittenOn) {
  const auto opened_here = [&] {
    const Nobody nobody;
    return sqlite_store(path_, Opening::existing).value();
  };
  const auto store = opened_here();
  give(folder_.path(), kReadAndEnter);
  const Nobody nobody;
  EXPECT_TRUE(store->append(Bodies{"c"}, store->head().value()));
  EXPECT_EQ(bodies_in(*store), (Bodies{"a", "b", "c"}));
}

/// All that can be done with a ledger, until something fails; that is an error of the disk, said of
/// the file. @return whether nothing failed
bool works(const std::string& path, const internal::SqliteOptions& options) {
  const auto well = [&](const auto& result) {
    EXPECT_TRUE(result || result.error().code == Errc::io);
    EXPECT_TRUE(result || result.error().details.at(0).at.file == path);
    return result.has_value();
  };
  const auto store = internal::sqlite_store(path, Opening::existing, options);
  if (!well(store)) return false;
  const auto head = (*store)->head();
  return well(head) && well((*store)->append(Bodies{"next"}, *head)) &&
         well((*store)->read(0, 1000)) && well((*store)->faults());
}

/// What is there after the failures, in order.
void expect_whole(const std::string& path, const internal::SqliteOptions& options) {
  const auto store = internal::sqlite_store(path, Opening::existing, options).value();
  EXPECT_GE(checked_entries(*store).size(), 3U);
  EXPECT_TRUE(store->faults()->empty());
}

TEST(UnwellDisk, ThatCannotReadOnceIsSaidToBeSoAndLosesNothing) {
  const std::string path = "/disk/ledger";
  power_loss::Disk disk(1);
  const internal::SqliteOptions options = on(disk);
  {
    const auto made = internal::sqlite_store(path, Opening::fresh, options).value();
    ASSERT_TRUE(made->append(Bodies{"a", std::string(9'000, 'x')}, {}));
  }
  std::uint64_t read = 1;
  for (bool good = false; !good && read < 200; ++read) {
    disk.fail_read_at(read);
    good = works(path, options);
  }
  EXPECT_GT(read, 5U) << "so many are needed";
  EXPECT_LT(read, 200U);
  disk.fail_read_at(0);
  expect_whole(path, options);
}

/// As long as it is there, SQLite gets its memory by way of this, and what it asks for once is not
/// had. There is no connection when it begins and ends.
class LittleMemory : public testing::Test {
 protected:
  LittleMemory() {
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual_);
    sqlite3_mem_methods scarce = usual_;
    scarce.xMalloc = [](int bytes) { return spend() ? usual_.xMalloc(bytes) : nullptr; };
    scarce.xRealloc = [](void* old, int bytes) {
      return spend() ? usual_.xRealloc(old, bytes) : nullptr;
    };
    sqlite3_config(SQLITE_CONFIG_MALLOC, &scarce);
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);  // else small things need no memory
  }
  ~LittleMemory() override {
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_MALLOC, &usual_);
    constexpr int kBytes = 1200;  // what SQLite is built with
    constexpr int kPieces = 40;
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, kBytes, kPieces);
  }

  /// @param request  that fails, counted from now; 0: none
  static void fail_at(std::uint64_t request) { left_ = request; }
  /// Requests until then; 0: it has been.
  static std::uint64_t left() { return left_; }

 private:
  static bool spend() { return left_ == 0 || --left_ != 0; }

  static sqlite3_mem_methods usual_;
  static std::uint64_t left_;
};
sqlite3_mem_methods LittleMemory::usual_{};
std::uint64_t LittleMemory::left_ = 0;

constexpr std::uint64_t kMostRequests = 20'000;

TEST_F(LittleMemory, IsAnErrorThatLosesNothing) {
  const std::string path = "/disk/ledger";
  power_loss::Disk disk(1);
  const internal::SqliteOptions options = on(disk);
  ASSERT_TRUE(
      internal::sqlite_store(path, Opening::fresh, options).value()->append(Bodies{"a", "b"}, {}));
  std::uint64_t request = 1;
  for (bool all_well = false; !all_well && request < kMostRequests; ++request) {
    fail_at(request);
    const bool good = works(path, options);
    all_well = good && left() > 0;
  }
  fail_at(0);
  EXPECT_GT(request, 500U);
  EXPECT_LT(request, kMostRequests);
  expect_whole(path, options);
}

TEST_F(LittleMemory, WhereALedgerIsCopiedLeavesNoHalfOfOne) {
  const test::ScratchFolder folder;
  const std::string path = folder.path("a.ledger");
  const auto store = sqlite_store(path, Opening::fresh).value();
  ASSERT_TRUE(store->append(Bodies{"a", "b"}, {}));
  const auto in_memory = memory_store();
  ASSERT_TRUE(in_memory->append(Bodies{"a", "b"}, {}));
  for (Store* from : {store.get(), in_memory.get()}) {
    std::uint64_t request = 1;
    for (bool all_well = false; !all_well && request < kMostRequests; ++request) {
      const std::string copy = folder.path("copy");
      fail_at(request);
      const auto made = from->backup(copy);
      all_well = made && left() > 0;
      fail_at(0);
      EXPECT_EQ(fs::exists(copy), made.has_value());
      EXPECT_FALSE(fs::exists(copy + ".part"));
      if (made) fs::remove(copy);
    }
    EXPECT_GT(request, 500U);
    EXPECT_LT(request, kMostRequests);
  }
}

TEST_F(LittleMemory, WhereALedgerIsMadeLeavesOneOrRoomForOne) {
  const std::string path = "/disk/ledger";
  std::uint64_t request = 1;
  for (bool all_well = false; !all_well && request < kMostRequests; ++request) {
    power_loss::Disk disk(request);
    const internal::SqliteOptions options = on(disk);
    fail_at(request);
    const auto made = internal::sqlite_store(path, Opening::fresh, options);
    all_well = made && left() > 0;
    fail_at(0);
    EXPECT_TRUE(made || made.error().code == Errc::io);
    EXPECT_TRUE(made || internal::sqlite_store(path, Opening::fresh, options) ||
                internal::sqlite_store(path, Opening::existing, options));
  }
  EXPECT_GT(request, 200U);
  EXPECT_LT(request, kMostRequests);
}

TEST_F(LittleMemory, WhereALedgerIsMigratedLeavesItOfEitherVersion) {
  const std::string path = "/disk/ledger";
  const std::array<std::string_view, 2> steps{internal::ledger_schema()[0],
                                              "CREATE TABLE more (x INT) STRICT"};
  std::uint64_t request = 1;
  for (bool all_well = false; !all_well && request < kMostRequests; ++request) {
    power_loss::Disk disk(request);
    internal::SqliteOptions options = on(disk);
    ASSERT_TRUE(internal::sqlite_store(path, Opening::fresh, options));
    options.schema = steps;
    fail_at(request);
    {
      const auto store = internal::sqlite_store(path, Opening::existing, options);
      all_well = store && left() > 0;
      EXPECT_TRUE(store || store.error().code == Errc::io);
    }
    fail_at(0);
    EXPECT_TRUE(internal::sqlite_store(path, Opening::existing, options));
  }
  EXPECT_GT(request, 200U);
  EXPECT_LT(request, kMostRequests);
}

TEST(Folder, ThatCannotBeSyncedIsSaidToBeSo) {
  for (const std::string folder : {"/no/such/folder", "/proc"})
    EXPECT_EQ(told(internal::sync_folder(folder), folder),
              "ledger-folder: look whether the disk is full, and who may write there");
}

TEST(HeldLedger, IsRefusedInWordsAndGoesOnWhenItIsFree) {
  const test::ScratchFolder folder;
  const std::string path = folder.path("a.ledger");
  internal::SqliteOptions options;
  options.patience = 20;  // milliseconds
  auto ledger = Ledger::open(internal::sqlite_store(path, Opening::fresh, options).value()).value();
  ASSERT_TRUE(ledger->record(opened("2027-01-01")));
  ASSERT_TRUE(ledger->record(signed_text("2027-01-01", small_text())));
  sqlite3* other = nullptr;
  sqlite3_open(path.c_str(), &other);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const Event report = event(EventKind::reported, "2027-02-01", "north", "A1");
  EXPECT_EQ(told(ledger->record(report), path), "ledger-busy: try again when it is done");
  EXPECT_EQ(ledger->head().seq, 2U);
  EXPECT_TRUE(internal::sqlite_store(path, Opening::existing, options)) << "to read it";
  sqlite3_close(other);
  EXPECT_EQ(ledger->record(report)->seq, 3U);
}

}  // namespace
}  // namespace tandem::ledger
