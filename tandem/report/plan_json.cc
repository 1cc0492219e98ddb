#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/plan_json_parts.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using model::Case;
using plan::Answer;

Json objectives_json(const Case& of, const Answer& answer) {
  const bool in_order = of.data().objectives_in_order;
  Json list = Json::array();
  for (const plan::ObjectiveValue& one : answer.objectives)
    list.push_back({{"name", model::word_of(one.kind, model::kObjectives)},
                    {"weight", in_order ? Json(nullptr) : Json(one.weight)},
                    {"rank", in_order ? Json(list.size() + 1) : Json(nullptr)},
                    {"value", one.value},
                    {"unit", "share"}});
  return list;
}

}  // namespace

Json plan_json(const Case& of, const Answer& answer) {
  Json json{{"kind", "plan"},
            {"format", 1},
            {"case", of.data().id},
            {"status", status_json(answer.status)}};
  json["objective"] = answer.roadmap ? Json(answer.objective) : Json(nullptr);
  json["bound"] = answer.roadmap ? Json(answer.bound) : Json(nullptr);
  json["relative_gap"] = or_null(answer.gap());
  json["objectives"] = objectives_json(of, answer);
  json["phases_used"] = or_null(answer.phases_used);
  json["ideal_points"] = ideals_json(of, answer.ideal);
  json["ideal_is_proven"] =
      proven_json(of, answer.ideal, answer.ideal_proven);  // else it is an upper bound
  json["obstacles"] = obstacles_json(of, answer.obstacles);
  json["search"] = search_json(answer.statistics);
  json["roadmap"] = answer.roadmap ? roadmap_json(of, *answer.roadmap) : Json(nullptr);
  return json;
}

}  // namespace tandem::report
