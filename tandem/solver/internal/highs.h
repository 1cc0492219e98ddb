#pragma once

#include <memory>

#include "tandem/solver/solver.h"

namespace tandem::solver::internal {

[[nodiscard]] std::unique_ptr<Solver> make_highs();

}  // namespace tandem::solver::internal
