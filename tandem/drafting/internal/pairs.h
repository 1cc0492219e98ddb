#pragma once

#include <vector>

#include "tandem/model/case.h"
#include "tandem/model/roadmap.h"

namespace tandem::drafting::internal {

/// What starts in one phase.
struct PhaseSteps {
  int number = 1;
  std::vector<model::Increment> steps;
  std::vector<PartyId> accedes;  ///< partners
};

/// What each step is given in exchange for: steps of the same phase by others that it is worth
/// something to. The largest of what a party gives and the largest of what it gets go together, and
/// every step that has any counterpart has one. Symmetric. Shape [steps], positions in `steps`.
[[nodiscard]] std::vector<std::vector<std::size_t>> pairs(
    const model::Case& of, const std::vector<model::Increment>& steps);

}  // namespace tandem::drafting::internal
