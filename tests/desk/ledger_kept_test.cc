#include "apps/desk/ledger_kept.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "tandem/base/calendar.h"
#include "tandem/ledger/chain.h"
#include "tandem/ledger/event.h"
#include "tandem/ledger/ledger.h"
#include "tandem/ledger/store.h"
#include "tests/desk/ledger_case.h"
#include "tests/desk/visitor.h"

namespace tandem::desk {
namespace {

namespace fs = std::filesystem;

using std::chrono::microseconds;
using test::Json;
using test::LedgerVisitor;
using ::testing::HasSubstr;

const std::string kDeal = "/api/v1/ledgers/deal";

/// Another program that has the same ledger open.
class Other {
 public:
  explicit Other(const std::string& path) {
    auto store = ledger::open_store(path, ledger::Opening::existing);
    EXPECT_TRUE(store.has_value());
    auto book = ledger::Ledger::open(*std::move(store));
    EXPECT_TRUE(book.has_value());
    book_ = *std::move(book);
  }
  /// An incident, recorded so much later than now and than the last entry.
  void record(std::chrono::seconds later, const std::string& says = "x") {
    EXPECT_TRUE(book_->catch_up().has_value());
    ledger::Event event;
    event.kind = ledger::EventKind::incident;
    event.at = std::max(clock_now(), book_->last_at()) + later;
    event.on = *parse_date("2007-02-13");
    event.by = "south";
    event.says = says;
    const auto head = book_->record(event);
    EXPECT_TRUE(head.has_value()) << head.error().what;
  }

 private:
  std::unique_ptr<ledger::Ledger> book_;
};

/// A sheet of many rows is read for a while. Meanwhile another program records an entry, and
/// somebody looks at the ledger all the time: the desk may have taken the entry in before it
/// records the rows.
class SheetMeanwhile : public testing::Test {
 protected:
  static constexpr int kRows = 4000;
  static constexpr int kRounds = 60;

  [[nodiscard]] std::string head() { return visitor_.get(kDeal + "/status").json["head"]; }
  [[nodiscard]] int total() { return visitor_.get(kDeal + "/entries").json["total"]; }

  /// The desk's answer to the sheet.
  Json answer(const Json& expect) {
    std::string csv = "obligation,event,on,by,says\n";
    // Each on a day of its own: a sheet is not taken twice.
    const std::string day = format_date(Date{kFirstDay + std::chrono::days{rounds_++}});
    for (int k = 0; k < kRows; ++k) csv += ",incident," + day + ",north,x\n";
    const auto asked =
        test::request("POST", kDeal + "/sheet", Json{{"csv", csv}, {"expect", expect}});
    Json answered;
    {
      const std::jthread others_look([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) (void)visitor_.raw(test::request("GET", kDeal + "/due"));
      });
      std::jthread sheet([&] { answered = Json::parse(*visitor_.raw(asked).body); });
      std::this_thread::sleep_for(after_);
      other_.record(std::chrono::hours(2));
      sheet.join();
    }
    return answered;
  }
  /// The next time the other comes later, or sooner, so that it is often while the sheet is read.
  void aim(bool other_was_first) {
    constexpr microseconds kStep{200};
    after_ = std::max(microseconds(0), other_was_first ? after_ + kStep : after_ - kStep);
  }

  static constexpr std::chrono::sys_days kFirstDay{std::chrono::year{2007} / 3 / 1};

  LedgerVisitor visitor_;
  Other other_{visitor_.path()};
  microseconds after_{2000};
  int rounds_ = 0;
};

TEST_F(SheetMeanwhile, RowsComeRightAfterTheHeadThatIsExpected) {
  int recorded = 0;
  for (int k = 0; k < kRounds; ++k) {
    const std::string before = head();
    const Json answered = answer(before);
    const bool refused = answered.contains("error");
    if (refused)
      EXPECT_EQ(answered["error"]["code"], "conflict") << answered;
    else
      EXPECT_EQ(answered["first"], std::stoi(before) + 1);
    if (!refused) ++recorded;
    aim(refused);
  }
  EXPECT_EQ(total(), 2 + kRounds + recorded * kRows);
}

TEST_F(SheetMeanwhile, RowsThatExpectNothingAreReadAgainAndComeIn) {
  for (int k = 0; k < kRounds; ++k) {
    const int before = total();
    const Json answered = answer(nullptr);
    ASSERT_EQ(answered.value("rows", 0), kRows) << answered;
    aim(answered["first"] != before + 1);
  }
  EXPECT_EQ(total(), 2 + kRounds * (kRows + 1));
}

/// `tandem ledger init` makes the file first, and then its first entries.
TEST(KeptLedger, SeenBeforeItsFirstEntryHasItsTitleOnceItHasSome) {
  LedgerVisitor visitor;
  auto store = ledger::open_store(visitor.folder().path("library/tutorial/new.ledger"),
                                  ledger::Opening::fresh);
  ASSERT_TRUE(store.has_value());
  EXPECT_EQ(visitor.listed("new")["title"], "");
  const auto book = ledger::Ledger::open(*std::move(store));
  ASSERT_TRUE(book.has_value());
  ledger::Event first;
  first.kind = ledger::EventKind::opened;
  first.at = clock_now();
  first.on = *parse_date("2007-02-13");
  first.by = "south";
  first.of = "new";
  first.says = "The road";
  const auto head = (*book)->record(first);
  ASSERT_TRUE(head.has_value()) << head.error().what;
  EXPECT_EQ(visitor.listed("new")["title"], "The road");
}

/// The last page can be read, so that the desk can follow, but not those in the middle.
TEST(KeptLedger, StoreThatFailsMayAnswerAgain) {
  LedgerVisitor visitor;
  {
    Other before(visitor.path());
    for (int k = 0; k < 100; ++k) before.record(std::chrono::seconds(0), std::string(4000, 'x'));
  }
  Other other(visitor.path());
  const Json status = visitor.get(kDeal + "/status").json;
  ASSERT_EQ(status["entries"], 102);
  {
    std::fstream file(visitor.path(), std::ios::in | std::ios::out | std::ios::binary);
    const auto size = static_cast<std::streamoff>(fs::file_size(visitor.path()));
    file.seekp(size / 4);
    file << std::string(static_cast<std::size_t>(size / 2), '\xff');
  }
  other.record(std::chrono::seconds(0));
  for (const std::string part :
       {"/timeline", "/entries", "/entries/50", "/outlook", "/export/csv", "/export/jsonl"}) {
    const auto reply = visitor.get(kDeal + part);
    EXPECT_EQ(reply.status, 503U) << part << reply.body;
    EXPECT_EQ(reply.code(), "ledger-damaged") << part;
    EXPECT_THAT(reply.body, HasSubstr("restore a backup")) << part;
  }
  const auto replan =
      visitor.post("/api/v1/jobs", {{"kind", "ledger-replan"},
                                    {"key", "tutorial"},
                                    {"ledger", "deal"},
                                    {"head", visitor.get(kDeal + "/status").json["head"]}});
  EXPECT_EQ(replan.status, 503U) << replan.body;
}

}  // namespace
}  // namespace tandem::desk
