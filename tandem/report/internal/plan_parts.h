#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/plan/plan.h"
#include "tandem/report/report.h"

/// What the answers of all searches have in common, as text.
namespace tandem::report {

/// "Optimal", "Feasible", "Infeasible", "Unknown".
[[nodiscard]] std::string_view verdict(plan::Status status);

/// What a search that found no roadmap proved, or what ended it.
[[nodiscard]] std::string without_roadmap(plan::Status status, const plan::Statistics& statistics);

/// What stands in the way where there is no roadmap; empty where nothing is known to.
[[nodiscard]] std::string obstacles_text(const model::Case& of, plan::Status status,
                                         std::span<const plan::Obstacle> obstacles,
                                         TextStyle style);

/// The principals' best attainable gains. @param proven  else they are bounds; shape [parties]
[[nodiscard]] std::string ideals_text(const model::Case& of,
                                      std::span<const std::optional<double>> ideal,
                                      const std::vector<bool>& proven, TextStyle style);

/// The work that it took and what ended it.
[[nodiscard]] std::string search_text(const plan::Statistics& statistics, TextStyle style);

}  // namespace tandem::report
