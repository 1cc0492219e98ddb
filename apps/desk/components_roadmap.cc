#include "apps/desk/components.h"

namespace tandem::desk {
namespace {

using namespace schema;  // NOLINT(google-build-using-namespace): a file of nothing but schemas

Json tranche() { return object({{"month", whole(0)}, maybe("share", number())}); }

Json start() {
  return any_of({about(whole(0), "the phase in which all of it starts, from 1"),
                 about(list_of(tranche()), "off the grid of phases"), tranche(),
                 about(map_of(number()), "shares by phase, as in {\"2\": 0.5, \"3\": 0.5}")});
}

Json roadmap_asked() {
  return any_of(
      {object({{"steps", ref("Steps")},
               maybe("accession", ref("Accession")),
               maybe("name", text()),
               maybe("title", text())}),
       object({{"name", about(text(),
                              "of an alternative, or of a roadmap or an agreement beside the case; "
                              "\"none\": no agreement")}})});
}

Json roadmap() {
  return report("roadmap", {{"roadmap", text()},
                            {"title", text()},
                            {"units", map_of(text())},
                            {"accession_phase", map_of(or_null(whole(1)))},
                            {"steps", list_of(object({{"number", text()},
                                                      {"measure", text()},
                                                      {"phase", whole(1)},
                                                      {"start_month", whole(0)},
                                                      {"start_date", text()},
                                                      {"in_force_month", whole(0)},
                                                      {"in_force_date", text()},
                                                      {"share", number()}}))}});
}

Json verdict() { return word_of({"meets", "fails", "measured", "not_applicable", "needs_stress"}); }

Json finding() {
  return object({{"name", text()},
                 {"value", number_or_null()},
                 {"unit", text()},
                 {"threshold", number_or_null()},
                 {"threshold_is", or_null(word_of({"at_most", "at_least"}))},
                 {"range", or_null(numbers())},
                 {"verdict", verdict()},
                 {"reason", text()}});
}

Json by_month() { return list_of(number_or_null()); }

Json game() {
  return object({{"carry_on_points", by_month()},
                 {"break_off_points", by_month()},
                 {"margin_points", by_month()}});
}

Json party() {
  return object(
      {{"id", text()},
       {"name", text()},
       {"role", text()},
       {"accession_phase", or_null(whole(1))},
       {"net_points", number_or_null()},
       {"reserve_points", number()},
       {"ideal_points", number_or_null()},
       {"ideal_is_proven", or_null(flag())},
       {"by_decision_month", game()},
       {"exposure_points", by_month()},
       {"other_convention", object({{"deviation", text()}, {"by_decision_month", game()}})},
       {"by_phase", object({{"gives_points", numbers()},
                            {"gets_points", numbers()},
                            {"cumulative_net_points", numbers()}})}});
}

Json curve() { return list_of(object({{"month", whole(0)}, {"share", number()}})); }

Json assessment() {
  return report(
      "assessment",
      {{"roadmap", text()},
       {"title", text()},
       {"units", map_of(text())},
       {"stands", flag()},
       {"breaches",
        list_of(object({{"rule", text()}, {"phase", or_null(whole(1))}, {"text", text()}}))},
       {"principles", list_of(object({{"id", text()},
                                      {"title", text()},
                                      {"verdict", verdict()},
                                      {"findings", list_of(finding())}}))},
       {"deviation", text()},
       {"decision_months", wholes()},
       {"decision_dates", texts()},
       {"parties", list_of(party())},
       {"leverage",
        list_of(object(
            {{"holder", text()}, {"over", text()}, {"share_by_decision_month", numbers()}}))},
       {"tracks", list_of(object({{"id", text()},
                                  {"started_share_by_phase", numbers()},
                                  {"in_force_share_by_phase", numbers()}}))},
       {"security", object({{"in_force", curve()}, {"verified", curve()}})},
       {"covert_cheating", list_of(object({{"party", text()},
                                           {"measure", text()},
                                           {"detection", number_or_null()},
                                           {"detection_needed", number_or_null()},
                                           {"worst_month", whole(0)}}))},
       {"gradual_exchange", or_null(object({{"perron_root", number()},
                                            {"discounted_perron_root", number()},
                                            {"possible", flag()},
                                            {"proportions", numbers()},
                                            {"essential_parties", texts()}}))}});
}

}  // namespace

void add_roadmap_components(Json& into) {
  into["Steps"] = about(map_of(start()), "when each measure starts");
  into["Accession"] = about(map_of(whole(1)), "the phase in which each partner joins");
  into["RoadmapAsked"] = roadmap_asked();
  into["Roadmap"] = roadmap();
  into["Assessment"] = about(assessment(), "as `tandem assess --json`");
}

}  // namespace tandem::desk
