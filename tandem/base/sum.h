#pragma once

#include <vector>

namespace tandem {

/// The sum of the values, the same to the last bit whatever their order.
[[nodiscard]] double ordered_sum(std::vector<double> values);

}  // namespace tandem
