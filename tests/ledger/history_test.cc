#include "tandem/ledger/history.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tandem/ledger/store.h"
#include "tests/ledger/events.h"

namespace tandem::ledger {
namespace {

constexpr const char* kLater = "2027-12-31T00:00:00Z";

View view(std::string_view on, std::string_view known = kLater) {
  return {second(known), date(on)};
}

std::vector<std::uint64_t> numbers(const std::vector<Placed>& places) {
  std::vector<std::uint64_t> all;
  for (const Placed& one : places) all.push_back(one.seq);
  return all;
}

using Numbers = std::vector<std::uint64_t>;

/// Entries 1 and 2 open it. A1 is reported (3), which south denies (4) and raises (5); an incident
/// of an earlier day (6); the report is corrected (7).
class HistoryTest : public testing::Test {
 protected:
  HistoryTest() {
    add(opened("2027-01-01"));
    add(signed_text("2027-01-01", small_text()));
    add(event(EventKind::reported, "2027-02-01", "north", "A1"));
    Event denied = event(EventKind::contested, "2027-02-02", "south");
    denied.to = 3;
    add(denied);
    Event raised = event(EventKind::dispute, "2027-02-03", "south");
    raised.to = 3;
    raised.step = DisputeStep::raised;
    add(raised);
    Event incident = event(EventKind::incident, "2027-01-15", "north");
    incident.at = second("2027-02-04T12:00:00Z");
    incident.says = "A bridge is closed";
    add(incident);
    Event corrected = event(EventKind::corrected, "2027-02-05", "north");
    corrected.to = 3;
    corrected.says = "It was not done";
    add(corrected);
  }
  void add(const Event& event) {
    const auto head = book_->record(event);
    ASSERT_TRUE(head.has_value()) << rules_of(head);
  }

