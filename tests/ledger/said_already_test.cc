#include "tandem/ledger/said_already.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tandem/ledger/store.h"
#include "tests/ledger/events.h"

namespace tandem::ledger {
namespace {

Event incident(std::string_view on, std::string says) {
  Event one = event(EventKind::incident, on, "north", "A1");
  one.says = std::move(says);
  return one;
}

class SaidAlready : public testing::Test {
 protected:
  /// Entry 3 is a shot on the 1st, 4 the same again, 5 another on the 2nd, which 6 corrects.
  void SetUp() override {
    Event corrected = event(EventKind::corrected, "2027-02-03", "north");
    corrected.to = 5;
    corrected.says = "a door";
    const std::vector<Event> all{opened("2027-01-01"),
                                 signed_text("2027-01-01", small_text()),
                                 incident("2027-02-01", "a shot"),
                                 incident("2027-02-01", "a shot"),
                                 incident("2027-02-02", "a shot"),
                                 corrected};
    ASSERT_TRUE(book_->record_all(all));
  }
  std::unique_ptr<Ledger> book_ = Ledger::open(memory_store()).value();
};

TEST_F(SaidAlready, IsOneEntryForOneEvent) {
  const std::vector<Event> rows{incident("2027-02-01", "a shot"), incident("2027-02-01", "a cry"),
                                incident("2027-02-01", "a shot"), incident("2027-02-01", "a shot")};
  EXPECT_EQ(said_already(*book_, rows).value(), (std::vector<std::uint64_t>{3, 0, 4, 0}));
}

TEST_F(SaidAlready, IsNothingThatWasCorrected) {
  EXPECT_EQ(said_already(*book_, std::vector{incident("2027-02-02", "a shot")}).value(),
            std::vector<std::uint64_t>{0});
}

TEST_F(SaidAlready, IsAnotherWhereWhoWhatOrHowMuchDiffers) {
  ASSERT_TRUE(book_->record(event(EventKind::reported, "2027-02-04", "north", "A1")));
  Event half = event(EventKind::reported, "2027-02-04", "north", "A1");
  std::vector<Event> rows{half, half, half, half};
  rows[1].share = 0.5;
  rows[2].by = "keeper";
  rows[3].kind = EventKind::started;
  rows[0].sources.push_back({"another paper", "", ""});
  EXPECT_EQ(said_already(*book_, rows).value(), (std::vector<std::uint64_t>{7, 0, 0, 0}));
}

TEST(RefuseAllSaid, WhereNothingIsNew) {
  const auto refused = refuse_all_said(std::vector<std::uint64_t>{9, 4}, "q.csv");
  EXPECT_EQ(rules_of(refused), "said-already");
  EXPECT_EQ(refused.error().what, "all 2 rows of q.csv are in the ledger already");
  EXPECT_EQ(refused.error().details[0].message, "the first of them is entry 4");
  EXPECT_EQ(refuse_all_said(std::vector<std::uint64_t>{4}, "q.csv").error().what,
            "the one row of q.csv is in the ledger already");
  EXPECT_TRUE(refuse_all_said(std::vector<std::uint64_t>{9, 0}, "q.csv"));
}

}  // namespace
}  // namespace tandem::ledger
