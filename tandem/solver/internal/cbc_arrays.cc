#include "tandem/solver/internal/cbc_arrays.h"

#include <CoinFinite.hpp>
#include <algorithm>

namespace tandem::solver::internal {

double clamped(double value) { return std::clamp(value, -COIN_DBL_MAX, COIN_DBL_MAX); }

Arrays::Arrays(const Program& program, std::size_t columns) {
  for (const Column& column : program.columns) {
    lower.push_back(clamped(column.lower));
    upper.push_back(clamped(column.upper));
    cost.push_back(-column.objective);
  }
  const std::size_t wide = std::max(columns, program.columns.size());
  for (auto* padded : {&lower, &upper, &cost}) padded->resize(wide);
  std::vector<CoinBigIndex> starts{0};
  std::vector<int> indices;
  std::vector<double> values;
  for (const Row& row : program.rows) {
    row_lower.push_back(clamped(row.lower));
    row_upper.push_back(clamped(row.upper));
    for (const Entry& entry : row.entries) {
      indices.push_back(entry.column);
      values.push_back(entry.value);
    }
    starts.push_back(static_cast<CoinBigIndex>(indices.size()));
  }
  matrix = CoinPackedMatrix(false, static_cast<int>(wide), static_cast<int>(program.rows.size()),
                            static_cast<CoinBigIndex>(indices.size()), values.data(),
                            indices.data(), starts.data(), nullptr);
}

}  // namespace tandem::solver::internal
