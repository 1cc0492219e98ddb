#include <array>

#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/json_values.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using model::Case;
using plan::Answer;

Json obstacles_json(const Case& of, const Answer& answer) {
  static constexpr std::array<std::string_view, 2> kUnits{"points", "share"};
  Json list = Json::array();
  for (const plan::Obstacle& obstacle : answer.obstacles) {
    const bool counted = obstacle.unit != plan::Unit::none;
    const bool in_phase = obstacle.phase > 0 && obstacle.phase <= of.time().phases;
    list.push_back(
        {{"rule", obstacle.rule},
         {"party", obstacle.party ? Json(of.party(*obstacle.party).id) : Json(nullptr)},
         {"phase", in_phase ? Json(obstacle.phase) : Json(nullptr)},
         {"month", or_null(obstacle.month)},
         {"when", when_words(of, obstacle)},
         {"short_by", counted ? Json(obstacle.short_by) : Json(nullptr)},
         {"unit", counted ? Json(kUnits[static_cast<std::size_t>(obstacle.unit)]) : Json(nullptr)},
         {"text", obstacle.text}});
  }
  return list;
}

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

Json proven_json(const Case& of, const Answer& answer) {
  Json proven = Json::object();
  for (std::size_t p = 0; p < answer.ideal_proven.size(); ++p)
    if (answer.ideal[p]) proven[of.parties()[p].id] = static_cast<bool>(answer.ideal_proven[p]);
  return proven;
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
  json["objectives"] = objectives_json(of, answer);
  json["phases_used"] = or_null(answer.phases_used);
  json["ideal_points"] = ideals_json(of, answer);
  json["ideal_is_proven"] = proven_json(of, answer);  // else it is an upper bound
  json["obstacles"] = obstacles_json(of, answer);
  json["search"] = search_json(answer.statistics);
  json["roadmap"] = answer.roadmap ? roadmap_json(of, *answer.roadmap) : Json(nullptr);
  return json;
}

}  // namespace tandem::report
