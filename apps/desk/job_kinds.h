#pragma once

#include <span>
#include <string>
#include <vector>

#include "apps/desk/jobs.h"
#include "apps/desk/workbench.h"

/// The kinds of jobs. Each reads its request at once, so that what is wrong with it is said at
/// once, and leaves the work for later.
namespace tandem::desk {

struct JobKind {
  std::string kind;  ///< "plan"
  Json body;         ///< schema of its request
  Json answer;       ///< schema of its answer
  Answer<Work> (*prepared)(Workbench& bench, const Json& body) = nullptr;
};

[[nodiscard]] JobKind plan_kind();
[[nodiscard]] JobKind tradeoff_kind();
[[nodiscard]] JobKind window_why_kind();
[[nodiscard]] JobKind window_relax_kind();
[[nodiscard]] JobKind window_worth_kind();
[[nodiscard]] JobKind stress_kind();
[[nodiscard]] JobKind compare_kind();
[[nodiscard]] JobKind sensitivity_kind();
[[nodiscard]] JobKind brief_kind();
[[nodiscard]] JobKind ledger_replan_kind();

[[nodiscard]] std::span<const JobKind> job_kinds();

/// The schema of a kind's request: {"kind", "key", "changes"} and more.
[[nodiscard]] Json job_body(const std::string& kind, std::vector<schema::Member> more);

/// Begins a job. Errors: those of its kind; too-many-jobs.
[[nodiscard]] Answer<http::Response> begin_job(Workbench& bench, const JobKind& kind,
                                               const Json& body);
/// Schema of a job, with what it found.
[[nodiscard]] Json job_schema();

}  // namespace tandem::desk
