#pragma once

#include <vector>

#include "apps/desk/jobs.h"
#include "tandem/report/report.h"
#include "tandem/stress/stress.h"

/// What requests that play histories have in common.
namespace tandem::desk {

/// {"seed", "per_world", "modes", "shocks"}, and "histories" where there is a number of them.
[[nodiscard]] std::vector<schema::Member> history_members(std::size_t histories = 0);

/// Errors: every shock that is none, with its JSON pointer.
[[nodiscard]] Answer<stress::Options> history_options(const model::Case& of, const Json& body);

/// They also tell the job how far they are, and end with it. It outlives them.
[[nodiscard]] stress::Options told(stress::Options options, Reporter& job);

[[nodiscard]] report::StressAsked asked_of(const stress::Options& options);

}  // namespace tandem::desk
