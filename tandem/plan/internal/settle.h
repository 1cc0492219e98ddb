#pragma once

#include "tandem/plan/internal/formulation.h"

namespace tandem::plan::internal {

/// Makes what lies before the continuation a fact of the formulation: its columns become constants,
/// and the limits of its phases and months, and the reserves of those who are in, fall away. Adds
/// the rule that keeps the steps that were agreed.
/// @pre formulated with the continuation in its demands; no objective is added afterwards
void settle(const model::Case& of, const Continuation& continuation, Formulation& formulation);

/// Adds what was done to the roadmap of what comes after.
void add_done(const Continuation& continuation, model::Roadmap& roadmap);

}  // namespace tandem::plan::internal
