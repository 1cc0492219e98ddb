#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "apps/cli/command.h"
#include "tandem/base/calendar.h"
#include "tandem/ledger/event.h"
#include "tandem/ledger/ledger.h"
#include "tandem/ledger/store.h"
#include "tests/cli/session.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/shutdown_text.h"

namespace tandem::cli {
namespace {

using testing::HasSubstr;

/// What somebody who keeps the record for years takes along is longer than any text of a case.
TEST(LedgerImport, TakesAnExportOfAnyLength) {
  const test::ScratchFolder folder;
  const std::string first = folder.path("first.ledger");
  const std::string agreement = TANDEM_SOURCE_DIR "/cases/tutorial/agreement.yaml";
  ASSERT_EQ(test::tandem({"ledger", "init", first, agreement, "--by", "north"}).status, kFine);
  {
    const auto book =
        ledger::Ledger::open(ledger::sqlite_store(first, ledger::Opening::existing).value());
    std::vector<ledger::Event> events;
    for (int k = 0; k < 90; ++k) {
      ledger::Event one;
      one.kind = ledger::EventKind::incident;
      one.at = (*book)->last_at();
      one.on = Date{std::chrono::floor<std::chrono::days>(one.at)};
      one.by = "north";
      one.says = std::to_string(k) + std::string(100'000, 'x');
      events.push_back(std::move(one));
    }
    ASSERT_TRUE((*book)->record_all(events).has_value());
  }
  const std::string file = folder.path("deal.txt");
  ASSERT_EQ(test::tandem({"ledger", "export", first, "-o", file}).status, kFine);
  ASSERT_GT(std::filesystem::file_size(file), std::uintmax_t{8} * 1024 * 1024);
  const std::string second = folder.path("second.ledger");
  const test::Answer imported = test::tandem({"ledger", "import", second, file});
  EXPECT_EQ(imported.status, kFine) << imported.err;
  EXPECT_EQ(test::tandem({"ledger", "verify", second}).out,
            test::tandem({"ledger", "verify", first}).out);
}

/// A sheet goes in once; what happened twice can still be recorded.
TEST(LedgerImport, FindsRowsThatAreThereAlready) {
  const test::ScratchFolder folder;
  const std::string ledger = folder.path("a.ledger");
  folder.write("agreement.yaml", test::kShutdown);
  const auto run = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "ledger");
    words.insert(words.begin() + 2, ledger);
    return test::tandem(words);
  };
  ASSERT_EQ(run({"init", folder.path("agreement.yaml")}).status, kFine);
  const std::string rows =
      "obligation,event,on,by,says\n"
      "S01,incident,2007-07-01,south,A lock is broken\n"
      "S01,incident,2007-07-02,south,A lock is broken\n";
  folder.write("q.csv", rows);
  const test::Answer first = run({"import", folder.path("q.csv")});
  EXPECT_EQ(first.status, kFine);
  EXPECT_EQ(first.err, "");
  const test::Answer again = run({"import", folder.path("q.csv")});
  EXPECT_EQ(again.status, kBadInput);
  EXPECT_THAT(again.err, HasSubstr("[said-already]"));
  EXPECT_THAT(again.err, HasSubstr("all 2 rows of"));
  EXPECT_THAT(again.err, HasSubstr("the first of them is entry 3"));
  folder.write("q.csv", rows + "S17,done,2007-07-03,south,\n");
  const test::Answer more = run({"import", folder.path("q.csv")});
  EXPECT_EQ(more.status, kFine);
  EXPECT_THAT(more.out, HasSubstr("Entry 7."));
  EXPECT_THAT(more.err, HasSubstr("2 of 3 rows were in the ledger already (the first as entry 3)"));
  EXPECT_LE(test::widest(more.err), 80U);
  EXPECT_EQ(run({"record", "--kind", "incident", "--of", "S01", "--by", "south", "--on",
                 "2007-07-02", "--says", "A lock is broken"})
                .status,
            kFine)
      << "by itself";
}

}  // namespace
}  // namespace tandem::cli
