#pragma once

#include <cstdint>
#include <vector>

#include "tandem/model/draft.h"
#include "tandem/window/window.h"

namespace tandem::window {

struct DrawsWanted {
  std::size_t draws = 20;  ///< of a value for every number that has a range
  std::uint64_t seed = 1;
};

/// In how many draws something is so. In those that are not known, it may be.
struct Often {
  std::size_t seen = 0;
  std::size_t unknown = 0;
};

/// How an answer about a window fares where the uncertain numbers are others.
struct Draws {
  std::size_t made = 0;  ///< fewer than wanted where the work was ended
  Often possible;        ///< nothing has to be given up
  Often hopeless;        ///< of why(): whatever is given up, the structure rules it out
  /// It is in a smallest conflict; shape [Answer::limits], empty of relax().
  std::vector<Often> in_conflict;
  /// To give it up suffices, if more than it needs; shape [Answer::openings], empty of why().
  std::vector<Often> suffices;
};

/// Asks why() again in each draw. @param answer  to the same question at the best estimates
/// Errors: invalid_input, a draw that is no case.
[[nodiscard]] Result<Draws> conflicts_in_draws(const model::CaseDraft& draft,
                                               const Options& options, const Answer& answer,
                                               const DrawsWanted& wanted);

/// Asks in each draw whether each relaxation of `answer` suffices. Errors: the same.
[[nodiscard]] Result<Draws> relaxations_in_draws(const model::CaseDraft& draft,
                                                 const Options& options, const Answer& answer,
                                                 const DrawsWanted& wanted);

}  // namespace tandem::window
