#pragma once

#include "tandem/plan/internal/formulation.h"
#include "tandem/solver/program.h"

namespace tandem::plan::internal {

/// The formulation for a solver: its columns, then one for each term that is not one linear form:
/// the smallest of its gauges.
[[nodiscard]] solver::Program to_program(const Formulation& of);

/// The same with every gauge but the structural ones allowed to miss its limits at a price; the
/// columns after those of the program are the misses, two for each gauge (below, above).
struct Elastic {
  solver::Program program;
  std::size_t first_miss = 0;
};
[[nodiscard]] Elastic to_elastic(const Formulation& of);

/// `values` by the formulation's columns, completed by the program's own.
[[nodiscard]] std::vector<double> complete(const Formulation& of,
                                           const std::vector<double>& values);

}  // namespace tandem::plan::internal
