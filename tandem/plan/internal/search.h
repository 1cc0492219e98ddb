#pragma once

#include <functional>
#include <stop_token>

#include "tandem/base/random.h"
#include "tandem/plan/internal/state.h"

namespace tandem::plan::internal {

/// Tabu search over places in time, with rules that weigh more the longer they are broken.
class LocalSearch {
 public:
  LocalSearch(const Formulation& of, std::uint64_t seed);

  /// Called when there is a better assignment that breaks no rule.
  std::function<void(const std::vector<double>& values, double objective)> found = {};
  /// Asked now and then; true ends the search.
  std::function<bool()> give_up = {};

  /// Searches from `start` for `steps` accepted moves. @return whether any feasible one was seen
  bool run(const std::vector<double>& start, int steps);

  /// Nearest whole assignment to fractional `values`: each whole item where most of it is.
  [[nodiscard]] std::vector<double> rounded(const std::vector<double>& values) const;

  /// Moves, in the last run.
  [[nodiscard]] std::int64_t evaluated() const { return evaluated_; }
  /// The assignment that breaks the rules least, if none was feasible.
  [[nodiscard]] const std::vector<double>& nearest() const { return nearest_; }

 private:
  struct Move {
    std::size_t item = 0;
    int from = 0;  // phase; 0 is nowhere
    int to = 0;
  };

  [[nodiscard]] int place(std::size_t item) const;
  void changes_of(const Move& move, std::vector<Change>& changes) const;
  void changes_of_item(std::size_t item, int from, int to, double share,
                       std::vector<Change>& changes) const;
  template <class Visit>
  void moves_of(std::size_t item, Visit visit) const;
  bool step(int now);
  void note();

  const Formulation& of_;
  Rng rng_;
  State state_;
  std::vector<int> tabu_until_;  // shape [items]
  std::vector<Change> changes_;
  std::int64_t evaluated_ = 0;
  double best_ = -kInfinity;
  double least_violation_ = kInfinity;
  std::vector<double> nearest_;
};

}  // namespace tandem::plan::internal
