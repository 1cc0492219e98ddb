#pragma once

#include <vector>

#include "apps/desk/route.h"

/// The routes of each resource, one file each.
namespace tandem::desk {

[[nodiscard]] std::vector<Route> about_routes();
[[nodiscard]] std::vector<Route> cases_routes();
[[nodiscard]] std::vector<Route> case_routes();
[[nodiscard]] std::vector<Route> scenario_routes();
[[nodiscard]] std::vector<Route> assess_routes();
[[nodiscard]] std::vector<Route> replay_routes();
[[nodiscard]] std::vector<Route> agreement_routes();
[[nodiscard]] std::vector<Route> import_routes();
[[nodiscard]] std::vector<Route> brief_routes();
[[nodiscard]] std::vector<Route> result_routes();
[[nodiscard]] std::vector<Route> job_routes();
[[nodiscard]] std::vector<Route> ledger_routes();
[[nodiscard]] std::vector<Route> ledger_record_routes();
[[nodiscard]] std::vector<Route> ledger_outlook_routes();
[[nodiscard]] std::vector<Route> ledger_export_routes();

}  // namespace tandem::desk
