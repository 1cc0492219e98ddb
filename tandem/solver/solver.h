#pragma once

#include <memory>
#include <string_view>

#include "tandem/solver/program.h"

namespace tandem::solver {

/// The one door to a MILP library. Calls are independent of each other and repeatable: the same
/// program and limits give the same answer unless the wall clock ends the work.
class Solver {
 public:
  virtual ~Solver() = default;
  [[nodiscard]] virtual std::string_view name() const = 0;
  /// Ignores that columns are integer.
  [[nodiscard]] virtual Solution relax(const Program& program, const Limits& limits) = 0;
  /// @param start  a solution to begin from, shape [columns] or empty
  [[nodiscard]] virtual Solution solve(const Program& program, const std::vector<double>& start,
                                       const Limits& limits) = 0;
};

/// HiGHS where it was found when tandem was built, else CBC.
[[nodiscard]] std::unique_ptr<Solver> make_solver();

}  // namespace tandem::solver
