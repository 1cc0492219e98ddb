#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>

#include "tandem/base/calendar.h"
#include "tandem/model/timetable.h"

/// Cells of the tables of a record.
namespace tandem::report {

/// "2007-04-14"; empty where there is no day.
[[nodiscard]] inline std::string day_cell(const std::optional<model::Day>& day) {
  return day ? format_date(Date{*day}) : "";
}

/// "us; dprk".
template <class Items>
[[nodiscard]] std::string list_cell(const Items& all) {
  return fmt::format("{}", fmt::join(all, "; "));
}

}  // namespace tandem::report
