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

namespace tandem::cli {
namespace {

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

}  // namespace
}  // namespace tandem::cli
