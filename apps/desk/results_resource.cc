#include <fmt/format.h>

#include <utility>

#include "apps/desk/resources.h"
#include "apps/desk/workbench.h"
#include "tandem/report/result_table.h"

namespace tandem::desk {
namespace {

Answer<Kept> find(Workbench& bench, const Call& call) {
  if (auto kept = bench.results.find(call.part("id"))) return *std::move(kept);
  return tl::unexpected(Refusal(404, "not-found",
                                fmt::format("no result '{}' is kept", call.part("id")),
                                "ask for it again: the same question has the same name"));
}

Answer<http::Response> show_result(Workbench& bench, const Call& call) {
  auto kept = find(bench, call);
  if (!kept) return tl::unexpected(std::move(kept.error()));
  return http::Response{.body = std::move(kept->body)};
}

Answer<http::Response> result_as_csv(Workbench& bench, const Call& call) {
  const auto kept = find(bench, call);
  if (!kept) return tl::unexpected(kept.error());
  const std::string which(call.request.parameter("table").value_or(""));
  std::string table = report::result_csv(Json::parse(*kept->body), which);
  if (table.empty())
    return tl::unexpected(Refusal(404, "no-table", "this result has no table", "take its JSON"));
  const std::string name = fmt::format("{}-{}.csv", kept->kind, call.part("id").substr(0, 8));
  return download(std::move(table), "text/csv; charset=utf-8", name);
}

}  // namespace

std::vector<Route> result_routes() {
  Route show{.method = "GET",
             .path = "/api/v1/results/{id}",
             .summary = "An answer that was computed, while it is kept"};
  show.answer = schema::about(schema::anything(), "as it was answered");
  show.handle = show_result;
  Route table{.method = "GET",
              .path = "/api/v1/results/{id}/csv",
              .summary = "Its main table, as comma-separated values (RFC 4180)",
              .about = "Of an agreement that of its obligations; ?table=findings: its defects.",
              .type = "text/csv"};
  table.handle = result_as_csv;
  return {std::move(show), std::move(table)};
}

}  // namespace tandem::desk
