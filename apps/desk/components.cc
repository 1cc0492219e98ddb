#include "apps/desk/components.h"

#include <utility>

namespace tandem::desk {

Json schema::report(std::string_view kind, std::vector<Member> more) {
  std::vector<Member> members{maybe("result", ref("ResultId")),
                              {"kind", constant(kind)},
                              {"format", constant(1)},
                              {"case", text()}};
  for (Member& one : more) members.push_back(std::move(one));
  return object(std::move(members));
}

namespace {

Json change() {
  return schema::any_of(
      {schema::object({{"set", schema::about(schema::text(),
                                             "keys from the top, joined by dots, as in "
                                             "measures.freeze.worth.us; an item of a list by its "
                                             "place, from 0")},
                       {"to", schema::about(schema::text(), "the value as YAML")}}),
       schema::object({{"remove", schema::text()}}),
       schema::object({{"replace", schema::about(schema::text(), "stands in the text just once")},
                       {"with", schema::text()}})});
}

Json problem() {
  return schema::object({{"code", schema::about(schema::text(), "kebab-case, stable")},
                         {"message", schema::text()},
                         {"repair", schema::text()},
                         {"details", schema::list_of(schema::ref("Diagnostic"))},
                         schema::maybe("head", schema::about(schema::text(),
                                                             "of a ledger in which something was "
                                                             "recorded meanwhile"))});
}

}  // namespace

Json diagnostic_schema() {
  return schema::object(
      {{"severity", schema::word_of({"error", "warning"})},
       {"file", schema::about(schema::text(),
                              "or a JSON pointer into the request's body, or \"?\" and the name of "
                              "a parameter")},
       {"line", schema::whole(0)},
       {"column", schema::whole(0)},
       {"rule", schema::text()},
       {"message", schema::text()},
       {"repair", schema::text()}});
}

void add_common_components(Json& into) {
  into["Change"] = change();
  into["Diagnostic"] = diagnostic_schema();
  into["Problem"] = problem();
  into["Error"] = schema::object({{"error", schema::ref("Problem")}});
  into["ResultId"] = schema::about(
      schema::text(), "under which GET /api/v1/results/{id} has the answer while it is kept");
}

const Json& components() {
  static const Json kAll = [] {
    Json all = Json::object();
    add_common_components(all);
    add_case_components(all);
    add_roadmap_components(all);
    add_search_components(all);
    add_stress_components(all);
    add_agreement_components(all);
    add_job_components(all);
    add_ledger_components(all);
    add_outlook_components(all);
    return all;
  }();
  return kAll;
}

}  // namespace tandem::desk
