#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/model/draft.h"
#include "tandem/plan/internal/formulation.h"

namespace tandem::plan::internal {

/// Whether the calendar of a roadmap rests on a number of that name: durations, the sizes of
/// tranches, and what has to be in force before what.
[[nodiscard]] bool of_the_calendar(const std::string& name);

/// How an assignment does in one future.
struct Trial {
  /// Limits, and by how many of their units they are missed. What a party can start at once is left
  /// out: a party that can do less does so later, as with a longer duration.
  std::vector<std::pair<double, Gauge>> broken;
  std::vector<double> terms;  ///< value of each objective
  std::vector<Gauge> lowest;  ///< the gauge of each objective that decides it
  [[nodiscard]] bool holds() const { return broken.empty(); }
};

/// What may be: cases of plain numbers, drawn from the ranges of one, in which a roadmap has the
/// same columns as at the modes. The parties' ideals are those at the modes.
class Futures {
 public:
  /// Draws `first` to `first + count - 1` of experiment `seed`. Errors: invalid_input, a draw that
  /// is no case, with its mistakes.
  [[nodiscard]] static Result<Futures> draw(const model::CaseDraft& draft, std::uint64_t seed,
                                            std::size_t first, std::size_t count);

  [[nodiscard]] std::size_t size() const { return cases_.size(); }

  /// Every assignment in future `k`; shape [assignments].
  /// @param demands     but for the margin, which a case may hold itself
  /// @param min_margin  instead of the case's
  [[nodiscard]] std::vector<Trial> tried(std::size_t k,
                                         const std::vector<std::vector<double>>& assignments,
                                         const Demands& demands,
                                         const std::optional<double>& min_margin) const;

 private:
  std::vector<model::Case> cases_;
};

/// Least value of a gauge over all assignments in which no item is started more than once.
[[nodiscard]] double least(const Formulation& of, const Gauge& gauge);
[[nodiscard]] double most(const Formulation& of, const Gauge& gauge);

}  // namespace tandem::plan::internal
