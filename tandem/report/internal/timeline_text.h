#pragma once

#include <string>

#include "tandem/report/timetable_report.h"

namespace tandem::report {

/// A row of signs for every phase, or every actor, against time; empty where nothing has a day.
[[nodiscard]] std::string timeline_text(const Schedule& schedule);

}  // namespace tandem::report
