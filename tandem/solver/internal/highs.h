#pragma once

#include <memory>

#include "tandem/solver/relaxation.h"
#include "tandem/solver/solver.h"

namespace tandem::solver::internal {

[[nodiscard]] std::unique_ptr<Solver> make_highs();
[[nodiscard]] std::unique_ptr<Relaxation> make_highs_relaxation(const Program& program);

}  // namespace tandem::solver::internal
