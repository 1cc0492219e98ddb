#pragma once

#include <CoinPackedMatrix.hpp>
#include <vector>

#include "tandem/solver/program.h"

namespace tandem::solver::internal {

/// A program as CLP takes it: to be minimised, infinity as a large number.
struct Arrays {
  /// @param columns  at least as many; those beyond the program's are fixed at 0
  explicit Arrays(const Program& program, std::size_t columns = 0);

  std::vector<double> lower;
  std::vector<double> upper;
  std::vector<double> cost;
  std::vector<double> row_lower;
  std::vector<double> row_upper;
  CoinPackedMatrix matrix;
};

[[nodiscard]] double clamped(double value);

}  // namespace tandem::solver::internal
