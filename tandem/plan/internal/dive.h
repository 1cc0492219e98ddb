#pragma once

#include <optional>
#include <vector>

#include "tandem/plan/internal/tree.h"

namespace tandem::plan::internal {

/// From a split solution down to a whole one: each round the steps that are nearly started are, up
/// to `share` of those that are split, and the program is solved again; what fails is taken back.
/// @return an assignment of the program's columns, absent where the dive ended in nothing
[[nodiscard]] std::optional<std::vector<double>> dive(const Problem& problem,
                                                      solver::Relaxation& relaxation,
                                                      const Box& box, double share,
                                                      const solver::Limits& limits, int failures);

}  // namespace tandem::plan::internal
