#include <utility>
#include <vector>

#include "apps/desk/components.h"

namespace tandem::desk {
namespace {

using namespace schema;  // NOLINT(google-build-using-namespace): a file of nothing but schemas

Json chance() {
  return object({{"share", number()},
                 {"histories", whole(0)},
                 {"sampling_95", numbers()},
                 {"worlds_90", numbers()}});
}

std::vector<Member> sketch(std::vector<Member> more = {}) {
  std::vector<Member> members;
  for (const char* name : {"mean", "p5", "p25", "median", "p75", "p95"})
    members.push_back({name, number()});
  for (Member& one : more) members.push_back(std::move(one));
  return members;
}

/// What an event is about, by ids: which of them it has depends on its kind.
std::vector<Member> event(std::vector<Member> more = {}) {
  std::vector<Member> members{
      {"kind", text()},         maybe("crisis", text()),     maybe("party", text()),
      maybe("measure", text()), maybe("government", text()), maybe("share", number())};
  for (Member& one : more) members.push_back(std::move(one));
  return members;
}

Json mark() {
  return object({{"month", whole(0)},
                 {"unbroken", ref("Chance")},
                 {"alive", ref("Chance")},
                 {"running", ref("Chance")},
                 {"all_in_force", ref("Chance")},
                 {"risk_reduction", ref("Distribution")},
                 {"final_goals", ref("Distribution")},
                 {"indicators", map_of(ref("Distribution"))}});
}

Json stress() {
  return report(
      "stress",
      {{"roadmap", text()},
       {"units", map_of(text())},
       {"seed", whole(0)},
       {"numbers", text()},
       {"histories", whole(0)},
       {"worlds", whole(0)},
       {"histories_per_world", whole(1)},
       {"months", whole(0)},
       {"stopped", flag()},
       {"marks", list_of(mark())},
       {"breakdowns", wholes()},
       {"collapses", wholes()},
       {"completions", wholes()},
       {"first_breakdowns", list_of(object({{"histories", whole(0)},
                                            {"government", or_null(object(event()))},
                                            {"cause", object(event())},
                                            {"words", text()}}))},
       {"phases_of_first_breakdowns", wholes()},
       {"values",
        map_of(object(
            sketch({{"worst_tenth", number()}, {"best_tenth", number()}, {"below_0", number()}})))},
       {"months_running", ref("Distribution")},
       {"months_suspended", ref("Distribution")},
       {"crises", ref("Distribution")},
       {"all_breakdowns", whole(0)},
       {"disputes", whole(0)},
       {"settled", whole(0)},
       {"defaults", list_of(object({{"number", text()},
                                    {"low", number()},
                                    {"mode", number()},
                                    {"high", number()},
                                    {"judgement", flag()},
                                    {"basis", text()}}))}});
}

Json comparison() {
  const Json difference = object({{"mean", number()}, {"interval_95", numbers()}});
  const Json wager = object({{"party", text()},
                             {"others_mean_it", number()},
                             {"others_do_not", number()},
                             {"break_even_with_none", number_or_null()},
                             {"break_even_with_none_95", or_null(numbers())},
                             {"break_even_chance", map_of(number_or_null())}});
  const Json policy = object({{"id", text()},
                              {"title", text()},
                              {"begins_in_month", whole(0)},
                              {"differs_from_first", map_of(difference)},
                              {"wagers", list_of(wager)},
                              {"stress", ref("Stress")}});
  const Json in_family = object({{"value", map_of(number())}, {"regret", map_of(number())}});
  return report(
      "comparison",
      {{"seed", whole(0)},
       {"policies", list_of(policy)},
       {"families",
        list_of(object({{"id", text()}, {"words", text()}, {"policies", map_of(in_family)}}))}});
}

Json sensitivity() {
  const Json driver = object({{"number", text()},
                              {"p5", number()},
                              {"p95", number()},
                              {"first_order", number()},
                              {"first_order_error", number()},
                              {"total", number()},
                              {"total_error", number()},
                              {"rank_correlation", number()}});
  const Json side =
      object({{"number", text()}, {"above", number_or_null()}, {"below", number_or_null()}});
  return report("sensitivity", {{"roadmap", text()},
                                {"of", text()},
                                {"worlds", whole(0)},
                                {"mean", number()},
                                {"worst_quarter_below", number()},
                                {"between_worlds", number()},
                                {"between_histories", number()},
                                {"drivers", list_of(driver)},
                                {"worst_where", or_null(object({{"sides", list_of(side)},
                                                                {"density", number()},
                                                                {"coverage", number()},
                                                                {"mass", number()}}))},
                                {"stopped", flag()}});
}

Json story() {
  return report(
      "story",
      {{"roadmap", text()},
       {"events",
        list_of(object(event({{"month", whole(0)}, {"date", text()}, {"words", text()}})))}});
}

}  // namespace

void add_stress_components(Json& into) {
  into["Chance"] = chance();
  into["Distribution"] = object(sketch());
  into["Stress"] = about(stress(), "as `tandem stress --json`");
  into["Comparison"] = about(comparison(), "as `tandem compare --json`");
  into["Sensitivity"] = about(sensitivity(), "as `tandem sensitivity --json`");
  into["Story"] = about(story(), "as `tandem replay --json`");
}

}  // namespace tandem::desk
