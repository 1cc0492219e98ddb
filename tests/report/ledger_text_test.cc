#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "tandem/outlook/early_warning.h"
#include "tandem/report/ledger_report.h"
#include "tandem/report/ledger_sheet.h"
#include "tandem/report/outlook_report.h"
#include "tests/report/ledger_sample.h"

namespace tandem::report {
namespace {

using ledger::EventKind;
using ledger::Finding;
using testing::HasSubstr;
using testing::Not;

/// As one line, without its breaks.
std::string unwrapped(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const char seen = c == '\n' ? ' ' : c;
    if (seen != ' ' || !line.ends_with(' ')) line += seen;
  }
  return line;
}

std::string status_of(const test::Record& record, std::string_view on) {
  return unwrapped(ledger_status_text(record.state(on), 30));
}

/// The line of an obligation in the table at the end.
std::string board_line(const test::Record& record, std::string_view on, const std::string& id) {
  const std::string text = ledger_status_text(record.state(on), 30);
  const std::size_t at = text.find("\n  " + id + " ", text.find("\nObligations"));
  return text.substr(at + 1, text.find('\n', at + 1) - at - 1);
}

/// Half of the guns are gone and South denies it; the toll is paid; a gun is seen at the crossing.
test::Record early_days() {
  test::Record record;
  const auto half = record.share(0.5, "2027-01-10", "north", "A1");
  record.add(EventKind::reported, "2027-01-11", "third", "X1");
  record.answer(EventKind::contested, "2027-01-12", "south", half);
  record.finding(Finding::not_met, "2027-01-13", "board", "K1");
  return record;
}

TEST(LedgerText, CountsEachObligationOnceOnEachAxis) {
  // Of seven X1 is done and A1 begun; both are reported, and K1 is not.
  EXPECT_THAT(status_of(early_days(), "2027-01-15"),
              HasSubstr("7 obligations: 1 done, 0 late, 1 started, 5 not due. Of 2 reported as "
                        "done, wholly or in part, 1 only claimed and 1 contested. Of what is not "
                        "reported, 1 found not to be met. "));
}

TEST(LedgerJson, HasTheCountsOfTheText) {
  const auto counts = ledger_status_json(early_days().state("2027-01-15"), 30)["counts"];
  EXPECT_EQ(counts["obligations"], 7);
  std::size_t all = 0;
  for (const std::string_view one : ledger::kReported)
    all += counts[std::string(one)].get<std::size_t>();
  EXPECT_EQ(all, 7U);
  EXPECT_EQ(counts["started"], 1);
  EXPECT_EQ(counts["not_due"], 5);
  EXPECT_EQ(counts["reported"], 2);
  EXPECT_EQ(counts["claimed"], 1);
  EXPECT_EQ(counts["contested"], 1);
  EXPECT_EQ(counts["not_met"], 0);
  EXPECT_EQ(counts["not_reported"]["not_met"], 1);
  EXPECT_EQ(counts["taken_out"], 0);
}

TEST(LedgerText, SaysWhenATextWasReplaced) {
  test::Record record;
  const auto amendment = record.amend("2027-02-01", "north",
                                      test::with(test::crossing_text(), "T0 + 59d", "T0 + 90d"));
  record.answer(EventKind::consented, "2027-02-05", "south", amendment);
  EXPECT_THAT(status_of(record, "2027-02-10"),
              HasSubstr("entry 2, by keeper on 2027-01-01: in force from 2027-01-01, replaced on "
                        "2027-02-05 entry 3, by north on 2027-02-01: in force since 2027-02-05;"));
  EXPECT_THAT(status_of(record, "2027-02-03"), HasSubstr("not yet in force: from 2027-02-05"));
  const auto texts = ledger_status_json(record.state("2027-02-10"), 30)["texts"];
  EXPECT_EQ(texts[0]["replaced"], "2027-02-05");
  EXPECT_TRUE(texts[1]["replaced"].is_null());
  // A1, and B1 that is counted from it.
  EXPECT_EQ(ledger_status_json(record.state("2027-02-10"), 30)["counts"]["moved"], 2);
}

TEST(LedgerText, SaysThatTheTimeToMendIsOver) {
  const test::Record record;  // A1, of 1 March, may be mended within 30 days
  EXPECT_THAT(status_of(record, "2027-03-31"), HasSubstr("may be mended until 2027-03-31"));
  const std::string later = status_of(record, "2027-04-01");
  EXPECT_THAT(later, HasSubstr("could be mended until 2027-03-31"));
  EXPECT_THAT(later, Not(HasSubstr("may be mended")));
}

TEST(LedgerText, SaysWhatTookAnObligationOut) {
  test::Record record;
  const auto amendment =
      record.amend("2027-01-10", "north",
                   test::with(test::crossing_text(),
                              "  D1:\n    title: Print the maps\n    actors: [south]\n"
                              "    trigger: by C1 + 5d\n",
                              ""));
  EXPECT_EQ(amendment, 3U);
  record.answer(EventKind::consented, "2027-01-11", "south", amendment);
  EXPECT_THAT(status_of(record, "2027-01-15"),
              HasSubstr("6 obligations: 0 done, 0 late, 6 not due. 1 more was taken out by an "
                        "amendment."));
  const std::string line = board_line(record, "2027-01-15", "D1");
  EXPECT_THAT(line, HasSubstr("taken out by entry 3"));
  EXPECT_THAT(line, Not(HasSubstr("first")));
  const auto json = ledger_status_json(record.state("2027-01-15"), 30);
  EXPECT_EQ(json["obligations"][6]["rebaselined"], false);
  EXPECT_EQ(json["obligations"][6]["removed_by"], 3);
  EXPECT_EQ(json["counts"]["taken_out"], 1);
  EXPECT_THAT(ledger_status_csv(record.state("2027-01-15")), HasSubstr(",no,3,0,"));
}

TEST(LedgerText, SaysHowOftenWhatIsRepeatedWasReported) {
  test::Record record;
  record.add(EventKind::reported, "2027-02-01", "keeper", "R1");
  const std::string late = board_line(record, "2027-03-10", "R1");
  EXPECT_THAT(late, HasSubstr("late, reported once"));
  EXPECT_THAT(late, Not(HasSubstr("2027-02-01")));
  EXPECT_THAT(status_of(record, "2027-03-10"),
              HasSubstr("was due 2027-03-01, 9 days ago; reported once "));
  record.add(EventKind::reported, "2027-03-01", "keeper", "R1");
  EXPECT_THAT(board_line(record, "2027-03-10", "R1"), HasSubstr("done, reported 2 times"));
}

TEST(LedgerText, CallsPartiesByTheirNames) {
  test::Record record = early_days();
  record.add(EventKind::suspended, "2027-01-14", "south", "B1");
  const std::string text = status_of(record, "2027-01-15");
  EXPECT_THAT(text, HasSubstr("contested by The South (entry 5)"));
  EXPECT_THAT(text, HasSubstr("suspended by The South"));
}

TEST(OutlookText, SaysWhatItLookedAtWhereNothingStandsOut) {
  const auto quiet = [](const test::Record& record, std::string_view on) {
    const ledger::State state = record.state(on);
    const auto warning = outlook::early_warning(state, nullptr);
    const std::string text = outlook_text({.state = state, .warning = *warning});
    return unwrapped(text.substr(0, text.find("Against its own plan")));
  };
  EXPECT_THAT(quiet(test::Record(), "2027-01-15"),
              HasSubstr("Nothing stands out: nothing is late, no fewer things are done"));
  // The board should have met on 1 February, and the toll been paid on 11.
  const std::string late = quiet(test::Record(), "2027-02-13");
  EXPECT_THAT(late, HasSubstr("X1 by 2 days"));
  EXPECT_THAT(late, HasSubstr("R1 by 12 days"));
  EXPECT_THAT(late, HasSubstr("2 obligations are late: "));
  EXPECT_THAT(late, Not(HasSubstr("Nothing stands out")));
}

}  // namespace
}  // namespace tandem::report
