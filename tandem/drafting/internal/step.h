#pragma once

#include <optional>

#include "tandem/model/agreement.h"
#include "tandem/model/case.h"
#include "tandem/model/roadmap.h"
#include "tandem/model/timetable.h"

namespace tandem::drafting::internal {

/// A day, and whether the work begins or is done on it.
struct Anchor {
  model::Day day;
  bool begins = false;
};

/// Written, or recorded where nothing is written.
[[nodiscard]] std::optional<Anchor> anchor(const model::Dates& dates);

/// Whole months from the one day to the other; negative where it is earlier.
[[nodiscard]] int months_between(model::Day from, model::Day to);
/// The tranche of `measure` that an obligation with that day is; absent outside the phases.
[[nodiscard]] std::optional<model::Increment> step_of(const model::Case& of, MeasureId measure,
                                                      double share, const Anchor& day);

}  // namespace tandem::drafting::internal
