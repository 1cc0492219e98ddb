#include "tandem/report/ledger_calendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/report/ledger_sample.h"
#include "tests/support/python.h"

namespace tandem::report {
namespace {

using ledger::DisputeStep;
using ledger::EventKind;
using testing::HasSubstr;
using testing::Not;

std::string unfolded(std::string text) {
  for (std::size_t at = 0; (at = text.find("\r\n ", at)) != std::string::npos;) text.erase(at, 3);
  return text;
}

/// The lines of one component; empty where there is none.
std::string component(const LedgerCalendar& calendar, const std::string& name) {
  const std::string text = unfolded(calendar.text);
  const std::size_t at = text.find("UID:crossing." + name + "@tandem\r\n");
  if (at == std::string::npos) return "";
  const std::size_t begin = text.rfind("BEGIN:V", at);
  const std::string kind = text.substr(begin + 6, text.find('\r', begin) - begin - 6);
  return text.substr(begin, text.find("END:" + kind, begin) - begin);
}

TEST(LedgerCalendar, HasWhatIsToComeOnItsDayWithAlarms) {
  const LedgerCalendar made = ledger_calendar(test::Record().state("2027-01-15"), {{14}});
  EXPECT_EQ(made.due, 6U);  // A1, B1, C1, D1, R1, X1; the rule has no day
  EXPECT_EQ(made.late, 0U);
  EXPECT_EQ(made.without_day, 0U);
  const std::string a1 = component(made, "A1");
  EXPECT_THAT(a1, HasSubstr("DTSTART;VALUE=DATE:20270301\r\n"));
  EXPECT_THAT(a1, HasSubstr("SUMMARY:A1 The North: Withdraw the guns\r\n"));
  EXPECT_THAT(a1, HasSubstr("DESCRIPTION:Now: not due\\n"));
  EXPECT_THAT(a1, HasSubstr("Owed to: The South"));
  EXPECT_THAT(a1, HasSubstr("TRIGGER:-P14D"));
  EXPECT_THAT(a1, HasSubstr("SEQUENCE:2\r\n"));
  EXPECT_EQ(component(made, "K1"), "");
}

TEST(LedgerCalendar, LetsWhatIsLateGoOnUntilTheDay) {
  test::Record record;
  record.share(0.5, "2027-02-20", "north", "A1");
  const LedgerCalendar made = ledger_calendar(record.state("2027-03-10"));
  const std::string a1 = component(made, "A1");
  EXPECT_THAT(a1, HasSubstr("SUMMARY:Late: A1 The North: Withdraw the guns\r\n"));
  EXPECT_THAT(a1, HasSubstr("DTSTART;VALUE=DATE:20270301\r\nDTEND;VALUE=DATE:20270311\r\n"));
  EXPECT_THAT(a1, HasSubstr("Now: late\\, 9 days\\; 50 % of it reported\\; claimed (entry 3)"));
  EXPECT_THAT(a1, HasSubstr("May be mended until: 31 March 2027"));
  EXPECT_THAT(a1, Not(HasSubstr("VALARM")));
  const std::string cure = component(made, "A1.cure");
  EXPECT_THAT(cure, HasSubstr("DTSTART;VALUE=DATE:20270331\r\n"));
  EXPECT_THAT(cure, HasSubstr("SUMMARY:Last day to mend A1: Withdraw the guns\r\n"));
  EXPECT_THAT(cure, HasSubstr("BEGIN:VALARM"));
  const LedgerCalendar over = ledger_calendar(record.state("2027-04-01"));
  EXPECT_THAT(component(over, "A1"), HasSubstr("Could be mended until: 31 March 2027"));
  EXPECT_EQ(component(over, "A1.cure"), "") << "its last day is past";
}

TEST(LedgerCalendar, LeavesOutWhatIsDoneOrLeft) {
  test::Record record;
  record.add(EventKind::reported, "2027-02-11", "third", "X1");  // so C1 is due on the 21st
  record.add(EventKind::reported, "2027-02-20", "north", "A1");
  record.add(EventKind::withdrawn, "2027-02-21", "south", "B1");
  record.add(EventKind::suspended, "2027-02-22", "north", "C1");
  const LedgerCalendar made = ledger_calendar(record.state("2027-02-23"));
  EXPECT_EQ(component(made, "A1"), "");
  EXPECT_EQ(component(made, "B1"), "");
  EXPECT_THAT(component(made, "C1"), HasSubstr("SUMMARY:Suspended: C1"));
  EXPECT_THAT(component(made, "C1"),
              HasSubstr("Now: suspended by The North\\; 2 days past its day"));
}

TEST(LedgerCalendar, HasOnlyTheMeetingsThatAreStillToCome) {
  test::Record record;
  record.add(EventKind::reported, "2027-02-01", "keeper", "R1");
  const std::string r1 = component(ledger_calendar(record.state("2027-02-10")), "R1");
  EXPECT_THAT(r1, HasSubstr("DTSTART;VALUE=DATE:20270301\r\n"));
  EXPECT_THAT(r1, HasSubstr("RDATE;VALUE=DATE:20270401,20270501,20270601\r\n"));
}

TEST(LedgerCalendar, PutsTheMeetingsAfterALateOneBesideIt) {
  // Every month from 1 February to 1 June. In RFC 5545 each day of an RDATE takes as long as the
  // event that it stands in, here from 1 February to 10 March.
  test::Record record;
  const LedgerCalendar made = ledger_calendar(record.state("2027-03-10"), {{14}});
  const std::string late = component(made, "R1");
  EXPECT_THAT(late, HasSubstr("DTSTART;VALUE=DATE:20270201\r\nDTEND;VALUE=DATE:20270311\r\n"));
  EXPECT_THAT(late, HasSubstr("SUMMARY:Late: R1 "));
  EXPECT_THAT(late, Not(HasSubstr("RDATE")));
  EXPECT_THAT(late, Not(HasSubstr("VALARM")));
  const std::string next = component(made, "R1.next");
  EXPECT_THAT(next, HasSubstr("DTSTART;VALUE=DATE:20270401\r\n"));
  EXPECT_THAT(next, HasSubstr("RDATE;VALUE=DATE:20270501,20270601\r\n"));
  EXPECT_THAT(next, Not(HasSubstr("DTEND")));
  EXPECT_THAT(next, HasSubstr("SUMMARY:R1 "));
  EXPECT_THAT(next, HasSubstr("TRIGGER:-P14D"));

  const LedgerCalendar on_the_day = ledger_calendar(record.state("2027-03-01"));
  EXPECT_THAT(component(on_the_day, "R1.next"), HasSubstr("DTSTART;VALUE=DATE:20270301\r\n"));
  EXPECT_EQ(component(ledger_calendar(record.state("2027-02-01")), "R1.next"), "") << "not late";
  const LedgerCalendar after = ledger_calendar(record.state("2027-06-02"));
  EXPECT_THAT(component(after, "R1"), HasSubstr("DTEND;VALUE=DATE:20270603\r\n"));
  EXPECT_EQ(component(after, "R1.next"), "") << "none is to come";

  record.add(EventKind::suspended, "2027-03-05", "north", "R1");
  const LedgerCalendar suspended = ledger_calendar(record.state("2027-03-10"));
  EXPECT_THAT(component(suspended, "R1"), HasSubstr("SUMMARY:Suspended: R1 "));
  EXPECT_THAT(component(suspended, "R1.next"), HasSubstr("SUMMARY:Suspended: R1 "));
}

TEST(LedgerCalendar, ShowsTheOldDayBesideTheNew) {
  test::Record record;
  const auto amendment = record.amend("2027-02-01", "north",
                                      test::with(test::crossing_text(), "T0 + 59d", "T0 + 90d"));
  record.answer(EventKind::consented, "2027-02-05", "south", amendment);
  const std::string a1 = component(ledger_calendar(record.state("2027-02-10")), "A1");
  EXPECT_THAT(a1, HasSubstr("DTSTART;VALUE=DATE:20270401\r\n"));
  EXPECT_THAT(a1, HasSubstr("Re-baselined: first due 1 March 2027\\, now 1 April 2027"));
}

TEST(LedgerCalendar, HasTheClocksOfDisputes) {
  test::Record record;
  const auto raised =
      record.dispute(DisputeStep::raised, "2027-03-02", "south", "A1", 0, "2027-03-20");
  const LedgerCalendar made = ledger_calendar(record.state("2027-03-10"), {{3}});
  EXPECT_EQ(made.clocks, 2U);  // and the end of the cure
  const std::string clock = component(made, "dispute-3");
  EXPECT_EQ(raised, 3U);
  EXPECT_THAT(clock, HasSubstr("SUMMARY:Clock of the dispute about A1: Withdraw the guns\r\n"));
  EXPECT_THAT(clock, HasSubstr("DTSTART;VALUE=DATE:20270320\r\n"));
  EXPECT_THAT(clock, HasSubstr("raised by The South on 2 March 2027 (entry 3)"));
  EXPECT_THAT(clock, HasSubstr("TRIGGER:-P3D"));
  const std::string over = component(ledger_calendar(record.state("2027-03-25")), "dispute-3");
  EXPECT_THAT(over, HasSubstr("SUMMARY:Ran out: the clock of the dispute"));
  EXPECT_THAT(over, HasSubstr("DTEND;VALUE=DATE:20270326\r\n"));
  EXPECT_THAT(over, Not(HasSubstr("VALARM")));
}

TEST(LedgerCalendar, ReadsInAnotherProgram) {
  const std::string python = test::python_with("icalendar");
  if (python.empty()) GTEST_SKIP() << "python3-icalendar is not installed";
  test::Record record;
  record.add(EventKind::reported, "2027-02-11", "third", "X1");
  record.dispute(DisputeStep::raised, "2027-03-02", "south", "A1", 0, "2027-03-20");
  const std::string program =
      "import sys, icalendar\n"
      "c = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())\n"
      "for e in c.walk():\n"
      "  if e.name not in ('VEVENT', 'VTODO'): continue\n"
      "  d = e.get('DTSTART'); z = e.get('DTEND'); r = e.get('RDATE')\n"
      "  print(e.name, str(e['UID']), d.dt if d else '-', z.dt if z else '-',\n"
      "        int(e['SEQUENCE']), len(e.walk('VALARM')), len(r.dts) if r else 0)\n";
  EXPECT_EQ(test::printed_by(python, program, ledger_calendar(record.state("2027-03-10")).text),
            "VEVENT crossing.A1@tandem 2027-03-01 2027-03-11 4 0 0\n"
            "VEVENT crossing.A1.cure@tandem 2027-03-31 - 4 2 0\n"
            "VTODO crossing.B1@tandem - - 4 0 0\n"  // the guns have not gone
            "VEVENT crossing.C1@tandem 2027-02-21 2027-03-11 4 0 0\n"
            "VTODO crossing.D1@tandem - - 4 0 0\n"  // nor are there maps
            // A day that is repeated takes as long as the first: the late meeting repeats nothing,
            // and those of April, May and June are an event of one day with alarms.
            "VEVENT crossing.R1@tandem 2027-02-01 2027-03-11 4 0 0\n"
            "VEVENT crossing.R1.next@tandem 2027-04-01 - 4 2 2\n"
            "VEVENT crossing.dispute-4@tandem 2027-03-20 - 4 2 0\n");
}

}  // namespace
}  // namespace tandem::report
