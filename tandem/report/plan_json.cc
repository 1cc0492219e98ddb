#include <array>

#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/json_values.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using model::Case;
using plan::Answer;

Json obstacles_json(const Case& of, const Answer& answer) {
  Json list = Json::array();
  for (const plan::Obstacle& obstacle : answer.obstacles)
    list.push_back({{"rule", obstacle.rule},
                    {"party", obstacle.party ? Json(of.party(*obstacle.party).id) : Json(nullptr)},
                    {"phase", obstacle.phase > 0 ? Json(obstacle.phase) : Json(nullptr)},
                    {"short_by", obstacle.short_by},
                    {"unit", obstacle.party ? "points" : "share"},
                    {"text", obstacle.text}});
  return list;
}

Json objectives_json(const Answer& answer) {
  Json list = Json::array();
  for (const plan::ObjectiveValue& one : answer.objectives)
    list.push_back({{"name", model::word_of(one.kind, model::kObjectives)},
                    {"weight", one.weight},
                    {"value", one.value}});
  return list;
}

Json ideals_json(const Case& of, const Answer& answer) {
  Json ideals = Json::object();
  for (std::size_t p = 0; p < answer.ideal.size(); ++p)
    if (answer.ideal[p]) ideals[of.parties()[p].id] = *answer.ideal[p];
  return ideals;
}

Json search_json(const plan::Statistics& statistics) {
  return {{"solver", statistics.solver},
          {"seconds", statistics.seconds},
          {"seconds_to_first", or_null(statistics.seconds_to_first)},
          {"moves", statistics.moves},
          {"nodes", statistics.nodes},
          {"stopped_by", statistics.stopped_by}};
}

}  // namespace

Json plan_json(const Case& of, const Answer& answer) {
  static constexpr std::array<std::string_view, 4> kStatus{"optimal", "feasible", "infeasible",
                                                           "unknown"};
  Json json{{"kind", "plan"},
            {"format", 1},
            {"case", of.data().id},
            {"status", kStatus[static_cast<std::size_t>(answer.status)]}};
  json["objective"] = answer.roadmap ? Json(answer.objective) : Json(nullptr);
  json["bound"] = answer.roadmap ? Json(answer.bound) : Json(nullptr);
  json["relative_gap"] = or_null(answer.gap());
  json["objectives"] = objectives_json(answer);
  json["phases_used"] = or_null(answer.phases_used);
  json["ideal_points"] = ideals_json(of, answer);
  json["obstacles"] = obstacles_json(of, answer);
  json["search"] = search_json(answer.statistics);
  json["roadmap"] = answer.roadmap ? roadmap_json(of, *answer.roadmap) : Json(nullptr);
  return json;
}

}  // namespace tandem::report
