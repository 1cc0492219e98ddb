#pragma once

#include "tandem/model/timetable.h"

namespace tandem::outlook::internal {

/// Whether the text asks for a beginning alone: then that is all there is to carry out.
[[nodiscard]] inline bool start_only(const model::Dates& dates) {
  return dates.start.has_value() && !dates.due.has_value();
}

}  // namespace tandem::outlook::internal
