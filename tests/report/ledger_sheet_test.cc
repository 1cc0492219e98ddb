#include "tandem/report/ledger_sheet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tandem/ledger/transfer.h"
#include "tandem/model/timetable.h"
#include "tests/report/ledger_sample.h"

namespace tandem::report {
namespace {

using ledger::DisputeStep;
using ledger::Event;
using ledger::EventKind;
using ledger::Finding;
using testing::HasSubstr;

constexpr ledger::View kAll{ledger::Second{std::chrono::sys_days{model::kLastDay}},
                            Date{model::kLastDay}};

struct Sheet {
  std::string text;
  SheetLosses losses;
  std::size_t pieces = 0;
  std::size_t longest = 0;  ///< piece
};

Sheet sheet_of(const test::Record& record, const ledger::View& view = kAll) {
  const auto book = record.ledger();
  Sheet sheet;
  const auto losses = write_sheet(
      [&](std::uint64_t after, std::size_t most) { return book->read(after, most); }, view,
      [&](std::string_view piece) {
        sheet.text += piece;
        ++sheet.pieces;
        sheet.longest = std::max(sheet.longest, piece.size());
        return true;
      });
  EXPECT_TRUE(losses.has_value());
  sheet.losses = *losses;
  return sheet;
}

/// The record that the sheet makes of the same text.
test::Record imported(const std::string& sheet, const std::string& text) {
  test::Record made(text);
  ledger::Projection so_far;
  for (const Event& event : made.events()) EXPECT_TRUE(so_far.apply(event).has_value());
  const ledger::Second at{std::chrono::sys_days{test::date_of("2028-01-01")}};
  const auto events = ledger::events_of_sheet(sheet, "sheet.csv", at, so_far);
  EXPECT_TRUE(events.has_value()) << (events ? "" : events.error().details.front().message);
  if (events)
    for (const Event& event : *events) made.add(event);
  return made;
}

test::Record a_quarter() {
  test::Record record;
  record.share(0.5, "2027-02-01", "north", "A1");
  record.add(EventKind::reported, "2027-03-05", "north", "A1",
             "All of them, \"so it says\",\nhere");
  record.finding(Finding::met, "2027-03-06", "board", "A1");
  record.answer(EventKind::contested, "2027-03-07", "south", 5);
  record.dispute(DisputeStep::raised, "2027-03-08", "south", "A1", 0, "2027-04-08");
  record.dispute(DisputeStep::settled, "2027-03-20", "board", "", 7);
  record.add(EventKind::incident, "2027-03-21", "board", "", "A shot in the hills");
  record.add(EventKind::administration, "2027-03-22", "south", "", "Another president");
  record.add(EventKind::suspended, "2027-03-23", "south", "B1");
  record.add(EventKind::resumed, "2027-03-24", "south", "B1");
  return record;
}

TEST(LedgerSheet, IsTheSheetThatCanBeImported) {
  const Sheet sheet = sheet_of(a_quarter());
  EXPECT_THAT(sheet.text,
              testing::StartsWith("obligation,event,on,by,says,source,url\n"
                                  "A1,50%,2027-02-01,north,,,\n"
                                  "A1,reported,2027-03-05,north,\"All of them, "
                                  "\"\"so it says\"\",\nhere\",,\n"
                                  "A1,verified:met,2027-03-06,board,,,\n"
                                  "A1,contested,2027-03-07,south,,,\n"
                                  "A1,dispute:raised,2027-03-08,south,,,\n"
                                  "A1,dispute:settled,2027-03-20,board,,,\n"
                                  ",incident,2027-03-21,board,A shot in the hills,,\n"));
}

TEST(LedgerSheet, ComesBackAsTheSameRecord) {
  const test::Record record = a_quarter();
  const test::Record again = imported(sheet_of(record).text, test::crossing_text());
  ASSERT_EQ(again.events().size(), record.events().size());
  for (std::size_t k = 2; k < record.events().size(); ++k) {
    Event expected = record.events()[k];
    Event found = again.events()[k];
    found.at = expected.at;
    expected.until.reset();  // a sheet has no clock
    // Where the record names the entry alone, the row names its obligation.
    if (expected.of.empty() && expected.to != 0) expected.of = "A1";
    EXPECT_EQ(found, expected) << k + 1;
  }
}

TEST(LedgerSheet, CountsWhatItCannotSay) {
  test::Record record = a_quarter();  // 12 entries
  Event evidence{.kind = EventKind::evidence, .on = test::date_of("2027-04-01"), .by = "board"};
  evidence.of = "A1";
  evidence.sources = {{"Photograph", "", std::string(64, 'a')}};
  record.add(evidence);
  Event seen{.kind = EventKind::verified, .on = test::date_of("2027-04-02"), .by = "board"};
  seen.of = "A1";
  seen.finding = Finding::unknown;
  seen.sources = {{"One", "https://example.org/1", ""}, {"Two", "", std::string(64, 'b')}};
  const auto wrong = record.add(seen);
  record.answer(EventKind::corrected, "2027-04-03", "board", wrong);
  seen.on = test::date_of("2027-04-04");
  record.add(seen);

  const SheetLosses losses = sheet_of(record).losses;
  EXPECT_EQ(losses.rows, 11U);  // the ten of the quarter and the last
  EXPECT_EQ(losses.corrected, 1U);
  EXPECT_THAT(losses.left_out,
              testing::ElementsAre(testing::Pair("corrected", 1U), testing::Pair("evidence", 1U),
                                   testing::Pair("opened", 1U), testing::Pair("signed", 1U)));
  EXPECT_EQ(losses.answers, 2U);  // the denial and the settlement
  EXPECT_EQ(losses.clocks, 1U);
  EXPECT_EQ(losses.sources, 1U);
  EXPECT_EQ(losses.hashes, 1U);
  EXPECT_EQ(losses.shares, 0U);
  EXPECT_EQ(losses.signatures, 0U);
  EXPECT_THAT(
      sheet_losses(losses),
      testing::ElementsAre(
          "Not in the sheet: 1 corrected, 1 evidence, 1 opened, 1 signed and 1 that was corrected.",
          "What rows cannot say: 1 clock of a dispute, 1 further source, 1 hash of a document and "
          "the entries that 2 rows answer."));
  EXPECT_THAT(sheet_losses({}), testing::IsEmpty());
}

TEST(LedgerSheet, LeavesOutWhatIsNotInTheView) {
  const test::Record record = a_quarter();
  const Sheet sheet = sheet_of(record, {kAll.known, test::date_of("2027-03-06")});
  EXPECT_EQ(sheet.losses.rows, 3U);
  const Sheet known = sheet_of(
      record, {ledger::parse_second("2027-03-06T00:00:00Z").value(), Date{model::kLastDay}});
  EXPECT_EQ(known.losses.rows, 2U);  // what is of the 6th is recorded on the 7th
}

TEST(LedgerSheet, AStepOfADisputeAboutNothingThatASheetHasIsLeftOut) {
  test::Record record;
  const auto incident = record.add(EventKind::incident, "2027-02-01", "board", "", "A shot");
  const auto raised = record.dispute(DisputeStep::raised, "2027-02-02", "south", "", incident);
  record.dispute(DisputeStep::settled, "2027-02-03", "board", "", raised);
  const SheetLosses losses = sheet_of(record).losses;
  EXPECT_EQ(losses.rows, 1U);
  EXPECT_EQ(losses.left_out.at("dispute"), 2U);
}

TEST(LedgerSheet, GoesOutInPieces) {
  test::Record record;
  for (int k = 0; k < 3000; ++k)
    record.add(EventKind::incident, "2027-02-01", "board", "A1", std::string(100, 'x'));
  const Sheet sheet = sheet_of(record);
  EXPECT_EQ(sheet.losses.rows, 3000U);
  EXPECT_EQ(std::ranges::count(sheet.text, '\n'), 3001);
  EXPECT_GE(sheet.pieces, 5U);
  EXPECT_LE(sheet.longest, 70'000U);
}

TEST(LedgerSheet, SaysWhereItCannotBeWritten) {
  const auto book = a_quarter().ledger();
  const auto losses =
      write_sheet([&](std::uint64_t after, std::size_t most) { return book->read(after, most); },
                  kAll, [](std::string_view) { return false; });
  ASSERT_FALSE(losses.has_value());
  EXPECT_EQ(losses.error().code, Errc::io);
}

RC_GTEST_PROP(LedgerSheet, AnyWordsAndSharesComeBack,
              (const std::vector<std::string>& words, const std::vector<std::uint16_t>& parts)) {
  test::Record record;
  std::size_t kept = 0;
  for (const std::string& says : words) {
    Event event{.kind = EventKind::incident, .on = test::date_of("2027-02-01"), .by = "board"};
    event.says = says + ".";
    if (mistakes_in(event).empty()) record.add(event);
  }
  for (const std::uint16_t part : parts)
    record.share((part + 1) / 65536.0, "2027-02-02", "north", "A1");
  kept = record.events().size();
  const Sheet sheet = sheet_of(record);
  const test::Record again = imported(sheet.text, test::crossing_text());
  RC_ASSERT(again.events().size() == kept);
  for (std::size_t k = 2; k < kept; ++k) {
    Event found = again.events()[k];
    found.at = record.events()[k].at;
    RC_ASSERT(found == record.events()[k] || sheet.losses.shares > 0);
  }
}

TEST(LedgerStatusCsv, HasARowForEachObligationWithBothAxesAndItsDays) {
  const std::string csv = ledger_status_csv(a_quarter().state("2027-03-10"));
  EXPECT_EQ(std::ranges::count(csv, '\n'), 8);
  // Due on 1 March, done on the 5th: four days late. The last finding is denied.
  EXPECT_THAT(csv, HasSubstr("\r\nA1,Withdraw the guns,,north,south,clear,2027-03-01,,2027-03-01,"
                             "2027-03-05,2027-02-01,2027-03-05,4,,done,contested,met,2027-03-06,"
                             "south,,1,1,1,no,,0,3; 4; 5; 6\r\n"));
  EXPECT_THAT(csv, HasSubstr("\r\nX1,Pay the toll,,third,north,red,2027-02-11,"));
  // Ten days after the toll, which is not paid.
  EXPECT_THAT(csv, HasSubstr("\r\nC1,Hand over the maps,,north,south,clear,,X1,2027-02-21,"));
}

}  // namespace
}  // namespace tandem::report
