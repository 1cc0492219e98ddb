#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tandem {

using Date = std::chrono::year_month_day;

/// Reads an ISO date, "2027-01-31"; nothing else, and only dates that exist.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// "2027-01-31".
[[nodiscard]] std::string format_date(Date date);

/// "31 January 2027".
[[nodiscard]] std::string format_date_long(Date date);

/// The same day `months` later (or earlier), clipped to the end of a shorter month.
[[nodiscard]] Date add_months(Date date, int months);

/// Smallest n such that add_months(from, n) is on or after `to`; negative where `to` is earlier.
[[nodiscard]] int months_until(Date from, Date to);

}  // namespace tandem
