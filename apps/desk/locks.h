#pragma once

#include "apps/desk/opened.h"
#include "apps/desk/refusal.h"
#include "apps/desk/schema.h"

namespace tandem::desk {

/// The case in which the measures that are locked start in their phase, all of them, or never.
/// @param locks  [{"measure", "phase": from 1, or null: never}]
/// Errors: unknown measures and phases, each with its JSON pointer; locks that the case's own rules
/// or each other rule out.
[[nodiscard]] Answer<model::Case> locked(const casefile::CaseFile& file, const Json& locks);

}  // namespace tandem::desk
