#pragma once

#include <string>
#include <vector>

#include "tandem/plan/feasible.h"
#include "tandem/window/window.h"

/// What all questions about a window have in common.
namespace tandem::window::internal {

/// The case that is asked about and what is to be reached, and the limits that are never given up:
/// those that say so, and those that are named.
struct Asked {
  Aim aim;
  std::vector<model::Limit> held;
  /// How to search for it: by the limits of a policy gains are measured by the case as it stands.
  plan::Options search;
};

[[nodiscard]] Result<Asked> asked_of(const model::Case& of, const Options& options);

/// The limits of these names, or kinds ("reserve").
[[nodiscard]] Result<std::vector<model::Limit>> named(const model::Case& of,
                                                      const std::vector<std::string>& names);

[[nodiscard]] bool among(const std::vector<model::Limit>& limits, const model::Limit& limit);

[[nodiscard]] std::vector<model::Easing> easings_of(const std::vector<model::Limit>& limits,
                                                    const Limits& given_up);

/// Those of the given up without which the exact evaluator turns the roadmap down.
[[nodiscard]] Limits broken_by(const plan::Feasibility& feasible,
                               const std::vector<model::Limit>& limits,
                               const model::Roadmap& roadmap, const Limits& given_up);

/// Adds a cost that the case names, if it does, to a sum that is absent where there is none.
void add_cost(std::optional<model::Quantity>& sum, const std::optional<model::Quantity>& cost);

/// Sum of the costs of those that have one; absent where none has.
/// @param without  counts those whose cost the case does not name
[[nodiscard]] std::optional<model::Quantity> cost_of(const model::Case& of,
                                                     const std::vector<model::Limit>& limits,
                                                     const Limits& given_up, std::size_t& without);

}  // namespace tandem::window::internal
