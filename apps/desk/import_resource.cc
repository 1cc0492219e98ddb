#include <string>
#include <utility>

#include "apps/desk/bodies.h"
#include "apps/desk/resources.h"
#include "tandem/casefile/agreement_file.h"
#include "tandem/casefile/obligations_table.h"
#include "tandem/report/import_report.h"

namespace tandem::desk {
namespace {

constexpr const char* kTable = "table.csv";  // as messages name a table that is no file

casefile::ImportOptions import_options(const Json& body) {
  casefile::ImportOptions options{.id = body["id"].get<std::string>(),
                                  .title = body["title"].get<std::string>()};
  for (const auto& [column, key] : body["map"].items())
    options.columns.push_back({column, key.get<std::string>()});
  return options;
}

Answer<http::Response> import_table(Workbench& /*bench*/, const Call& call) {
  const auto made = casefile::import_obligations(call.body["csv"].get<std::string>(), kTable,
                                                 import_options(call.body));
  if (!made) return tl::unexpected(Refusal(made.error()));
  Json answer = report::import_json(*made);
  answer["yaml"] = casefile::write_agreement(made->draft);
  return json_answer(answer);
}

Json imported() {
  using namespace schema;  // NOLINT(google-build-using-namespace): nothing but schemas
  return object(
      {{"agreement", text()},
       {"native", about(flag(), "whether the table was written by tandem")},
       {"rows", whole(0)},
       {"columns",
        list_of(object({{"column", text()},
                        {"key", about(or_null(text()), "null: its cells went into the notes")},
                        {"asked", flag()}}))},
       {"triggers", list_of(object({{"row", text()}, {"written", text()}, {"read_as", text()}}))},
       {"assumptions", list_of(object({{"row", text()},
                                       {"column", text()},
                                       {"line", whole(0)},
                                       {"rule", text()},
                                       {"written", text()},
                                       {"read_as", text()},
                                       {"why", text()}}))},
       {"yaml", about(text(), "the agreement that the table makes")}});
}

}  // namespace

std::vector<Route> import_routes() {
  Route route{.method = "POST",
              .path = "/api/v1/agreements/import",
              .summary = "The agreement that a table of obligations makes",
              .about = "Everything that the import takes for granted is listed."};
  route.body = schema::object(
      {{"csv", schema::about(schema::text(), "with a header; commas, semicolons or tabs")},
       schema::otherwise("id", schema::about(schema::text(), "empty: from the table"), ""),
       schema::otherwise("title", schema::about(schema::text(), "empty: as the id"), ""),
       schema::otherwise("map",
                         schema::about(schema::map_of(schema::text()),
                                       "what columns mean, such as {\"Timing\": \"trigger\"}"),
                         Json::object())});
  route.answer = imported();
  route.handle = import_table;
  return {std::move(route)};
}

}  // namespace tandem::desk
