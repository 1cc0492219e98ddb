#pragma once

#include <vector>

#include "tandem/plan/internal/formulation.h"

namespace tandem::plan::internal {

/// A change of some columns of a formulation.
struct Change {
  int column = 0;
  double by = 0;
};

/// One assignment with every gauge kept up to date, and the score of any small change of it without
/// making it: the incremental evaluator of the search. No allocation after construction.
class State {
 public:
  explicit State(const Formulation& of);

  void assign(const std::vector<double>& values);
  void apply(const std::vector<Change>& changes);

  /// What `changes` would add to the score: objective less weighed violations.
  [[nodiscard]] double gain(const std::vector<Change>& changes);

  /// Makes the rules broken now weigh more.
  void raise_weights();

  [[nodiscard]] double objective() const { return objective_; }
  /// Sum over gauges of how far they are beyond their limits, in their units.
  [[nodiscard]] double violation() const;
  [[nodiscard]] bool feasible() const { return violation() < kFeasible; }
  [[nodiscard]] const std::vector<double>& values() const { return values_; }
  [[nodiscard]] double activity(std::size_t gauge) const { return activity_[gauge]; }
  /// How far gauge `gauge` is beyond its limits, in its units.
  [[nodiscard]] double beyond(std::size_t gauge) const { return beyond(gauge, activity_[gauge]); }

  static constexpr double kFeasible = 1e-9;

 private:
  struct Cell {
    int gauge = 0;
    double value = 0;
  };

  [[nodiscard]] double beyond(std::size_t gauge, double activity) const {
    const Limit& limit = limits_[gauge];
    const double below = limit.lower - activity;
    const double above = activity - limit.upper;
    const double miss = below > above ? below : above;
    return miss > kRounding ? miss * limit.per_unit : 0;
  }
  [[nodiscard]] double objective_with_scratch() const;

  struct Limit {
    double lower = 0;
    double upper = 0;
    double per_unit = 1;
  };

  static constexpr double kRounding = 1e-9;

  const Formulation& of_;
  std::vector<std::size_t> first_;  // of a column's cells; shape [columns + 1]
  std::vector<Cell> cells_;
  std::vector<Limit> limits_;
  std::vector<double> weights_;
  std::vector<double> values_;
  std::vector<double> activity_;
  double objective_ = 0;
  std::vector<double> moved_;  // activity with the change being scored
  std::vector<int> touched_;   // gauges whose moved_ differs
  std::vector<char> marked_;
};

}  // namespace tandem::plan::internal
