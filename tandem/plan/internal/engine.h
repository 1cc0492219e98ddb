#pragma once

#include <chrono>
#include <optional>

#include "tandem/plan/internal/formulation.h"
#include "tandem/plan/plan.h"
#include "tandem/solver/solver.h"

namespace tandem::plan::internal {

/// One clock, one stop button and one account for all the work behind one question.
class Account {
 public:
  explicit Account(const Options& options);

  [[nodiscard]] double seconds() const;
  /// Seconds left of the limit; large where there is none.
  [[nodiscard]] double seconds_left() const;
  /// Whether the user or the clock ends the work; says which in the statistics.
  [[nodiscard]] bool over();
  void tell(const std::string& stage, std::optional<double> objective,
            std::optional<double> bound) const;
  /// Limits for one call of the solver that also end with this account.
  [[nodiscard]] solver::Limits limits(std::int64_t nodes) const;

  Statistics statistics;

 private:
  const Options& options_;
  std::chrono::steady_clock::time_point begin_;
};

struct Outcome {
  Status status = Status::unknown;
  std::vector<double> values;  ///< of the formulation's columns; empty where none was found
  double objective = 0;
  double bound = 0;
  std::vector<double> nearest;  ///< the assignment that breaks least, where none was found
};

/// How much work to spend. The defaults suit a case of 100 measures.
struct Effort {
  int search_steps = 1500;
  int restarts = 2;
  int neighbourhoods = 24;
  std::int64_t neighbourhood_nodes = 150;
  std::int64_t proof_nodes = 2000;
};

/// Best assignment of a formulation: relaxation, local search, large neighbourhoods solved by the
/// solver, then a proof. @param start  an assignment to begin from, or empty
[[nodiscard]] Outcome optimise(const Formulation& of, const std::vector<double>& start,
                               const Effort& effort, const Options& options, solver::Solver& solver,
                               Account& account);

/// The limits that a formulation without an answer would have to miss, the largest first: those of
/// the relaxation that misses least in all, else those that `nearest` breaks.
[[nodiscard]] std::vector<Obstacle> obstacles(const model::Case& of, const Formulation& formulation,
                                              const std::vector<double>& nearest,
                                              solver::Solver& solver, const Account& account);

}  // namespace tandem::plan::internal
