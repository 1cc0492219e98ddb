#include <algorithm>
#include <map>
#include <string>

#include "tandem/base/calendar.h"
#include "tandem/model/numbers.h"
#include "tandem/report/case_report.h"
#include "tandem/report/internal/json_values.h"

namespace tandem::report {
namespace {

Json ids_of(const model::Case& of, model::Role role) {
  Json ids = Json::array();
  for (const model::Party& party : of.parties())
    if (party.role == role) ids.push_back(party.id);
  return ids;
}

/// How many boundaries each holder has.
Json boundaries_of(const model::Case& of) {
  std::map<std::string, std::size_t> counts;
  for (const model::Boundary& one : of.boundaries()) ++counts[of.party(one.holder).id];
  return counts;
}

}  // namespace

Json case_summary_json(const model::CaseDraft& draft, const model::Case& valid) {
  const model::Time& time = valid.time();
  const model::Census numbers = model::census(draft);
  Json tracks = Json::array();
  for (const model::Track& track : valid.tracks()) tracks.push_back(track.id);
  return {{"id", valid.data().id},
          {"title", valid.data().title},
          {"principals", ids_of(valid, model::Role::principal)},
          {"partners", ids_of(valid, model::Role::partner)},
          {"tracks", std::move(tracks)},
          {"measures",
           {{"total", valid.measures().size()},
            {"divisible", std::ranges::count_if(valid.measures(), &model::Measure::divisible)},
            {"mandatory", std::ranges::count_if(valid.measures(), &model::Measure::mandatory)}}},
          {"time",
           {{"start", format_date(time.start)},
            {"phases", time.phases},
            {"months_per_phase", time.months_per_phase},
            {"horizon_months", time.horizon ? Json(*time.horizon) : Json("forever")}}},
          {"numbers",
           {{"total", numbers.all()},
            {"from_sources", numbers.sourced},
            {"from_judgements", numbers.judged},
            {"ranged", numbers.ranged}}},
          {"boundaries", boundaries_of(valid)}};
}

}  // namespace tandem::report
