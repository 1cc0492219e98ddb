#include "tandem/report/ledger_export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/report/ledger_sample.h"

namespace tandem::report {
namespace {

using ledger::EventKind;
using testing::HasSubstr;
using testing::Not;

std::string exported(const test::Record& record, const LedgerExportOptions& options) {
  std::string text;
  const auto book = record.ledger();
  const auto notes = export_record(*book, options, [&](std::string_view piece) {
    text += piece;
    return true;
  });
  return notes ? text : notes.error().details.front().rule;
}

/// The toll, which is red, is taken out by an amendment.
test::Record without_the_toll() {
  std::string text = test::crossing_text();
  text = text.substr(0, text.find("  X1:\n"));
  text = test::with(text, "    waits_for: [X1]\n", "");
  text = test::with(text, "for: [B1, X1]", "for: [B1]");
  text = test::with(text, "by X1 + 10d", "by VOTE + 20d");
  test::Record record;
  record.add(EventKind::reported, "2027-01-08", "third", "X1", "Paid in the harbour");
  const auto amendment = record.amend("2027-01-10", "north", text);
  record.answer(EventKind::consented, "2027-01-11", "south", amendment);
  record.answer(EventKind::consented, "2027-01-12", "third", amendment);
  return record;
}

TEST(LedgerExport, MarksAReportByEveryTextThatThereWas) {
  const std::string report = exported(without_the_toll(), {.format = LedgerFormat::report});
  EXPECT_THAT(report, HasSubstr("Paid in the harbour"));
  EXPECT_THAT(report, HasSubstr("<span class=\"mark\">TLP:RED</span>"));
}

TEST(LedgerExport, RefusesWhatAnOlderTextHides) {
  LedgerExportOptions options{.format = LedgerFormat::status_csv};
  options.visible_to = model::Tlp::amber;
  EXPECT_EQ(exported(without_the_toll(), options), kAboveLevel);
  options.format = LedgerFormat::snapshot;
  const std::string snapshot = exported(without_the_toll(), options);
  EXPECT_THAT(snapshot, Not(HasSubstr("harbour")));
  EXPECT_THAT(snapshot, HasSubstr("\"obligations\":{\"side_agreement\":1}"));
}

TEST(LedgerExport, OfWhatWasKnownIsTheSameWhateverComesLater) {
  const test::Record record = without_the_toll();
  test::Record later = without_the_toll();
  later.add(EventKind::reported, "2027-02-20", "north", "A1");
  LedgerExportOptions options;
  options.known = ledger::parse_second("2027-01-31T00:00:00Z");
  options.on = test::date_of("2027-03-31");
  for (const LedgerFormat format :
       {LedgerFormat::csv, LedgerFormat::status_csv, LedgerFormat::ics, LedgerFormat::snapshot,
        LedgerFormat::snapshot_html, LedgerFormat::report, LedgerFormat::docx}) {
    options.format = format;
    const std::string before = exported(record, options);
    EXPECT_EQ(exported(later, options), before);
    EXPECT_GT(before.size(), 50U) << "no refusal";
  }
}

TEST(LedgerExport, AReportHasInItsAnnexWhatAnOlderDisputeIsAbout) {
  test::Record record;
  const auto incident =
      record.add(EventKind::incident, "2027-02-01", "board", "", "A shot in the hills");
  EXPECT_EQ(incident, 3U);
  record.dispute(ledger::DisputeStep::raised, "2027-04-05", "south", "", incident);
  LedgerExportOptions options{.format = LedgerFormat::report};
  options.on = test::date_of("2027-06-30");
  const std::string report = exported(record, options);
  EXPECT_THAT(report, HasSubstr("<a href=\"#e3\">3</a>"));
  EXPECT_THAT(report, HasSubstr("<span id=\"e3\">3</span>"));
  EXPECT_THAT(report, HasSubstr("A shot in the hills"));
}

TEST(LedgerExport, AReportSaysOfAnEntryThatItWasCorrected) {
  test::Record record;
  const auto wrong = record.add(EventKind::incident, "2027-02-01", "board", "", "A shot");
  record.answer(EventKind::corrected, "2027-02-03", "board", wrong);
  LedgerExportOptions options{.format = LedgerFormat::report};
  options.on = test::date_of("2027-03-31");
  EXPECT_THAT(exported(record, options), HasSubstr("incident (corrected)"));
  options.known = ledger::parse_second("2027-02-02T12:00:00Z");
  EXPECT_THAT(exported(record, options), Not(HasSubstr("incident (corrected)")));
}

TEST(LedgerExport, TellsWhatASheetLostInSentences) {
  test::Record record;
  record.dispute(ledger::DisputeStep::raised, "2027-03-02", "south", "A1", 0, "2027-03-20");
  const auto book = record.ledger();
  const auto notes = export_record(*book, {}, [](std::string_view) { return true; });
  ASSERT_TRUE(notes.has_value());
  EXPECT_THAT(*notes, testing::ElementsAre("Not in the sheet: 1 opened and 1 signed.",
                                           "What rows cannot say: 1 clock of a dispute."));
}

TEST(LedgerExport, GivesTheWholeRecordAsItIs) {
  const std::string lines = exported(without_the_toll(), {.format = LedgerFormat::jsonl});
  EXPECT_THAT(lines, testing::StartsWith("{\"tandem-ledger\":1,\"name\":\"crossing\"}\n"));
  EXPECT_THAT(lines, HasSubstr("{\"head\":\"6:"));
}

TEST(LedgerExport, SaysThatItCannotBeWritten) {
  const auto book = without_the_toll().ledger();
  for (std::size_t k = 0; k < kLedgerFormats.size(); ++k) {
    const LedgerExportOptions options{.format = static_cast<LedgerFormat>(k)};
    const auto notes = export_record(*book, options, [](std::string_view) { return false; });
    ASSERT_FALSE(notes.has_value()) << kLedgerFormats.at(k);
    EXPECT_EQ(notes.error().code, Errc::io) << kLedgerFormats.at(k);
  }
}

TEST(LedgerExport, KnowsTheTypeAndTheEndingOfEachFormat) {
  EXPECT_EQ(media_type_of(LedgerFormat::ics), "text/calendar; charset=utf-8");
  EXPECT_EQ(media_type_of(LedgerFormat::report), "text/html; charset=utf-8");
  EXPECT_EQ(ending_of(LedgerFormat::status_csv), "csv");
  EXPECT_EQ(ending_of(LedgerFormat::docx), "docx");
}

}  // namespace
}  // namespace tandem::report
