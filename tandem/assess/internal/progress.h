#pragma once

#include <vector>

#include "tandem/model/roadmap.h"
#include "tandem/value/economics.h"

namespace tandem::assess {

/// How far each measure has come by a month; shares of the whole.
class Progress {
 public:
  Progress(const value::Economics& worth, const model::Roadmap& roadmap)
      : worth_(worth), tranches_(worth.measures()) {
    for (const model::Increment& step : roadmap.increments)
      tranches_[step.measure.index()].push_back(step);
  }

  /// Started before month `month`.
  [[nodiscard]] double started(MeasureId m, int month) const { return started_in(m, 0, month); }
  [[nodiscard]] double started(MeasureId m) const {
    double sum = 0;
    for (const model::Increment& step : tranches_[m.index()]) sum += step.share;
    return sum;
  }
  /// Started in first <= month < end.
  [[nodiscard]] double started_in(MeasureId m, int first, int end) const {
    double sum = 0;
    for (const model::Increment& step : tranches_[m.index()])
      if (step.start_month >= first && step.start_month < end) sum += step.share;
    return sum;
  }
  /// In force at the beginning of month `month`.
  [[nodiscard]] double in_force(MeasureId m, int month) const {
    double sum = 0;
    for (const model::Increment& step : tranches_[m.index()])
      if (worth_.in_force(m, step.start_month) <= month) sum += step.share;
    return sum;
  }

 private:
  const value::Economics& worth_;
  std::vector<std::vector<model::Increment>> tranches_;
};

}  // namespace tandem::assess
