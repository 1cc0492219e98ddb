#pragma once

#include <optional>
#include <span>
#include <vector>

#include "tandem/plan/plan.h"
#include "tandem/report/internal/json_values.h"

/// What the answers of all searches have in common, as JSON.
namespace tandem::report {

[[nodiscard]] Json status_json(plan::Status status);
[[nodiscard]] Json obstacles_json(const model::Case& of, std::span<const plan::Obstacle> obstacles);
/// Points by the ids of the principals.
[[nodiscard]] Json ideals_json(const model::Case& of, std::span<const std::optional<double>> ideal);
/// Whether each is proven, else an upper bound. @param is_proven  shape [parties]
[[nodiscard]] Json proven_json(const model::Case& of, std::span<const std::optional<double>> ideal,
                               const std::vector<bool>& is_proven);
[[nodiscard]] Json search_json(const plan::Statistics& statistics);

}  // namespace tandem::report
