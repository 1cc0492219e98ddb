#pragma once

#include "tandem/solver/program.h"

namespace tandem::solver::internal {

/// A program without its fixed columns and without the rows that hold whatever the others do: what
/// is left to decide. A plan fixes most columns when it searches a neighbourhood.
class Shrunk {
 public:
  explicit Shrunk(const Program& whole);

  [[nodiscard]] const Program& program() const { return left_; }
  /// Objective of the fixed columns.
  [[nodiscard]] double constant() const { return constant_; }
  /// @param values  shape [columns of the whole program]
  [[nodiscard]] std::vector<double> shrink(const std::vector<double>& values) const;
  /// @param values  shape [columns left]
  [[nodiscard]] std::vector<double> restore(const std::vector<double>& values) const;

 private:
  void keep_columns(const Program& whole);
  void keep_rows(const Program& whole);

  Program left_;
  std::vector<int> place_;      // in left_; -1 where fixed; shape [columns of the whole program]
  std::vector<double> values_;  // of the fixed columns; same shape
  double constant_ = 0;
};

}  // namespace tandem::solver::internal
