#include "tandem/base/calendar.h"

#include <gtest/gtest.h>

namespace tandem {
namespace {

Date date(int year, unsigned month, unsigned day) {
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
}

TEST(ParseDate, ReadsOnlyIsoDatesThatExist) {
  EXPECT_EQ(parse_date("2027-01-31"), date(2027, 1, 31));
  EXPECT_EQ(parse_date("2028-02-29"), date(2028, 2, 29));
  for (const char* wrong : {"2027-02-29", "2027-13-01", "2027-00-10", "27-01-01", "2027/01/01",
                            "2027-1-1", "2027-01-01 ", "", "tomorrow", "-027-01-01"})
    EXPECT_EQ(parse_date(wrong), std::nullopt) << wrong;
}

TEST(FormatDate, IsReadBack) {
  for (const Date d : {date(2027, 1, 1), date(1953, 7, 27), date(2100, 12, 31)})
    EXPECT_EQ(parse_date(format_date(d)), d);
  EXPECT_EQ(format_date_long(date(1953, 7, 27)), "27 July 1953");
}

TEST(AddMonths, KeepsTheDayOrEndsWithTheMonth) {
  EXPECT_EQ(add_months(date(2027, 1, 31), 1), date(2027, 2, 28));
  EXPECT_EQ(add_months(date(2027, 1, 31), 13), date(2028, 2, 29));
  EXPECT_EQ(add_months(date(2027, 1, 15), -2), date(2026, 11, 15));
}

TEST(MonthsUntil, IsTheSmallestNumberOfMonthsThatReachesTheDate) {
  const Date from = date(2027, 1, 31);
  for (int offset = -800; offset <= 800; offset += 7) {
    const Date to = std::chrono::sys_days{from} + std::chrono::days{offset};
    const int months = months_until(from, to);
    EXPECT_GE(add_months(from, months), to) << offset;
    EXPECT_LT(add_months(from, months - 1), to) << offset;
  }
}

}  // namespace
}  // namespace tandem
