#pragma once

#include <string>
#include <vector>

#include "tandem/model/case.h"

namespace tandem::model::internal {

/// Why a measure can start in no phase of the grid, by its actors, its dates and the time that what
/// it waits for takes; empty where it can. Boundaries are not asked. Shape [measures].
[[nodiscard]] std::vector<std::string> why_never(const Case& valid);

}  // namespace tandem::model::internal
