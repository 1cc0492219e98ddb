#include <utility>

#include "apps/desk/components.h"

namespace tandem::desk {
namespace {

using namespace schema;  // NOLINT(google-build-using-namespace): a file of nothing but schemas

Json number_of_case() {
  return object({{"at", about(text(), "path in the case file, for a change")},
                 {"text", about(text_or_null(), "as written; null: a default")},
                 {"low", number()},
                 {"mode", number()},
                 {"high", number()},
                 {"provenance", ref("Provenance")},
                 {"line", or_null(whole(1))}});
}

Json provenance() {
  return any_of({object({{"kind", constant("judgement")},
                         {"id", text()},
                         {"about", text()},
                         {"as_of", text_or_null()}}),
                 object({{"kind", constant("source")},
                         {"id", text()},
                         {"citation", text()},
                         {"as_of", text_or_null()}}),
                 {{"type", "null"}}});
}

Json maybe_number() { return or_null(ref("Number")); }

Json after() { return list_of(object({{"measure", text()}, {"share", maybe_number()}})); }

std::vector<Member> placed(std::vector<Member> members) {
  members.push_back({"at", text()});
  members.push_back({"line", or_null(whole(1))});
  return members;
}

Json party() {
  return object(
      placed({{"id", text()},
              {"name", text()},
              {"role", word_of({"principal", "partner"})},
              {"discount", ref("Number")},
              {"reserve", ref("Number")},
              {"breakdown", object({{"per_year", ref("Number")}, {"once", ref("Number")}})},
              {"capacity", maybe_number()},
              {"accession", or_null(object({{"earliest", whole(1)},
                                            {"latest", or_null(whole(1))},
                                            {"never", flag()},
                                            {"after", texts()},
                                            {"with", texts()}}))}}));
}

Json measure() {
  const Json verification = object({{"means", text_or_null()},
                                    {"operated_by", text_or_null()},
                                    {"fallback", text_or_null()},
                                    {"detection", maybe_number()},
                                    {"false_alarm", maybe_number()}});
  return object(placed({{"id", text()},
                        {"title", text()},
                        {"note", text_or_null()},
                        {"actors", texts()},
                        {"track", text()},
                        {"duration", ref("Number")},
                        {"months", about(whole(0), "whole ones, rounded up")},
                        {"divisible", flag()},
                        {"smallest_tranche", maybe_number()},
                        {"fastest_pace", maybe_number()},
                        {"quantity", maybe_number()},
                        {"unit", text_or_null()},
                        {"mandatory", flag()},
                        {"worth", map_of(ref("Number"))},
                        {"breakdown_shift", map_of(ref("Number"))},
                        {"upfront", ref("Number")},
                        {"upfront_burden", ref("Number")},
                        {"reversibility", ref("Number")},
                        {"restore_months", ref("Number")},
                        {"risk_reduction", maybe_number()},
                        {"final_goal", maybe_number()},
                        {"weight", maybe_number()},
                        {"verification", or_null(verification)},
                        {"legal_form", text_or_null()},
                        {"after", after()},
                        {"with", texts()},
                        {"excludes", texts()},
                        {"one_of", text_or_null()},
                        {"not_before", text_or_null()},
                        {"not_after", text_or_null()},
                        {"provenance", about(list_of(ref("Provenance")), "of its numbers")}}));
}

Json boundary() {
  return object(placed({{"id", text()},
                        {"holder", text()},
                        {"statement", text()},
                        {"kind", text()},
                        {"measures", texts()},
                        {"until", after()},
                        {"track", text_or_null()},
                        {"share", maybe_number()},
                        {"date", text_or_null()},
                        {"cost", maybe_number()},
                        {"provenance", ref("Provenance")}}));
}

Json alternative() {
  return object(placed({{"id", text()},
                        {"title", text()},
                        {"note", text_or_null()},
                        {"roadmap", text_or_null()},
                        {"insists_on", list_of(ref("Boundary"))},
                        {"gives_up", texts()}}));
}

Json time() {
  return object({{"start", text()},
                 {"phases", whole(1)},
                 {"months_per_phase", whole(1)},
                 {"horizon_months", or_null(whole(1))},
                 {"response_months", whole(0)},
                 {"deviation", text()},
                 {"moves", text()},
                 {"hazard", ref("Number")},
                 {"phase_starts", about(texts(), "dates")}});
}

Json titled() { return list_of(object({{"id", text()}, {"title", text()}})); }

Json dynamics() {
  return object(
      {{"described", flag()},
       {"months", whole(0)},
       {"crises", titled()},
       {"administrations", list_of(object({{"party", text()}, {"governments", titled()}}))},
       {"indicators", list_of(object({{"id", text()}, {"title", text()}, {"unit", text()}}))},
       {"numbers", list_of(ref("Number"))}});
}

std::vector<Member> origin(std::vector<Member> members) {
  members.push_back({"note", text_or_null()});
  members.push_back({"in_place", flag()});
  members.push_back({"numbers", about(whole(0), "that rest on it")});
  members.push_back({"boundaries", about(whole(0), "whose statement does")});
  members.push_back({"line", or_null(whole(1))});
  return members;
}

Json model() {
  return object({{"id", text()},
                 {"title", text()},
                 {"summary", text_or_null()},
                 {"distribution", text()},
                 {"time", time()},
                 {"parties", list_of(party())},
                 {"tracks", titled()},
                 {"measures", list_of(measure())},
                 {"boundaries", list_of(ref("Boundary"))},
                 {"alternatives", list_of(alternative())},
                 {"principles", object({{"parallel_tracks", texts()},
                                        {"required_partners", texts()},
                                        {"thresholds", list_of(ref("Number"))}})},
                 {"objectives",
                  object({{"in_order", flag()},
                          {"list", list_of(object({{"name", text()}, {"weight", number()}}))}})},
                 {"limits", list_of(object({{"name", text()},
                                            {"words", text()},
                                            {"holder", text_or_null()},
                                            {"cost", ref("Cost")}}))},
                 {"dynamics", dynamics()},
                 {"sources", list_of(object(origin({{"id", text()},
                                                    {"citation", text()},
                                                    {"as_of", text_or_null()},
                                                    {"url", text_or_null()}})))},
                 {"judgements", list_of(object(origin({{"id", text()},
                                                       {"about", text()},
                                                       {"by", text_or_null()},
                                                       {"as_of", text_or_null()}})))}});
}

Json summary() {
  return object({{"id", text()},
                 {"title", text()},
                 {"principals", texts()},
                 {"partners", texts()},
                 {"tracks", texts()},
                 {"measures",
                  object({{"total", whole(0)}, {"divisible", whole(0)}, {"mandatory", whole(0)}})},
                 {"time", object({{"start", text()},
                                  {"phases", whole(1)},
                                  {"months_per_phase", whole(1)},
                                  {"horizon_months", any_of({whole(1), constant("forever")})}})},
                 {"numbers", object({{"total", whole(0)},
                                     {"from_sources", whole(0)},
                                     {"from_judgements", whole(0)},
                                     {"ranged", whole(0)}})},
                 {"boundaries", about(map_of(whole(0)), "by holder")}});
}

}  // namespace

void add_case_components(Json& into) {
  into["Provenance"] = provenance();
  into["Number"] = number_of_case();
  into["Cost"] = or_null(object({{"low", number()}, {"mode", number()}, {"high", number()}}));
  into["Boundary"] = boundary();
  into["Model"] = model();
  into["Summary"] = about(summary(), "as `tandem check --json`");
}

}  // namespace tandem::desk
