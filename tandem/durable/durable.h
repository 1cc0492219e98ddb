#pragma once

#include <optional>
#include <vector>

#include "tandem/plan/plan.h"
#include "tandem/stress/compare.h"

/// A roadmap that is nearly as good as the best, and lasts longer.
namespace tandem::durable {

struct Wanted {
  double loss = 0.05;  ///< share of the best objective that may be given up
  /// Margins demanded besides the case's, shares of each party's scale, ascending.
  std::vector<double> levels = {0.005, 0.01, 0.02, 0.03, 0.05};
  stress::Options stress;  ///< by which roadmaps are chosen; those that tell the gain are others
};

struct Candidate {
  double level = 0;  ///< margin demanded besides the case's
  model::Roadmap roadmap;
  double objective = 0;
  double running = 0;  ///< months on average, in the histories by which it is chosen
};

struct Answer {
  plan::Answer best;                  ///< by the objectives alone
  std::vector<Candidate> candidates;  ///< of enough objective, the best first; no two are the same
  std::size_t chosen = 0;             ///< among the candidates
  /// The best and the chosen one, in other histories than those by which it was chosen.
  std::optional<stress::Comparison> fresh;
};

/// Plans with ever larger margins, each within an equal part of the time limit, and plays those of
/// enough objective. Errors: invalid_input where a draw is no case.
[[nodiscard]] Result<Answer> durable(const model::CaseDraft& draft, const model::Case& of,
                                     const plan::Options& search, const Wanted& wanted);

}  // namespace tandem::durable
