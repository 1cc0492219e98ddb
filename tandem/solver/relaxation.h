#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "tandem/solver/program.h"

namespace tandem::solver {

/// Which columns and rows are at a limit: a place to go on from. Opaque; shape [columns + rows].
using Basis = std::vector<unsigned char>;

/// One program whose whole columns may be split, kept ready: after a change of limits or new rows
/// it is solved again from where it was. The same calls give the same answers. Not for two threads
/// at once; a clone is.
class Relaxation {
 public:
  virtual ~Relaxation() = default;
  [[nodiscard]] virtual std::unique_ptr<Relaxation> clone() const = 0;

  virtual void set_column(int column, double lower, double upper) = 0;
  virtual void set_row(int row, double lower, double upper) = 0;
  /// The new rows come after all others.
  virtual void add(const std::vector<Row>& rows) = 0;

  /// `feasible` where a limit ended it: objective() is then no more than a guess, and values() are
  /// none. `unknown` where it could not be solved. Of the limits, wall, stop and cutoff count: what
  /// is not better than the cutoff is infeasible.
  /// @param iterations  at most as many steps from basis to basis
  virtual Status solve(const Limits& limits, int iterations) = 0;

  /// Of the last solve() that was optimal.
  [[nodiscard]] virtual double objective() const = 0;
  [[nodiscard]] virtual const double* values() const = 0;  ///< shape [columns]
  /// What one more of each column would add to the objective; shape [columns].
  [[nodiscard]] virtual std::vector<double> reduced_costs() const = 0;

  [[nodiscard]] virtual Basis basis() const = 0;
  /// Rows that the basis does not know of start inside their limits.
  virtual void set_basis(const Basis& basis) = 0;
};

[[nodiscard]] std::unique_ptr<Relaxation> make_relaxation(const Program& program);
/// Of the library that solves it.
[[nodiscard]] std::string_view relaxation_name();

}  // namespace tandem::solver
