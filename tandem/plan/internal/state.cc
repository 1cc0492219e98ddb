#include "tandem/plan/internal/state.h"

#include <algorithm>

namespace tandem::plan::internal {

State::State(const Formulation& of)
    : of_(of),
      weights_(of.gauges.size(), 1),
      values_(of.columns.size()),
      marked_(of.gauges.size()) {
  std::vector<std::vector<Cell>> by_column(of.columns.size());
  for (std::size_t g = 0; g < of.gauges.size(); ++g) {
    const Gauge& gauge = of.gauges[g];
    limits_.push_back({gauge.lower, gauge.upper, 1 / gauge.unit});
    for (const Entry& entry : gauge.entries)
      by_column[static_cast<std::size_t>(entry.column)].push_back(
          {static_cast<int>(g), entry.value});
  }
  for (const std::vector<Cell>& cells : by_column) {
    first_.push_back(cells_.size());
    cells_.insert(cells_.end(), cells.begin(), cells.end());
  }
  first_.push_back(cells_.size());
  touched_.reserve(of.gauges.size());
  assign(values_);
}

void State::assign(const std::vector<double>& values) {
  values_ = values;
  activity_.clear();
  for (const Gauge& gauge : of_.gauges) activity_.push_back(internal::activity(gauge, values_));
  moved_ = activity_;
  objective_ = objective_with_scratch();
}

double State::objective_with_scratch() const {
  double sum = 0;
  for (const Term& term : of_.terms) {
    double least = kInfinity;
    for (const int gauge : term.gauges)
      least = std::min(least, moved_[static_cast<std::size_t>(gauge)]);
    sum += term.weight * least;
  }
  return sum;
}

double State::gain(const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    const auto column = static_cast<std::size_t>(change.column);
    for (std::size_t k = first_[column]; k < first_[column + 1]; ++k) {
      const auto gauge = static_cast<std::size_t>(cells_[k].gauge);
      moved_[gauge] += cells_[k].value * change.by;
      if (marked_[gauge]) continue;
      marked_[gauge] = 1;
      touched_.push_back(cells_[k].gauge);
    }
  }
  double score = objective_with_scratch() - objective_;
  for (const int index : touched_) {
    const auto gauge = static_cast<std::size_t>(index);
    score -= weights_[gauge] * (beyond(gauge, moved_[gauge]) - beyond(gauge, activity_[gauge]));
    moved_[gauge] = activity_[gauge];
    marked_[gauge] = 0;
  }
  touched_.clear();
  return score;
}

void State::apply(const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    const auto column = static_cast<std::size_t>(change.column);
    values_[column] += change.by;
    for (std::size_t k = first_[column]; k < first_[column + 1]; ++k)
      activity_[static_cast<std::size_t>(cells_[k].gauge)] += cells_[k].value * change.by;
  }
  moved_ = activity_;
  objective_ = objective_with_scratch();
}

void State::raise_weights() {
  constexpr double kStep = 0.5;
  for (std::size_t g = 0; g < weights_.size(); ++g)
    if (beyond(g) > 0) weights_[g] += kStep;
}

double State::violation() const {
  double sum = 0;
  for (std::size_t g = 0; g < limits_.size(); ++g) sum += beyond(g);
  return sum;
}

}  // namespace tandem::plan::internal
