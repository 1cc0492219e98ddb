#pragma once

#include <optional>
#include <vector>

#include "tandem/assess/assessment.h"

/// What any roadmap, also one that does not stand, comes to by what its case wants. The search has
/// the same as a linear program; the tests hold the two against each other.
namespace tandem::assess {

/// Of each objective of the case; absent where there is nothing to measure it on (no final goal, no
/// known ideal). Shape [objectives].
[[nodiscard]] std::vector<std::optional<double>> objective_values(const model::Case& of,
                                                                  const model::Roadmap& roadmap,
                                                                  const Assessment& assessment);

/// Their sum by weight.
[[nodiscard]] double weighted_objective(const model::Case& of, const model::Roadmap& roadmap,
                                        const Assessment& assessment);

}  // namespace tandem::assess
