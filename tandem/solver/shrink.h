#pragma once

#include <span>

#include "tandem/solver/program.h"

namespace tandem::solver {

/// A program without its fixed columns and without the rows that hold whatever the others do: what
/// is left to decide. A plan fixes most columns when it searches a neighbourhood.
class Shrunk {
 public:
  explicit Shrunk(const Program& whole);

  [[nodiscard]] const Program& program() const { return left_; }
  /// Objective of the fixed columns.
  [[nodiscard]] double constant() const { return constant_; }
  /// Where a column or row of the whole program is in the program; -1 where it is gone.
  [[nodiscard]] int column(int whole) const { return place_[static_cast<std::size_t>(whole)]; }
  [[nodiscard]] int row(int whole) const { return row_place_[static_cast<std::size_t>(whole)]; }
  /// @param values  shape [columns of the whole program]
  [[nodiscard]] std::vector<double> shrink(const std::vector<double>& values) const;
  /// @param values  shape [columns left]
  [[nodiscard]] std::vector<double> restore(std::span<const double> values) const;

 private:
  void keep_columns(const Program& whole);
  void keep_rows(const Program& whole);

  Program left_;
  std::vector<int> place_;      // in left_; -1 where fixed; shape [columns of the whole program]
  std::vector<int> row_place_;  // in left_; -1 where it always holds; shape [rows of the whole]
  std::vector<double> values_;  // of the fixed columns; same shape as place_
  double constant_ = 0;
};

}  // namespace tandem::solver
