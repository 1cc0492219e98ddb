#pragma once

#include <memory>

#include "tandem/solver/relaxation.h"

namespace tandem::solver::internal {

[[nodiscard]] std::unique_ptr<Relaxation> make_clp(const Program& program);

}  // namespace tandem::solver::internal
