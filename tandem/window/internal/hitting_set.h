#pragma once

#include <optional>
#include <vector>

#include "tandem/window/explore.h"

namespace tandem::window::internal {

/// The cheapest set, of these the smallest, that has something of each of `hit` and not all of any
/// of `avoid`; absent where there is none. @param cost  >= 0; shape [limits]
[[nodiscard]] std::optional<Limits> cheapest_hitting_set(const std::vector<double>& cost,
                                                         const std::vector<Limits>& hit,
                                                         const std::vector<Limits>& avoid);

}  // namespace tandem::window::internal
