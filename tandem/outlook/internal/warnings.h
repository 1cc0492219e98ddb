#pragma once

#include <vector>

#include "tandem/outlook/early_warning.h"

namespace tandem::outlook::internal {

/// What of an early warning, and of the breaches, is worth a sentence; what weighs most first.
[[nodiscard]] std::vector<Warning> warnings_in(const ledger::State& state, const Held* held,
                                               const EarlyWarning& found);

}  // namespace tandem::outlook::internal
