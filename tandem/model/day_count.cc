#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "tandem/model/trigger.h"

namespace tandem::model {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// Whether the count has any day of work: else every day is one.
bool ever_works(const DayCount& count) { return count.weekend.size() < 7; }

/// The nearest day of work after `day`, or before it.
sys_days next_working(sys_days day, int step, const DayCount& count) {
  do day += days{step};
  while (ever_works(count) && !count.works_on(day));
  return day;
}

bool at_weekend(sys_days day, const DayCount& count) {
  return std::ranges::find(count.weekend, std::chrono::weekday(day)) != count.weekend.end();
}

/// Holidays after `from`, up to and with `to`, that are no weekend.
int holidays_between(sys_days from, sys_days to, const DayCount& count) {
  const auto begin = std::ranges::upper_bound(count.holidays, Date(from));
  const auto end = std::ranges::upper_bound(count.holidays, Date(to));
  return static_cast<int>(
      std::count_if(begin, end, [&](Date one) { return !at_weekend(one, count); }));
}

int days_of_a_week(const DayCount& count) {
  int number = 0;
  for (unsigned day = 0; day < 7; ++day)
    if (std::ranges::find(count.weekend, std::chrono::weekday(day)) == count.weekend.end())
      ++number;
  return number;
}

/// In whole weeks as far as they reach, with as many days more as there were holidays in them. The
/// last is found day by day: it must be a day of work.
sys_days add_working(sys_days day, int number, const DayCount& count) {
  constexpr days kOne{1};
  const int step = number < 0 ? -1 : 1;
  const int a_week = ever_works(count) ? days_of_a_week(count) : 7;
  int left = std::abs(number);
  while (left > a_week) {
    const int weeks = (left - 1) / a_week;
    const sys_days to = day + days{7 * weeks * step};
    left -= weeks * a_week;
    if (ever_works(count))
      left += step > 0 ? holidays_between(day, to, count)
                       : holidays_between(to - kOne, day - kOne, count);
    day = to;
  }
  for (; left > 0; --left) day = next_working(day, step, count);
  return day;
}

/// Counted from the anchor's own day where the agreement counts it: a day less either way.
int counted(int number, const DayCount& count) {
  if (!count.first_day_counts || number == 0) return number;
  return number < 0 ? number + 1 : number - 1;
}

sys_days off_rest(sys_days day, const DayCount& count) {
  using RestDay = DayCount::RestDay;
  if (count.on_rest_day == RestDay::stays || !ever_works(count) || count.works_on(day)) return day;
  return next_working(day, count.on_rest_day == RestDay::next ? 1 : -1, count);
}

sys_days added(sys_days day, const Length& length, const DayCount& count) {
  switch (length.unit) {
    case LengthUnit::days:
      return day + days{counted(length.count, count)};
    case LengthUnit::working_days:
      return add_working(day, counted(length.count, count), count);
    case LengthUnit::weeks:
      return day + days{counted(7 * length.count, count)};
    case LengthUnit::months:
      return sys_days(add_months(day, length.count));
    case LengthUnit::years:
      return sys_days(add_months(day, 12 * length.count));
  }
  return day;
}

}  // namespace

bool DayCount::works_on(sys_days day) const {
  return !at_weekend(day, *this) && !std::ranges::binary_search(holidays, Date(day));
}

sys_days add(sys_days day, const Length& length, const DayCount& count) {
  return off_rest(added(day, length, count), count);
}

}  // namespace tandem::model
