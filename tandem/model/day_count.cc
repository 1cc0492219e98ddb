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

sys_days add_working(sys_days day, int number, const DayCount& count) {
  const int step = number < 0 ? -1 : 1;
  for (int left = std::abs(number); left > 0; --left) day = next_working(day, step, count);
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
  return std::ranges::find(weekend, std::chrono::weekday(day)) == weekend.end() &&
         !std::ranges::binary_search(holidays, Date(day));
}

sys_days add(sys_days day, const Length& length, const DayCount& count) {
  return off_rest(added(day, length, count), count);
}

}  // namespace tandem::model
