#pragma once

#include <span>

#include "tandem/lint/internal/families.h"

namespace tandem::lint {

/// What finds the defects of each rule; shape [rules()].
[[nodiscard]] std::span<const Check> checks();

}  // namespace tandem::lint
