#include "apps/files/ledgers.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "tandem/ledger/keys.h"
#include "tandem/ledger/store.h"
#include "tandem/ledger/transfer.h"
#include "tests/support/scratch_folder.h"

namespace tandem::files {
namespace {

const std::string kExport = "{\"tandem-ledger\":1,\"name\":\"harbour\"}\n{\"head\":\"0:\"}\n";

class LedgerFiles : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) { folder_.write(name, text); }
  /// "path name", with "export" before it where it is one; paths within the folder.
  [[nodiscard]] std::vector<std::string> told(const std::vector<LedgerFile>& found) const {
    std::vector<std::string> all;
    for (const LedgerFile& one : found)
      all.push_back((one.exported ? "export " : "") +
                    std::filesystem::relative(one.path, folder_.path()).string() + " " + one.name);
    return all;
  }

  test::ScratchFolder folder_;
};

using Told = std::vector<std::string>;

TEST_F(LedgerFiles, AreToldByTheirNameAndAnExportByItsFirstLine) {
  write("b/deal.ledger", "");
  write("a/record.jsonl", kExport);
  write("a/other.jsonl", "{\"name\":\"harbour\"}\n");
  write("a/deal.ledger-wal", "");
  write("a/deal.csv", kExport);
  EXPECT_EQ(told(list_ledgers(folder_.path().string())),
            (Told{"export a/record.jsonl harbour", "b/deal.ledger deal"}));
}

TEST_F(LedgerFiles, ExportWithoutANameHasThatOfItsFile) {
  write("first.jsonl", "{\"tandem-ledger\":1}");
  write("second.jsonl", "{\"tandem-ledger\"");
  write("third.jsonl", "{\"tandem-ledger\":1,\"name\":3}\n");
  EXPECT_EQ(
      told(list_ledgers(folder_.path().string())),
      (Told{"export first.jsonl first", "export second.jsonl second", "export third.jsonl third"}));
}

TEST_F(LedgerFiles, ExportIsOneWhateverItsNameIs) {
  write("deal.txt", kExport);
  write("deal.csv", "obligation,event\n");
  EXPECT_TRUE(is_export(folder_.path("deal.txt")));
  EXPECT_FALSE(is_export(folder_.path("deal.csv")));
  EXPECT_FALSE(is_export(folder_.path("nothing.txt")));
  EXPECT_FALSE(is_export(folder_.path().string()));
}

TEST_F(LedgerFiles, FolderIsNone) {
  std::filesystem::create_directories(folder_.path("deal.ledger"));
  EXPECT_TRUE(list_ledgers(folder_.path().string()).empty());
  EXPECT_FALSE(ledger_file(folder_.path("deal.ledger")).has_value());
  EXPECT_FALSE(ledger_file(folder_.path("nothing.ledger")).has_value());
}

TEST_F(LedgerFiles, BesideACaseAreThoseOfItsFolderAndOfItsLedgerFolderAlone) {
  write("deal.ledger", "");
  write("ledger/record.jsonl", kExport);
  write("ledger/deeper/other.ledger", "");
  write("other/another.ledger", "");
  EXPECT_EQ(told(ledgers_beside(folder_.path().string())),
            (Told{"deal.ledger deal", "export ledger/record.jsonl harbour"}));
}

TEST_F(LedgerFiles, ExportIsReadHoweverLongItIs) {
  std::string text = kExport;
  text.append(std::size_t{9} * 1024 * 1024, 'x');  // a case file may have 8 MB
  write("a.jsonl", text);
  EXPECT_EQ(read_export(folder_.path("a.jsonl")).value(), text);
  write("empty.jsonl", "");
  EXPECT_EQ(read_export(folder_.path("empty.jsonl")).value(), "");
  EXPECT_EQ(read_export(folder_.path("nothing.jsonl")).error().code, Errc::not_found);
  EXPECT_EQ(read_export(folder_.path().string()).error().code, Errc::not_found);
}

