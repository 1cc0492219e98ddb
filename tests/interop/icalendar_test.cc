#include "tandem/interop/icalendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/interop/sample.h"

namespace tandem::interop {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string unfolded(std::string text) {
  for (std::size_t at = 0; (at = text.find("\r\n ", at)) != std::string::npos;) text.erase(at, 3);
  return text;
}

/// The lines of one component, by the id of its obligation.
std::string component(const Calendar& calendar, const std::string& id) {
  const std::string text = unfolded(calendar.text);
  const std::size_t at = text.find("UID:two-bridges." + id + "@tandem");
  if (at == std::string::npos) return "";
  const std::size_t begin = text.rfind("BEGIN:V", at);
  const std::string kind = text.substr(begin + 6, text.find('\r', begin) - begin - 6);
  return text.substr(begin, text.find("END:" + kind, begin) - begin);
}

TEST(Calendar, HasAnEventForEachDayATaskForEachWithoutAndCountsTheRest) {
  const auto sample = test::two_bridges();
  const Calendar made = calendar(sample.view());
  EXPECT_EQ(made.events, 6U);    // A1, B1, M1, R1, X1, Y1
  EXPECT_EQ(made.todos, 1U);     // U1
  EXPECT_EQ(made.standing, 1U);  // K1
  EXPECT_THAT(made.text, HasSubstr("1 obligation is not in this calendar"));
}

TEST(Calendar, PutsAnObligationOnTheDayItIsDue) {
  const auto sample = test::two_bridges();
  const std::string a1 = component(calendar(sample.view()), "A1");
  EXPECT_THAT(a1, HasSubstr("DTSTART;VALUE=DATE:20260430\r\n"));
  EXPECT_THAT(a1, HasSubstr("DTSTAMP:20260301T000000Z\r\n"));
  EXPECT_THAT(a1, HasSubstr("SUMMARY:A1 The North: Withdraw the guns from the east bank\r\n"));
  EXPECT_THAT(a1, HasSubstr("CATEGORIES:action,The North\r\n"));
  EXPECT_THAT(a1, HasSubstr("Begins: 1 March 2026"));
  EXPECT_THAT(a1, HasSubstr("Source: Text of the agreement\\, read"));
  EXPECT_THAT(a1, HasSubstr("URL:https://example.org/text\r\n"));
}

TEST(Calendar, RepeatsOnDaysOfItsOwnWhereMonthsAreClipped) {
  const auto sample = test::two_bridges();
  const std::string r1 = component(calendar(sample.view()), "R1");
  EXPECT_THAT(r1, HasSubstr("DTSTART;VALUE=DATE:20260131\r\n"));
  EXPECT_THAT(r1, HasSubstr("RDATE;VALUE=DATE:20260228,20260331,20260430\r\n"));
}

TEST(Calendar, RepeatsOnTheDaysOfTheTextThoughItBeganOnAnother) {
  const auto sample = test::two_bridges_and(
      "  E1:\n    title: Report\n    actors: [north]\n"
      "    trigger: every 1m from 2026-04-01 until 2026-07-01\n    started: 2026-04-20\n");
  const std::string e1 = component(calendar(sample.view()), "E1");
  EXPECT_THAT(e1, HasSubstr("DTSTART;VALUE=DATE:20260401\r\n"));
  EXPECT_THAT(e1, HasSubstr("RDATE;VALUE=DATE:20260501,20260601,20260701\r\n"));
}

TEST(Calendar, SaysThatWhatGoesOnForEverIsNotAllInIt) {
  const auto sample = test::two_bridges_and(
      "  E1:\n    title: Report\n    actors: [north]\n    trigger: every 1w from 2026-04-01\n");
  const Calendar made = calendar(sample.view());
  EXPECT_THAT(component(made, "E1"),
              HasSubstr("\\nRepeats: the first 1000 days are in this calendar"));
  EXPECT_THAT(component(made, "R1"), Not(HasSubstr("Repeats:")));
}

TEST(Calendar, IsStampedWithNoDayThatIsNotShown) {
  const auto sample = test::bridges_of(test::secret_guarantee_text());
  EXPECT_THAT(calendar(sample.view()).text, HasSubstr("DTSTAMP:20260201T000000Z\r\n"));
  const std::string green = calendar(sample.view(model::Tlp::green)).text;
  EXPECT_THAT(green, HasSubstr("DTSTAMP:20260501T000000Z\r\n"));
  EXPECT_THAT(green, Not(HasSubstr("20260201")));
}

TEST(Calendar, MarksByTheLabel) {
  const auto sample = test::two_bridges();
  const Calendar made = calendar(sample.view());
  EXPECT_THAT(component(made, "A1"), HasSubstr("CLASS:PUBLIC"));
  EXPECT_THAT(component(made, "M1"), HasSubstr("CLASS:PUBLIC"));
  EXPECT_THAT(component(made, "U1"), HasSubstr("CLASS:CONFIDENTIAL"));
  EXPECT_THAT(component(made, "X1"), HasSubstr("CLASS:PRIVATE"));
  EXPECT_THAT(component(made, "X1"), HasSubstr("TLP:RED\\, compartment ferry"));
}

TEST(Calendar, NamesWhatIsWaitedFor) {
  const auto sample = test::two_bridges();
  const std::string y1 = component(calendar(sample.view()), "Y1");
  EXPECT_THAT(y1, HasSubstr("RELATED-TO;RELTYPE=DEPENDS-ON:two-bridges.X1@tandem\r\n"));
  EXPECT_THAT(y1, HasSubstr("RELATED-TO;RELTYPE=DEPENDS-ON:two-bridges.A1@tandem\r\n"));
}

TEST(Calendar, RemindsOnTheDaysAskedForUnlessItIsDone) {
  const auto sample = test::two_bridges_and(
      "  D1:\n    title: Sign\n    actors: [north]\n    trigger: by 2026-03-05\n"
      "    done: 2026-03-07\n");
  const Calendar made = calendar(sample.view(), {{14}});
  EXPECT_THAT(component(made, "A1"), HasSubstr("TRIGGER:-P14D"));
  EXPECT_THAT(component(made, "A1"), Not(HasSubstr("P30D")));
  EXPECT_THAT(component(made, "D1"), Not(HasSubstr("VALARM")));
  EXPECT_THAT(component(made, "D1"), HasSubstr("done on 7 March 2026\\, 2 days late"));
  EXPECT_THAT(calendar(sample.view(), {{}}).text, Not(HasSubstr("VALARM")));
}

TEST(Calendar, LeavesOutWhatIsAboveTheLabelAndSaysSo) {
  const auto sample = test::two_bridges();
  const Calendar made = calendar(sample.view(model::Tlp::green));
  const std::string text = unfolded(made.text);
  EXPECT_EQ(made.events + made.todos + made.standing, 6U);
  EXPECT_THAT(text, HasSubstr("2 obligations above TLP:GREEN are left out."));
  for (const char* hidden : {"X1", "ferryman", "U1", "commissioner", "sealed"})
    EXPECT_THAT(text, Not(HasSubstr(hidden)));
}

TEST(Calendar, ReadsInAnotherProgram) {
  const std::string python = test::python_with("icalendar");
  if (python.empty()) GTEST_SKIP() << "python3-icalendar is not installed";
  const auto sample = test::two_bridges();
  const std::string program =
      "import sys, icalendar\n"
      "c = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())\n"
      "for e in c.walk():\n"
      "  if e.name not in ('VEVENT', 'VTODO'): continue\n"
      "  d = e.get('DTSTART'); r = e.get('RDATE')\n"
      "  alarms = len(e.walk('VALARM'))\n"
      "  print(e.name, str(e['UID']), d.dt.isoformat() if d else '-', str(e['CLASS']), alarms,\n"
      "        len(r.dts) if r else 0)\n";
  EXPECT_EQ(test::printed_by(python, program, calendar(sample.view()).text),
            "VEVENT two-bridges.A1@tandem 2026-04-30 PUBLIC 2 0\n"
            "VEVENT two-bridges.B1@tandem 2026-04-30 PUBLIC 2 0\n"
            "VEVENT two-bridges.M1@tandem 2026-05-30 PUBLIC 2 0\n"
            "VEVENT two-bridges.R1@tandem 2026-01-31 PUBLIC 2 3\n"
            "VTODO two-bridges.U1@tandem - CONFIDENTIAL 0 0\n"
            "VEVENT two-bridges.X1@tandem 2026-06-11 PRIVATE 2 0\n"
            "VEVENT two-bridges.Y1@tandem 2026-06-11 PUBLIC 2 0\n");
}

}  // namespace
}  // namespace tandem::interop
