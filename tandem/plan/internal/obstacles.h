#pragma once

#include "tandem/plan/internal/engine.h"
#include "tandem/solver/solver.h"

namespace tandem::plan::internal {

/// What stands in the way of a formulation without an answer: the limits that the relaxation that
/// misses least would miss, and the starts that it would make although a boundary or a date rules
/// them out; where no such bending helps, the rules of structure that contradict each other; else
/// what `nearest` breaks, if it is not empty. Nothing where time or a signal ended the work.
[[nodiscard]] std::vector<Obstacle> explain(const model::Case& of, const value::Economics& worth,
                                            const Demands& demands, const Formulation& formulation,
                                            const std::vector<double>& nearest,
                                            solver::Solver& solver, const Account& account);

/// The sentence of an obstacle: what would be wrong, and by how much if that is not `short_by`.
/// @param is  what the gauge comes to
[[nodiscard]] std::string obstacle_text(const model::Case& of, const Gauge& gauge, double is);

}  // namespace tandem::plan::internal
