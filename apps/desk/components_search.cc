#include <utility>
#include <vector>

#include "apps/desk/components.h"

namespace tandem::desk {
namespace {

using namespace schema;  // NOLINT(google-build-using-namespace): a file of nothing but schemas

Json status() { return word_of({"optimal", "feasible", "infeasible", "unknown"}); }
Json maybe_roadmap() { return or_null(ref("Roadmap")); }

Json search() {
  return object({{"solver", text()},
                 {"seconds", number()},
                 {"seconds_to_first", number_or_null()},
                 {"moves", whole(0)},
                 {"nodes", whole(0)},
                 {"stopped_by", text()}});
}

Json obstacle() {
  return object({{"rule", text()},
                 {"party", text_or_null()},
                 {"phase", or_null(whole(1))},
                 {"month", or_null(whole(0))},
                 {"when", text()},
                 {"short_by", number_or_null()},
                 {"unit", text_or_null()},
                 {"text", text()}});
}

Json plan() {
  return report("plan", {{"status", status()},
                         {"objective", number_or_null()},
                         {"bound", number_or_null()},
                         {"relative_gap", number_or_null()},
                         {"objectives", list_of(object({{"name", text()},
                                                        {"weight", number_or_null()},
                                                        {"rank", or_null(whole(1))},
                                                        {"value", number()},
                                                        {"unit", text()}}))},
                         {"phases_used", or_null(whole(0))},
                         {"ideal_points", map_of(number())},
                         {"ideal_is_proven", map_of(flag())},
                         {"obstacles", list_of(ref("Obstacle"))},
                         {"search", ref("Search")},
                         {"roadmap", maybe_roadmap()},
                         maybe("steps", ref("Steps")),
                         maybe("accession", ref("Accession"))});
}

Json tradeoff() {
  return report("tradeoff", {{"status", status()},
                             {"between", texts()},
                             {"unit", text()},
                             {"within", number_or_null()},
                             {"best", map_of(number())},
                             {"range", map_of(number())},
                             {"points", list_of(object({{"values", map_of(number())},
                                                        {"efficient", flag()},
                                                        {"roadmap", ref("Roadmap")}}))},
                             {"corners", list_of(map_of(number()))},
                             {"ideal_points", map_of(number())},
                             {"ideal_is_proven", map_of(flag())},
                             {"obstacles", list_of(ref("Obstacle"))},
                             {"search", ref("Search")}});
}

std::vector<Member> often(std::vector<Member> more = {}) {
  std::vector<Member> members{
      {"draws", whole(0)}, {"unknown", whole(0)}, {"low", number()}, {"high", number()}};
  for (Member& one : more) members.push_back(std::move(one));
  return members;
}

Json draws() {
  return object({{"made", whole(0)},
                 {"possible", object(often())},
                 {"hopeless", object(often())},
                 {"in_conflict", list_of(object(often({{"limit", text()}})))},
                 {"suffices", list_of(object(often({{"limits", texts()}})))}});
}

Json window() {
  const Json movement = object({{"limit", text()},
                                {"now", number()},
                                {"too_little", number()},
                                {"enough", number_or_null()},
                                {"unit", text()}});
  return report(
      "window",
      {{"targets", list_of(object({{"target", text()}, {"words", text()}}))},
       {"possible", flag()},
       {"limits", list_of(object({{"name", text()}, {"words", text()}, {"cost", ref("Cost")}}))},
       {"held", texts()},
       {"conflicts", list_of(object({{"limits", texts()},
                                     {"sure", or_null(flag())},
                                     {"minimal", flag()},
                                     {"obstacles", list_of(ref("Obstacle"))}}))},
       {"others_cost_at_least", number_or_null()},
       {"relaxations", list_of(object({{"limits", texts()},
                                       {"cost", ref("Cost")},
                                       {"without_cost", whole(0)},
                                       {"minimal", flag()},
                                       {"movements", list_of(movement)},
                                       {"roadmap", maybe_roadmap()}}))},
       {"unsettled", list_of(texts())},
       {"all", flag()},
       {"draws", or_null(draws())},
       {"questions", whole(0)},
       {"search", ref("Search")}});
}

std::vector<Member> best(std::vector<Member> more = {}) {
  std::vector<Member> members{{"limits", texts()},
                              {"status", status()},
                              {"objective", number_or_null()},
                              {"bound", number_or_null()},
                              {"gain_at_least", number_or_null()},
                              {"gain_at_most", number_or_null()},
                              {"roadmap", maybe_roadmap()}};
  for (Member& one : more) members.push_back(std::move(one));
  return members;
}

Json spending() {
  return object({{"holder", text_or_null()},
                 {"settled", flag()},
                 {"reached", list_of(object({{"limits", texts()},
                                             {"cost", ref("Cost")},
                                             {"objective", number()},
                                             {"each_needed", flag()},
                                             {"roadmap", ref("Roadmap")}}))},
                 {"ceilings", list_of(object({{"cost_at_least", number()},
                                              {"bound", number_or_null()},
                                              {"possible", flag()}}))}});
}

Json worth() {
  const Json policy = object({{"policy", text()},
                              {"spent", ref("Cost")},
                              {"insisted", ref("Cost")},
                              {"width", number()},
                              {"status", status()},
                              {"objective", number_or_null()},
                              {"bound", number_or_null()},
                              {"roadmap", maybe_roadmap()},
                              {"conflict", texts()},
                              {"own_objective", number_or_null()},
                              {"own_stands", or_null(flag())}});
  return report("window-worth", {{"unit", text()},
                                 {"as_it_is", object(best())},
                                 {"each", list_of(object(best({{"cost", ref("Cost")}})))},
                                 {"all", object(best())},
                                 {"near", number()},
                                 {"curve", ref("Spending")},
                                 {"holders", list_of(ref("Spending"))},
                                 {"pairs", list_of(object({{"limits", texts()},
                                                           {"objective", number_or_null()},
                                                           {"more_at_least", number()},
                                                           {"more_at_most", number_or_null()}}))},
                                 {"policies", list_of(policy)},
                                 {"roadmaps", whole(0)},
                                 {"search", ref("Search")}});
}

}  // namespace

void add_search_components(Json& into) {
  into["Search"] = search();
  into["Obstacle"] = obstacle();
  into["Plan"] = about(plan(), "as `tandem plan --json`");
  into["Tradeoff"] = about(tradeoff(), "as `tandem tradeoff --json`");
  into["Window"] = about(window(), "as `tandem window why --json`, or relax");
  into["Spending"] = spending();
  into["WindowWorth"] = about(worth(), "as `tandem window worth --json`");
}

}  // namespace tandem::desk
