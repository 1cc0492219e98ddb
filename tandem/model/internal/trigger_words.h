#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "tandem/model/trigger.h"

/// The words of the trigger language: the parser and the printer read the same lists.
namespace tandem::model::internal {

struct TimingWord {
  std::string_view word;
  Timing timing;
};

/// Timings that are a word and one moment.
inline constexpr std::array<TimingWord, 6> kMomentTimings{{{"by", Timing::by},
                                                           {"at", Timing::at},
                                                           {"on", Timing::at},
                                                           {"upon", Timing::upon},
                                                           {"from", Timing::from},
                                                           {"after", Timing::after}}};

/// Words instead of a day that need no quotes.
inline constexpr std::array<std::string_view, 3> kVagueWords{"promptly", "immediately", "soon"};

inline constexpr std::array<std::string_view, 4> kAspects{"", "started", "done", "verified"};

struct UnitWord {
  std::string_view short_form;
  std::string_view singular;
  std::string_view plural;
};
/// In the order of LengthUnit.
inline constexpr std::array<UnitWord, 5> kUnits{{{"d", "day", "days"},
                                                 {"wd", "working day", "working days"},
                                                 {"w", "week", "weeks"},
                                                 {"m", "month", "months"},
                                                 {"y", "year", "years"}}};

/// The unit that "d", "day" or "days" names.
[[nodiscard]] std::optional<LengthUnit> unit_of(std::string_view word);

/// Words that mean something in a trigger and cannot be ids.
inline constexpr std::array<std::string_view, 30> kReserved{
    "by",       "at",       "on",        "upon",     "with",        "from",   "after",  "start",
    "done",     "started",  "verified",  "between",  "and",         "window", "every",  "until",
    "in",       "standing", "undated",   "said",     "seek",        "unless", "within", "of",
    "earliest", "latest",   "effective", "promptly", "immediately", "soon"};

}  // namespace tandem::model::internal
