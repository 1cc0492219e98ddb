#include <utility>

#include "apps/desk/openapi.h"
#include "apps/desk/resources.h"
#include "apps/desk/workbench.h"

namespace tandem::desk {
namespace {

Answer<http::Response> about(Workbench& bench, const Call& /*call*/) {
  return json_answer({{"name", "tandem"},
                      {"version", TANDEM_VERSION},
                      {"languages", {"en", "ko", "ar"}},
                      {"limits",
                       {{"body_bytes", 1024 * 1024},
                        {"json_depth", 32},
                        {"jobs_running", Jobs::kRunning},
                        {"jobs_waiting", Jobs::kWaiting},
                        {"jobs_kept", Jobs::kKept}}},
                      {"case_folders", bench.shelf.folders()}});
}

Answer<http::Response> openapi(Workbench& /*bench*/, const Call& /*call*/) {
  return json_answer(openapi_document());
}

}  // namespace

std::vector<Route> about_routes() {
  Route of_desk{.method = "GET", .path = "/api/v1/about", .summary = "What answers here"};
  of_desk.answer = schema::object({{"name", schema::text()},
                                   {"version", schema::text()},
                                   {"languages", schema::list_of(schema::text())},
                                   {"limits", schema::map_of(schema::whole(0))},
                                   {"case_folders", schema::list_of(schema::text())}});
  of_desk.handle = about;
  Route document{.method = "GET", .path = "/api/v1/openapi.json", .summary = "This document"};
  document.answer = schema::about(schema::anything(), "an OpenAPI 3.1 document");
  document.handle = openapi;
  return {std::move(of_desk), std::move(document)};
}

}  // namespace tandem::desk
