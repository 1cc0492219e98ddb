#include "tandem/report/ledger_quarter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "tandem/report/document_html.h"
#include "tests/report/ledger_sample.h"

namespace tandem::report {
namespace {

using interop::DocBlock;
using interop::DocHeading;
using interop::DocParagraph;
using interop::DocTable;
using interop::RowLook;
using ledger::DisputeStep;
using ledger::EventKind;
using ledger::Finding;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string said(const interop::Line& line) {
  std::string all;
  for (const interop::Phrase& phrase : line) all += phrase.text;
  return all;
}

/// What stands below a heading, by its anchor.
struct Section {
  std::string words;  ///< of all paragraphs and lists
  std::vector<std::vector<std::string>> rows;
  std::vector<RowLook> looks;
};

Section section_of(const interop::Document& of, const std::string& anchor) {
  Section found;
  bool here = false;
  for (const auto* blocks : {&of.body, &of.annex})
    for (const DocBlock& block : *blocks) {
      if (const auto* head = std::get_if<DocHeading>(&block)) here = head->anchor == anchor;
      if (!here) continue;
      if (const auto* paragraph = std::get_if<DocParagraph>(&block))
        found.words += said(paragraph->words) + "\n";
      if (const auto* list = std::get_if<interop::DocList>(&block))
        for (const interop::Line& item : list->items) found.words += said(item) + "\n";
      if (const auto* table = std::get_if<DocTable>(&block))
        for (const interop::DocRow& row : table->rows) {
          auto& cells = found.rows.emplace_back();
          for (const interop::Line& cell : row.cells) cells.push_back(said(cell));
          found.looks.push_back(row.look);
        }
    }
  return found;
}

interop::Document report_of(const test::Record& record, std::string_view from,
                            std::string_view on) {
  const auto history = record.history();
  const Date before{std::chrono::sys_days(test::date_of(from)) - std::chrono::days(1)};
  const ledger::State begin = record.state(format_date(before));
  const ledger::State end = record.state(on);
  return ledger_quarter({{test::date_of(from), test::date_of(on)},
                         begin,
                         end,
                         history,
                         record.ledger()->head(),
                         model::Tlp::red});
}

/// The first quarter of 2027: the guns go late, are verified and then denied; one meeting of two is
/// reported; South suspends the opening and takes it up again.
test::Record first_quarter() {
  test::Record record;
  record.add(EventKind::reported, "2027-02-01", "keeper", "R1");                          // 3
  record.share(0.5, "2027-02-20", "north", "A1");                                         // 4
  record.add(EventKind::suspended, "2027-02-25", "south", "B1", "Guns are still there");  // 5
  record.add(EventKind::reported, "2027-03-05", "north", "A1");                           // 6
  record.finding(Finding::met, "2027-03-06", "board", "A1");                              // 7
  record.add(EventKind::resumed, "2027-03-08", "south", "B1");                            // 8
  record.answer(EventKind::contested, "2027-03-10", "south", 7);                          // 9
  record.dispute(DisputeStep::raised, "2027-03-12", "south", "A1", 0, "2027-04-11");      // 10
  record.add(EventKind::incident, "2027-03-15", "board", "A1", "One gun is seen");        // 11
  record.add(EventKind::administration, "2027-03-20", "south", "", "Another president");  // 12
  return record;
}

TEST(QuarterUntil, BeginsWithItsFirstMonth) {
  EXPECT_EQ(quarter_until(test::date_of("2008-09-30")).from, test::date_of("2008-07-01"));
  EXPECT_EQ(quarter_until(test::date_of("2008-12-31")).from, test::date_of("2008-10-01"));
  EXPECT_EQ(quarter_until(test::date_of("2008-01-01")).from, test::date_of("2008-01-01"));
}

TEST(LedgerQuarter, SaysWhatWasDueAndWhatBecameOfIt) {
  const Section due = section_of(report_of(first_quarter(), "2027-01-01", "2027-03-31"), "due");
  // R1 on 1 February and 1 March, X1 on 11 February, A1 on 1 March: four days, of which the first
  // meeting and the guns are reported. C1 and D1 wait for the toll; B1 is due on 4 April.
  EXPECT_THAT(due.words, HasSubstr("2 of 4 (50 %)"));
  EXPECT_THAT(due.words, HasSubstr("Verified: 0 of 2 (0 %)"));
  ASSERT_EQ(due.rows.size(), 3U);
  EXPECT_THAT(due.rows[0], ElementsAre("R1", "Meet at the board", "The North and The South",
                                       "2 days from 2027-02-01 to 2027-03-01; 1 reported",
                                       "late, 30 days; reported once", "claimed", "[3]"));
  EXPECT_THAT(due.rows[2], ElementsAre("A1", "Withdraw the guns", "The North to The South",
                                       "2027-03-01", "done 2027-03-05, 4 days late",
                                       "contested by The South", "[4, 6, 7, 9]"));
  EXPECT_EQ(due.looks[0], RowLook::bad);
  EXPECT_EQ(due.looks[2], RowLook::plain);
}

TEST(LedgerQuarter, PutsCountsAndFormulaBesideEachPercentage) {
  const Section counts =
      section_of(report_of(first_quarter(), "2027-03-01", "2027-03-31"), "short");
  EXPECT_THAT(counts.words, HasSubstr("2 things were due in the period: 1 reported as done by its "
                                      "end, 0 of them verified."));
  EXPECT_THAT(counts.words, HasSubstr("1 dispute is open. The record has 1 step back"));
  ASSERT_EQ(counts.rows.size(), 16U);
  EXPECT_THAT(counts.rows[0], ElementsAre("Obligations", "7", "7", testing::_));
  EXPECT_THAT(counts.rows[1], ElementsAre("Reported in part or whole", "2", "2", testing::_));
  // On 28 February R1 has had its one day, and A1 is at one half.
  EXPECT_THAT(counts.rows[2], ElementsAre("Reported as done", "1 of 7 (14.3 %)", "1 of 7 (14.3 %)",
                                          "reported as done ÷ obligations of the text in force"));
  EXPECT_THAT(counts.rows[6],
              ElementsAre("Suspended", "1 of 7 (14.3 %)", "0 of 7 (0 %)", testing::_));
  EXPECT_THAT(counts.rows[13], ElementsAre("Contested", "0 of 2 (0 %)", "1 of 2 (50 %)",
                                           "denied by somebody and not answered ÷ obligations "
                                           "reported as done, wholly or in part"));
}

TEST(LedgerQuarter, CountsTheSameAsContestedInWordsAndInTheTable) {
  test::Record record = first_quarter();
  // Nobody has reported that the crossing is open; a finding about it is denied all the same.
  const auto found = record.finding(Finding::not_met, "2027-03-22", "board", "B1");
  record.answer(EventKind::contested, "2027-03-23", "south", found);
  const Section counts = section_of(report_of(record, "2027-03-01", "2027-03-31"), "short");
  EXPECT_THAT(counts.words, HasSubstr(" Of 2 reported as done, wholly or in part, 1 only claimed "
                                      "and 1 contested. Of what is not reported, 1 contested."));
  EXPECT_THAT(counts.rows[13],
              ElementsAre("Contested", "0 of 2 (0 %)", "1 of 2 (50 %)", testing::_));
}

TEST(LedgerQuarter, ShowsStepsBackAlsoWhereTheyWereMended) {
  test::Record record = first_quarter();
  record.share(0.75, "2027-03-25", "north", "A1");  // 13: less than was reported
  const Section back = section_of(report_of(record, "2027-01-01", "2027-03-31"), "back");
  ASSERT_EQ(back.rows.size(), 3U);
  EXPECT_THAT(back.rows[0], ElementsAre("2027-02-25", "suspended", "B1", "The South",
                                        "Guns are still there", "not due", "[5]"));
  EXPECT_THAT(back.rows[1][1], "contested");
  EXPECT_THAT(back.rows[2][1], "reported 75 % after 100 %");
  EXPECT_THAT(section_of(report_of(record, "2027-04-01", "2027-04-30"), "back").words,
              HasSubstr("Nothing was suspended"));
}

TEST(LedgerQuarter, StandsTheEndBesideTheBeginning) {
  const Section status =
      section_of(report_of(first_quarter(), "2027-03-01", "2027-03-31"), "status");
  EXPECT_THAT(status.rows[0],
              ElementsAre("A1", "Withdraw the guns", "2027-03-01", "started; 50 % reported",
                          "done 2027-03-05, 4 days late", "claimed", "contested by The South",
                          "back", "[4, 6, 7, 9]"));
  EXPECT_EQ(status.looks[0], RowLook::bad);
  EXPECT_THAT(status.rows[1][7], "changed");  // suspended, then not due
}

TEST(LedgerQuarter, ShowsOldDaysBesideNewForEver) {
  test::Record record = first_quarter();
  const auto amendment = record.amend("2027-04-02", "south",
                                      test::with(test::crossing_text(), "A1 + 30d", "A1 + 60d"));
  record.answer(EventKind::consented, "2027-04-03", "north", amendment);
  const interop::Document report = report_of(record, "2027-04-01", "2027-06-30");
  EXPECT_THAT(
      section_of(report, "rebaselined").rows,
      ElementsAre(ElementsAre("B1", "Open the crossing", "2027-03-31", "2027-05-04", testing::_)));
  const Section texts = section_of(report, "texts");
  ASSERT_EQ(texts.rows.size(), 2U);
  EXPECT_EQ(texts.rows[0][2], "in force from 2027-01-01, replaced on 2027-04-03");
  EXPECT_THAT(texts.rows[1],
              ElementsAre("2027-04-02", "The South", "in force since 2027-04-03",
                          "The South on 2027-04-02; The North on 2027-04-03", "[13, 14]"));
  EXPECT_THAT(section_of(report, "due").rows.at(1).at(3), "first 2027-03-31, now 2027-05-04");
}

TEST(LedgerQuarter, TellsDisputesIncidentsAndGovernments) {
  const interop::Document report = report_of(first_quarter(), "2027-01-01", "2027-03-31");
  EXPECT_THAT(section_of(report, "disputes").rows,
              ElementsAre(ElementsAre("A1", "raised by The South on 2027-03-12, until 2027-04-11",
                                      "runs until 2027-04-11, 11 days left", "[10]")));
  EXPECT_THAT(section_of(report, "incidents").rows,
              ElementsAre(ElementsAre("2027-03-15", "incident", "A1", "The board",
                                      "One gun is seen", "[11]")));
  EXPECT_THAT(section_of(report, "parties").rows[0][4], "Another president");
  EXPECT_THAT(section_of(report, "late").rows[0],
              ElementsAre("X1", "Pay the toll", "Thirdland to The North", "2027-02-11", "48", "",
                          "nothing"));
  EXPECT_THAT(section_of(report, "attention").words, HasSubstr("A1: contested by The South [9]\n"));
}

TEST(LedgerQuarter, SaysHowManyObligationsALeaveConcerns) {
  test::Record record = first_quarter();
  record.add(EventKind::withdrawn, "2027-03-26", "south", "", "Leaves");
  const interop::Document report = report_of(record, "2027-01-01", "2027-03-31");
  // B1, D1, R1 and K1.
  EXPECT_THAT(section_of(report, "back").rows.back(),
              ElementsAre("2027-03-26", "withdrawn", "", "The South", "Leaves",
                          "4 obligations are withdrawn", "[13]"));
  EXPECT_THAT(section_of(report, "short").words, HasSubstr(", 4 withdrawn"));
  EXPECT_THAT(section_of(report, "parties").words,
              HasSubstr("The South has withdrawn from the agreement since 2027-03-26. [13]"));
}

TEST(LedgerQuarter, CallsACorrectionAStepBackWhereItTakesSomethingBack) {
  test::Record record;
  const auto shot = record.add(EventKind::incident, "2027-02-02", "board", "A1", "A shoot");
  const auto typed = record.answer(EventKind::corrected, "2027-02-03", "keeper", shot);
  const auto half = record.share(0.5, "2027-02-05", "north", "A1");
  const auto taken_back = record.answer(EventKind::corrected, "2027-02-06", "north", half);
  EXPECT_EQ(typed, 4U);
  EXPECT_EQ(taken_back, 6U);
  const Section back = section_of(report_of(record, "2027-01-01", "2027-02-28"), "back");
  EXPECT_THAT(back.rows, ElementsAre(ElementsAre("2027-02-06", "corrected: reported 50 %", "A1",
                                                 "The North", "a mistake", "not due", "[6]")));
  EXPECT_THAT(back.words, HasSubstr("nothing taken back by it"));
  EXPECT_THAT(back.words, HasSubstr("is met. [4]\n")) << "and it is named all the same";
}

TEST(LedgerQuarter, SaysThatNothingIsSuspendedAnyMore) {
  test::Record record;
  record.add(EventKind::suspended, "2027-01-10", "south", "", "Until the guns go");
  record.add(EventKind::resumed, "2027-01-20", "south");
  const interop::Document report = report_of(record, "2027-01-01", "2027-01-31");
  EXPECT_THAT(section_of(report, "back").rows.at(0).at(5), "no obligation is suspended");
}

TEST(LedgerQuarter, SaysThatTheTimeToMendIsOver) {
  const test::Record record;
  const auto mend = [&](std::string_view on) {
    for (const auto& row : section_of(report_of(record, "2027-01-01", on), "late").rows)
      if (row[0] == "A1") return row[5];
    return std::string("not late");
  };
  EXPECT_EQ(mend("2027-03-31"), "until 2027-03-31");
  EXPECT_EQ(mend("2027-04-01"), "ended 2027-03-31");
}

TEST(LedgerQuarter, CallsAPartyByItsNameAlsoWhereItNeedsAttention) {
  test::Record record;
  record.add(EventKind::withdrawn, "2027-01-10", "south", "", "Leaves");
  EXPECT_THAT(section_of(report_of(record, "2027-01-01", "2027-01-31"), "attention").words,
              HasSubstr("The South: has withdrawn from the agreement since 2027-01-10 [3]"));
}

TEST(LedgerQuarter, ListsEachSourceOnce) {
  test::Record record;
  ledger::Event seen{.kind = EventKind::incident, .on = test::date_of("2027-01-05"), .by = "board"};
  seen.says = "Seen";
  seen.sources = {{"Letter", "https://example.org/l", ""}, {"Photo", "", std::string(64, 'a')}};
  record.add(seen);
  seen.sources.pop_back();
  record.add(seen);
  const interop::Document report = report_of(record, "2027-01-01", "2027-03-31");
  EXPECT_THAT(section_of(report, "sources").rows,
              ElementsAre(ElementsAre("S1", "Letter", "https://example.org/l"),
                          ElementsAre("S2", "Photo", "SHA-256 " + std::string(64, 'a'))));
  const auto entries = section_of(report, "entries").rows;
  EXPECT_EQ(entries[entries.size() - 2].back(), "Letter [S1]; Photo [S2]");
  EXPECT_EQ(entries.back().back(), "Letter [S1]");
}

TEST(LedgerQuarter, HasWhatIsOnlyToBeginAsDoneWhenItHasBegun) {
  const std::string text =
      test::with(test::crossing_text(), "trigger: by C1 + 5d", "trigger: start by 2027-02-10");
  test::Record record(text);
  EXPECT_EQ(section_of(report_of(record, "2027-02-10", "2027-02-10"), "due").looks.at(0),
            RowLook::bad);
  record.add(EventKind::started, "2027-02-14", "south", "D1");
  const Section due = section_of(report_of(record, "2027-02-10", "2027-02-14"), "due");
  ASSERT_EQ(due.rows.size(), 2U);  // and the toll, of 11 February
  EXPECT_EQ(due.rows[0][4], "started");
  EXPECT_EQ(due.looks[0], RowLook::plain);
  EXPECT_THAT(due.words, HasSubstr("1 of 2 (50 %)"));
}

TEST(LedgerQuarter, LooksAQuarterAhead) {
  const Section next = section_of(report_of(first_quarter(), "2027-01-01", "2027-03-31"), "next");
  // The guns were gone on 5 March, so the crossing is to open on 4 April.
  EXPECT_THAT(next.rows,
              ElementsAre(ElementsAre("R1", "3 days from 2027-04-01 to 2027-06-01; 0 reported",
                                      "Meet at the board", "The North and The South", testing::_),
                          ElementsAre("B1", "2027-04-04", "Open the crossing",
                                      "The South to The North", "not due")));
}

TEST(LedgerQuarter, ListsWhatWasLearnedLater) {
  test::Record record = first_quarter();
  ledger::Event late{.kind = EventKind::incident, .on = test::date_of("2027-03-30"), .by = "board"};
  late.says = "Known only in May";
  late.at = ledger::parse_second("2027-05-02T00:00:00Z").value();
  record.add(late);
  const Section learned = section_of(report_of(record, "2027-04-01", "2027-06-30"), "learned");
  EXPECT_THAT(learned.rows, ElementsAre(ElementsAre("2027-03-30", "incident", "", "The board",
                                                    "Known only in May", "[13]")));
}

TEST(LedgerQuarter, NamesNoEntryThatIsNotInItsAnnex) {
  const interop::Document report = report_of(first_quarter(), "2027-03-01", "2027-03-31");
  std::set<std::string> anchors;
  std::set<std::string> targets;
  for (const auto* blocks : {&report.body, &report.annex})
    for (const DocBlock& block : *blocks) {
      const auto* table = std::get_if<DocTable>(&block);
      if (table == nullptr) continue;
      for (const interop::DocRow& row : table->rows) {
        if (!row.anchor.empty()) anchors.insert("#" + row.anchor);
        for (const interop::Line& cell : row.cells)
          for (const interop::Phrase& phrase : cell)
            if (phrase.target.starts_with('#')) targets.insert(phrase.target);
      }
    }
  for (const std::string& target : targets) EXPECT_TRUE(anchors.contains(target)) << target;
  EXPECT_TRUE(targets.contains("#e4")) << "of the period before, and named";
  EXPECT_FALSE(anchors.contains("#e1"));
}

TEST(LedgerQuarter, SaysWhatItWasPreparedFrom) {
  const test::Record record = first_quarter();
  const interop::Document report = report_of(record, "2027-01-01", "2027-03-31");
  EXPECT_THAT(report.origin, HasSubstr("the first 12 entries of the ledger crossing"));
  const std::string receipt = ledger::receipt(record.ledger()->head());
  EXPECT_THAT(report.origin, HasSubstr("--receipt " + receipt));
  EXPECT_EQ(report.origin.find(receipt), report.origin.rfind(receipt)) << "said once";
  EXPECT_EQ(report.marking, "TLP:RED");
  EXPECT_EQ(report.subtitle,
            "1 January 2027 to 31 March 2027, as known on 2027-03-21T00:00:00Z. The days after 21 "
            "March 2027 were still to come then: what happened on them is not in it.");
  EXPECT_EQ(report_of(record, "2027-01-01", "2027-03-21").subtitle,
            "1 January 2027 to 21 March 2027, as known on 2027-03-21T00:00:00Z.");
}

TEST(DocumentHtml, PrintsItsMarkingAndPageOnEachPageAndFetchesNothing) {
  const std::string page =
      document_html(report_of(first_quarter(), "2027-01-01", "2027-03-31"), "tandem 1");
  EXPECT_THAT(page, HasSubstr("@top-right{content:\"TLP\\3a RED\"}"));
  EXPECT_THAT(page, HasSubstr("\"Page \" counter(page) \" of \" counter(pages)"));
  EXPECT_THAT(page, HasSubstr("<span class=\"date\">2027-03-01</span>"));
  EXPECT_THAT(page, HasSubstr("<a href=\"#e9\">9</a>"));
  EXPECT_THAT(page, HasSubstr("<span id=\"e9\">9</span>"));
  for (const char* fetched : {"<script", "<link", "src=", "@import", "url("})
    EXPECT_THAT(page, Not(HasSubstr(fetched)));
}

TEST(DocumentHtml, EscapesWhatAUserWrote) {
  interop::Document document;
  document.title = "<b>&";
  document.body.emplace_back(interop::DocParagraph{{{"\"<i>", false, "javascript:alert(1)"}}});
  const std::string page = document_html(document, "tandem");
  EXPECT_THAT(page, HasSubstr("&lt;b&gt;&amp;"));
  EXPECT_THAT(page, Not(HasSubstr("javascript")));
  EXPECT_THAT(page, Not(HasSubstr("<i>")));
}

}  // namespace
}  // namespace tandem::report
