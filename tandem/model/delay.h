#pragma once

#include <string>
#include <string_view>

#include "tandem/model/timetable.h"

namespace tandem::model {

/// Reads what happens later than the text has it: "S17=120d", "started(S08)=2w", "T0=1m". Months,
/// years and days of work are counted from its expected day in `without`.
/// Errors: invalid_input, with what was probably meant.
[[nodiscard]] Result<Delay> read_delay(const Agreement& of, const Timetable& without,
                                       std::string_view text);

/// The expected day of what a moment may name, absent where it has none. Aspect::unsaid: the one
/// day of the obligation, be that of its beginning; `done`, too, where its end has none.
[[nodiscard]] std::optional<Day> expected_day(const Agreement& of, const Timetable& dates,
                                              const Target& target);

}  // namespace tandem::model
