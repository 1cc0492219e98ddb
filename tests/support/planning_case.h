#pragma once

#include "tandem/assess/assessment.h"
#include "tandem/plan/plan.h"
#include "tests/support/random_case.h"

namespace tandem::test {

/// A random case with thresholds and objectives, in which a roadmap may or may not exist.
[[nodiscard]] model::CaseDraft planning_draft(Rng& rng, const CaseShape& shape);

/// The assessment of `roadmap` with the ideals that the plan was made with.
[[nodiscard]] assess::Assessment assessed(const model::Case& of, const model::Roadmap& roadmap,
                                          const std::vector<std::optional<double>>& ideal);

/// Breaches, and principles that fail, one a line; empty where the roadmap stands.
[[nodiscard]] std::string objections(const assess::Assessment& assessment);

/// Every roadmap of a case of whole measures on the phase grid.
void for_each_roadmap(const model::Case& of,
                      const std::function<void(const model::Roadmap&)>& visit);

}  // namespace tandem::test
