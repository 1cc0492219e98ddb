#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

#include "tandem/plan/internal/formulation.h"
#include "tandem/plan/plan.h"
#include "tandem/solver/program.h"

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
  /// For a part of the work that goes on beside others: the same clock, no statistics yet.
  [[nodiscard]] Account for_part(const Options& options) const;
  /// Takes in the work of a part; what a part found first is not a first roadmap.
  void add(const Account& part);
  /// Limits for one call of the solver that also end with this account.
  [[nodiscard]] solver::Limits limits() const;

  Statistics statistics;
  /// Called with each better assignment.
  std::function<void(const std::vector<double>& values, double objective)> found = {};

 private:
  const Options* options_;
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
  bool bound_only = false;  ///< no roadmap is looked for
  bool one_by_one = true;   ///< follow the relaxation so where many steps at a time end in nothing
  int failures = 2000;      ///< of a dive, after which it is given up
  int search_steps = 200;   ///< of the local search
  int accessions = 200;     ///< linear programs to find out who joins when
  int ways = 4;             ///< for the partners to join, from which the search starts
  std::int64_t first_nodes = 2000;
  int neighbourhoods = 200;
  int in_vain = 12;  ///< neighbourhoods without a better roadmap, after which no more are tried
  std::int64_t neighbourhood_nodes = 100;
  std::int64_t finish_nodes = 2000;  ///< of the solver, where little is left to prove
  std::int64_t proof_nodes = 20'000;
};

/// Best assignment of a formulation: relaxation and cuts, a dive, local search, large
/// neighbourhoods, then a proof. @param start  an assignment to begin from, or empty
[[nodiscard]] Outcome optimise(const Formulation& of, const std::vector<double>& start,
                               const Effort& effort, const Options& options, Account& account);

}  // namespace tandem::plan::internal