  std::unique_ptr<Ledger> book_ = Ledger::open(memory_store()).value();
};

TEST_F(HistoryTest, GoesByTheDayAndThenByTheNumber) {
  EXPECT_EQ(numbers(book_->order(view("2027-12-31"))), (Numbers{1, 2, 6, 3, 4, 5, 7}));
}

TEST_F(HistoryTest, LeavesOutWhatHadNotHappenedAndWhatWasNotKnown) {
  EXPECT_EQ(numbers(book_->order(view("2027-02-02"))), (Numbers{1, 2, 6, 3, 4}));
  EXPECT_EQ(numbers(book_->order(view("2027-12-31", "2027-02-03T23:59:59Z"))),
            (Numbers{1, 2, 3, 4, 5}));
}

TEST_F(HistoryTest, OfAnObligationHasWhatAnswersItsEntries) {
  EXPECT_EQ(numbers(book_->order(view("2027-12-31"), "A1")), (Numbers{3, 4, 5, 7}));
  EXPECT_TRUE(book_->order(view("2027-12-31"), "B1").empty());
  EXPECT_TRUE(book_->order(view("2027-12-31"), "nothing").empty());
}

/// As on the two axes: what is known to be a mistake did not happen, whatever the day of the view.
TEST_F(HistoryTest, EntryCountsUntilItsCorrectionIsKnown) {
  const auto corrected_by = [&](std::string_view on, std::string_view known) {
    return book_->order(view(on, known), "A1").front().corrected_by;
  };
  EXPECT_EQ(corrected_by("2027-02-01", kLater), 7U);
  EXPECT_EQ(corrected_by("2027-02-01", "2027-02-04T23:59:59Z"), 0U);
  EXPECT_EQ(book_->state(view("2027-02-01")).find("A1")->share, 0);
  EXPECT_EQ(book_->state(view("2027-02-01", "2027-02-04T23:59:59Z")).find("A1")->share, 1);
}

TEST_F(HistoryTest, HasTheWordsOfEachInItsPlace) {
  const auto all = history(*book_, view("2027-12-31"));
  ASSERT_TRUE(all.has_value());
  ASSERT_EQ(all->size(), 7U);
  EXPECT_EQ((*all)[2].event.says, "A bridge is closed");
  EXPECT_EQ((*all)[3].seq, 3U);
  EXPECT_FALSE((*all)[3].counts());
  EXPECT_EQ((*all)[3].corrected_by, 7U);
  EXPECT_TRUE((*all)[6].counts());
}

TEST_F(HistoryTest, ReadsEntriesThatLieFarApart) {
  constexpr int kMany = 5000;
  std::vector<Event> many;
  for (int k = 0; k < kMany; ++k) {
    Event one = event(EventKind::incident, "2027-03-01", "north");
    one.says = std::to_string(k);
    many.push_back(one);
  }
  ASSERT_TRUE(book_->record_all(many).has_value());
  const std::vector<Placed> places{{5007}, {8}, {3}, {4200}, {9}};
  const auto all = entries_at(*book_, places);
  ASSERT_TRUE(all.has_value());
  EXPECT_EQ((*all)[0].event.says, "4999");
  EXPECT_EQ((*all)[1].event.says, "0");
  EXPECT_EQ((*all)[2].event.kind, EventKind::reported);
  EXPECT_EQ((*all)[3].event.says, "4192");
  EXPECT_EQ((*all)[4].event.says, "1");
}

TEST_F(HistoryTest, LastDayIsOfWhatCounts) {
  EXPECT_EQ(book_->last_day(), date("2027-02-05"));
  Event late = event(EventKind::incident, "2027-06-01", "north");
  late.says = "A bridge is open";
  add(late);
  EXPECT_EQ(book_->last_day(), date("2027-06-01"));
  Event corrected = event(EventKind::corrected, "2027-03-01", "north");
  corrected.at = second("2027-06-02T00:00:00Z");
  corrected.to = 8;
  corrected.says = "It was not";
  add(corrected);
  EXPECT_EQ(book_->last_day(), date("2027-03-01"));
  EXPECT_EQ(Ledger::open(memory_store()).value()->last_day(), std::nullopt);
}

TEST_F(HistoryTest, SaysWhichEntryIsNotThere) {
  const auto none = entries_at(*book_, std::vector<Placed>{{3}, {8}});
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().code, Errc::io);
  EXPECT_NE(none.error().what.find("entry 8 is not there"), std::string::npos);
}

/// A store whose entries can't be read any more, or are none.
class Failing : public Store {
 public:
  explicit Failing(std::unique_ptr<Store> kept) : kept_(std::move(kept)) {}
  Result<Head> head() override { return kept_->head(); }
  Result<Head> append(std::span<const std::string> bodies, const Head& last) override {
    return kept_->append(bodies, last);
  }
  Result<std::vector<Entry>> read(std::uint64_t after, std::size_t most) override {
    auto entries = kept_->read(after, most);
    if (fails) return tl::unexpected(Error{Errc::io, "the disk can't be read"});
    if (lies)
      for (Entry& one : *entries) one.body = "{}";
    return entries;
  }
  Result<Head> backup(const std::string& path) override { return kept_->backup(path); }

  bool fails = false;
  bool lies = false;

 private:
  std::unique_ptr<Store> kept_;
};

TEST(History, OfEntriesThatCannotBeReadOrAreNoneIsAnError) {
  auto store = std::make_unique<Failing>(memory_store());
  Failing& failing = *store;
  const auto book = Ledger::open(std::move(store)).value();
  ASSERT_TRUE(book->record(opened("2027-01-01")));
  failing.fails = true;
  EXPECT_EQ(history(*book, view("2027-12-31")).error().code, Errc::io);
  failing.fails = false;
  failing.lies = true;
  EXPECT_EQ(history(*book, view("2027-12-31")).error().code, Errc::invalid_input);
}

}  // namespace
}  // namespace tandem::ledger
