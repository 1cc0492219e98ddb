#include <fmt/format.h>

#include <utility>

#include "apps/desk/beside.h"
#include "apps/desk/resources.h"
#include "apps/desk/workbench.h"
#include "tandem/casefile/agreement_file.h"

namespace tandem::desk {
namespace {

/// Why it cannot be used as it is; empty where it can.
std::string problem_of(const Shelved& one) {
  const auto counted = [](const Error& error) {
    const std::size_t count = error.details.size();
    return count == 0 ? error.what : fmt::format("has {} mistake{}", count, count == 1 ? "" : "s");
  };
  if (one.agreement) {
    const auto loaded = casefile::load_agreement(one.file);
    return loaded ? "" : counted(loaded.error());
  }
  const auto loaded = casefile::load_case(one.file);
  return loaded ? "" : counted(loaded.error());
}

Json listed(const Shelved& one) {
  Json agreements = Json::array();
  for (const AgreementBeside& text : agreements_beside(one))
    agreements.push_back(
        {{"name", text.name}, {"title", text.title}, {"obligations", text.obligations}});
  Json made{{"key", one.key},       {"kind", one.agreement ? "agreement" : "case"},
            {"path", one.folder},   {"id", one.id},
            {"title", one.title},   {"measures", one.agreement ? 0 : one.size},
            {"phases", one.phases}, {"readable", one.readable}};
  if (const std::string problem = problem_of(one); !problem.empty()) made["error"] = problem;
  made["agreements"] = std::move(agreements);
  return made;
}

Answer<http::Response> list_cases(Workbench& bench, const Call& /*call*/) {
  Json cases = Json::array();
  for (const Shelved& one : bench.shelf.list()) cases.push_back(listed(one));
  return json_answer({{"folders", bench.shelf.folders()}, {"cases", std::move(cases)}});
}

}  // namespace

std::vector<Route> cases_routes() {
  Route list{.method = "GET",
             .path = "/api/v1/cases",
             .summary = "The cases, and the agreements that have no case beside them"};
  const Json agreement = schema::object(
      {{"name", schema::text()}, {"title", schema::text()}, {"obligations", schema::whole(0)}});
  list.answer = schema::object(
      {{"folders", schema::list_of(schema::text())},
       {"cases",
        schema::list_of(schema::object({{"key", schema::text()},
                                        {"kind", schema::word_of({"case", "agreement"})},
                                        {"path", schema::about(schema::text(), "of its folder")},
                                        {"id", schema::text()},
                                        {"title", schema::text()},
                                        {"measures", schema::whole(0)},
                                        {"phases", schema::whole(0)},
                                        {"readable", schema::flag()},
                                        schema::maybe("error", schema::text()),
                                        {"agreements", schema::list_of(agreement)}}))}});
  list.handle = list_cases;
  return {std::move(list)};
}

}  // namespace tandem::desk