TEST_F(LedgerFiles, ExportIsALedgerInMemory) {
  const auto from = ledger::memory_store();
  ASSERT_TRUE(from->append(std::vector<std::string>{"{\"a\":1}"}, {}));
  std::string text;
  // What is appended here is no event, which an import looks at.
  ASSERT_TRUE(ledger::export_ledger(*from, [&](std::string_view piece) {
    text += piece;
    return true;
  }));
  write("a.jsonl", text);
  const auto wrong = stored_export(folder_.path("a.jsonl"), "the copy");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().code, Errc::invalid_input);
  EXPECT_EQ(wrong.error().details.front().at.file, "the copy");
  const std::string record = TANDEM_SOURCE_DIR "/cases/korea/six-party-2007/ledger/record.jsonl";
  const auto good = stored_export(record, record);
  ASSERT_TRUE(good.has_value()) << good.error().what;
  EXPECT_EQ((*good)->head()->seq, 45U);
  EXPECT_EQ(stored_export(folder_.path("nothing.jsonl"), "").error().code, Errc::not_found);
}

TEST_F(LedgerFiles, LedgersAndSecretKeysAreIrreplaceable) {
  ASSERT_TRUE(ledger::sqlite_store(folder_.path("deal.txt"), ledger::Opening::fresh));
  EXPECT_EQ(irreplaceable(folder_.path("deal.txt")), "a ledger");
  const std::string secret = ledger::make_keys()->secret;
  for (const char* end : {"", "\n"}) {
    write("north.key", secret + end);
    EXPECT_EQ(irreplaceable(folder_.path("north.key")), "a secret key");
  }
  for (const std::string& other : {std::string(kExport), std::string(), secret + "\nmore",
                                   secret + "=", "#" + secret.substr(1)}) {
    write("other", other);
    EXPECT_EQ(irreplaceable(folder_.path("other")), "") << other;
  }
  EXPECT_EQ(irreplaceable(folder_.path("nothing")), "");
  EXPECT_EQ(irreplaceable(folder_.path().string()), "");
}

TEST_F(LedgerFiles, StampTellsWhatIsWrittenAndWhatIsReplaced) {
  write("a.ledger", "1");
  const auto first = stamp_of(folder_.path("a.ledger"));
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(stamp_of(folder_.path("a.ledger")), first);
  write("a.ledger", "12");
  const auto longer = stamp_of(folder_.path("a.ledger"));
  EXPECT_NE(longer, first);
  EXPECT_TRUE(longer->same_file(*first));
  write("b.ledger", "12");
  std::filesystem::rename(folder_.path("b.ledger"), folder_.path("a.ledger"));
  EXPECT_FALSE(stamp_of(folder_.path("a.ledger"))->same_file(*first));
  std::filesystem::remove(folder_.path("a.ledger"));
  EXPECT_FALSE(stamp_of(folder_.path("a.ledger")).has_value());
  EXPECT_FALSE(stamp_of(folder_.path().string()).has_value()) << "a folder";
}

TEST_F(LedgerFiles, StampTellsAWriteOfTheSameLength) {
  write("a.jsonl", "1");
  const auto first = stamp_of(folder_.path("a.jsonl"));
  using std::chrono::hours;
  std::filesystem::last_write_time(
      folder_.path("a.jsonl"),
      std::filesystem::last_write_time(folder_.path("a.jsonl")) + hours(1));
  EXPECT_NE(stamp_of(folder_.path("a.jsonl")), first);
}

/// What somebody says who is not root, to whom nothing is forbidden.
bool others_may_write(const std::string& path) {
  constexpr uid_t kNobody = 65534;
  const pid_t child = ::fork();
  if (child == 0) ::_exit(::getuid() != 0 || ::setuid(kNobody) == 0 ? may_write(path) : 2);
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_LT(WEXITSTATUS(status), 2);
  return WEXITSTATUS(status) == 1;
}

TEST_F(LedgerFiles, MayBeWrittenWhereFileAndFolderMay) {
  namespace fs = std::filesystem;
  using fs::perms;
  write("in/a.ledger", "");
  const std::string file = folder_.path("in/a.ledger");
  const perms open = perms::owner_all | perms::group_all | perms::others_all;
  const perms closed = open & ~(perms::owner_write | perms::group_write | perms::others_write);
  fs::permissions(folder_.path(), open);
  fs::permissions(folder_.path("in"), open);
  fs::permissions(file, open);
  EXPECT_TRUE(others_may_write(file));
  EXPECT_FALSE(others_may_write(folder_.path("in/nothing.ledger")));
  fs::permissions(file, closed);
  EXPECT_FALSE(others_may_write(file));
  fs::permissions(file, open);
  fs::permissions(folder_.path("in"), closed);
  EXPECT_FALSE(others_may_write(file)) << "nothing can be written beside it";
  fs::permissions(folder_.path("in"), open);
}

}  // namespace
}  // namespace tandem::files
