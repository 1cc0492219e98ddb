#pragma once

#include <array>
#include <string_view>

/// The words of an agreement's `day_count`: the loader, the schema and what is said of it read the
/// same lists.
namespace tandem::model {

/// In the order of std::chrono::weekday.
inline constexpr std::array<std::string_view, 7> kWeekdays{"sun", "mon", "tue", "wed",
                                                           "thu", "fri", "sat"};
/// False, true of DayCount::first_day_counts.
inline constexpr std::array<std::string_view, 2> kFirstDays{"excluded", "included"};
/// In the order of DayCount::RestDay.
inline constexpr std::array<std::string_view, 3> kRestDays{"stays", "next", "previous"};

}  // namespace tandem::model
