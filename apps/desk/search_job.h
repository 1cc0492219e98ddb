#pragma once

#include "apps/desk/jobs.h"
#include "apps/desk/opened.h"
#include "tandem/plan/plan.h"

/// What jobs that search for roadmaps have in common.
namespace tandem::desk {

/// Options of a search that ends after `seconds` and tells the job how far it is. It outlives them.
[[nodiscard]] plan::Options search_options(Reporter& job, double seconds);

/// The case by the limits of the policy that a body names; as it stands where it names none.
/// Errors: where there is no such policy.
[[nodiscard]] Answer<model::Case> case_of_policy(const model::Case& of, const Json& body);

}  // namespace tandem::desk
