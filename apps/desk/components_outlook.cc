#include <utility>

#include "apps/desk/components.h"

namespace tandem::desk {
namespace {

using namespace schema;  // NOLINT(google-build-using-namespace): a file of nothing but schemas

Json likely() { return object({{"low", number()}, {"middle", number()}, {"high", number()}}); }

Json number_of_entry() { return about(whole(1), "of an entry"); }

Json standing() {
  const Json step = object({{"measure", text()},
                            {"title", text()},
                            {"start_month", number()},
                            {"in_force_month", number_or_null()},
                            {"share", between(0, 1)}});
  const Json withdrawn =
      object({{"measure", text()}, {"by", text()}, {"since", day()}, {"entry", number_of_entry()}});
  const Json breach = object({{"party", text()},
                              {"what", word_of({"not_met", "suspended", "withdrawn"})},
                              {"obligation", text_or_null()},
                              {"on", day()},
                              {"entry", number_of_entry()}});
  return object({{"case", text()},
                 {"month", whole(0)},
                 {"open_from_phase", or_null(whole(1))},
                 {"steps", list_of(step)},
                 {"withdrawn", list_of(withdrawn)},
                 {"breaches", list_of(breach)},
                 {"suspended", or_null(day())},
                 {"suspended_by", texts()},
                 {"assumptions", texts()},
                 {"left_out", texts()}});
}

Json warning() {
  return object({{"kind", word_of({"behind_plan", "behind_others", "trust", "leverage", "at_risk",
                                   "breach"})},
                 {"says", text()},
                 {"entries", list_of(number_of_entry())},
                 {"obligations", texts()}});
}

Json own_plan() {
  return object({{"party", about(text_or_null(), "null: all of them")},
                 {"due", whole(0)},
                 {"on_time", whole(0)},
                 {"late", whole(0)},
                 {"open", whole(0)},
                 {"mean_days_late", number()},
                 {"still_open", texts()},
                 {"linked", whole(0)},
                 {"linked_open", whole(0)},
                 {"chance", or_null(likely())}});
}

Json rate() {
  return object({{"compared_with", text()},
                 {"provisions", whole(0)},
                 {"source", text()},
                 {"years", number()},
                 {"obligations", whole(0)},
                 {"reported", whole(0)},
                 {"verified", whole(0)},
                 {"share_of_others", number()},
                 {"share_of_others_low", number()},
                 {"share_of_others_high", number()},
                 {"chance_of_so_few", likely()}});
}

Json at_risk() {
  return object({{"obligation", text()},
                 {"due", day()},
                 {"expected", day()},
                 {"days", whole(0)},
                 {"waits_for", text_or_null()}});
}

Json leverage() {
  return object({{"holds", text()},
                 {"over", text()},
                 {"at_first", about(number(), "share of the other's scale")},
                 {"now", number()},
                 {"left", list_of(object({{"id", text()}, {"title", text()}}))}});
}

Json breakdown() {
  const Json measure = object({{"measure", text()},
                               {"title", text()},
                               {"in_force", number()},
                               {"under_way", number()},
                               {"taken_back", number()},
                               {"stays", number()},
                               {"by", or_null(day())},
                               {"recorded", flag()}});
  const Json party = about(object({{"party", text()},
                                   {"had", number()},
                                   {"loses", number()},
                                   {"keeps", number()},
                                   {"relieved", number()},
                                   {"bears", number()},
                                   {"forgoes", number()},
                                   {"breakdown", number()}}),
                           "points of the party's own scale of 100");
  return object({{"recorded", about(flag(), "else: if it broke down on that day")},
                 {"day", day()},
                 {"month", whole(0)},
                 {"measures", list_of(measure)},
                 {"parties", list_of(party)}});
}

Json outlook() {
  return object(
      {{"kind", constant("outlook")},
       {"ledger", text()},
       {"on", day()},
       {"known", text()},
       {"entries", whole(0)},
       {"standing", or_null(standing())},
       {"warnings", list_of(warning())},
       {"plan", list_of(own_plan())},
       {"rates", list_of(rate())},
       {"at_risk", list_of(at_risk())},
       {"owed",
        list_of(object({{"by", text()}, {"to", text()}, {"open", whole(0)}, {"late", whole(0)}}))},
       {"trust",
        list_of(
            object({{"party", text()}, {"in", text()}, {"before", number()}, {"now", likely()}}))},
       {"leverage", list_of(leverage())},
       {"breakdown", or_null(breakdown())},
       maybe("why_no_case", about(text(), "it is held against none"))});
}

Json ways_on() {
  const Json better =
      about(map_of(object({{"mean", number()}, {"low", number()}, {"high", number()}})),
            "by party: points of its own scale of 100, with the 95 % interval of the mean");
  const Json way = object({{"way", word_of({"none", "as_it_stands", "as_agreed", "replanned"})},
                           {"better_than_none", better},
                           {"preferred_by", texts()},
                           {"refused_by", texts()}});
  return object({{"kind", constant("resumption")},
                 {"standing", standing()},
                 {"suspended", flag()},
                 {"histories", whole(0)},
                 {"plan", about(anything(), "as `tandem replan --json`")},
                 {"missed", list_of(object({{"keep", between(0, 1)},
                                            {"proven", flag()},
                                            {"obstacles", list_of(ref("Obstacle"))}}))},
                 {"ways", list_of(way)},
                 maybe("steps", ref("Steps")),
                 maybe("accession", ref("Accession")),
                 maybe("result", ref("ResultId"))});
}

}  // namespace

void add_outlook_components(Json& into) {
  into["LedgerOutlook"] = about(outlook(), "as `tandem ledger outlook --json`");
  into["WaysOn"] = about(ways_on(), "as `tandem ledger replan --json`");
}

}  // namespace tandem::desk
