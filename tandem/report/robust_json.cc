#include <cmath>

#include "tandem/base/statistics.h"
#include "tandem/report/internal/plan_json_parts.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using plan::RobustPlan;

Json record_json(const plan::Record& record) {
  const auto [low, high] = wilson(record.holds, record.futures);
  Json fails = Json::array();
  for (const auto& [rule, count] : record.fails)
    fails.push_back({{"rule", rule}, {"futures", count}});
  return {{"futures", record.futures},
          {"holds", record.holds},
          {"interval_95", Json::array({low, high})},
          {"worst", or_null(record.worst)},
          {"median", or_null(record.median)},
          {"mean_regret", record.mean_regret},
          {"largest_regret", record.largest_regret},
          {"fails", std::move(fails)}};
}

std::string origin_of(const RobustPlan& plan) {
  switch (plan.origin) {
    case RobustPlan::Origin::modes:
      return "modes";
    case RobustPlan::Origin::sure:
      return "sure";
    case RobustPlan::Origin::beside:
      break;
  }
  return "beside";
}

Json plan_json(const model::Case& of, const RobustPlan& plan) {
  const bool sure = plan.origin == RobustPlan::Origin::sure;
  const bool planned = plan.origin != RobustPlan::Origin::beside;
  Json json{{"origin", origin_of(plan)},
            {"sure", sure ? Json(plan.sure) : Json(nullptr)},
            {"status", planned ? status_json(plan.status) : Json(nullptr)}};
  json["objective"] = planned && plan.roadmap ? Json(plan.objective) : Json(nullptr);
  const bool bounded = planned && plan.roadmap && std::isfinite(plan.bound);
  json["bound"] = bounded ? Json(plan.bound) : Json(nullptr);
  json["objective_at_modes"] = plan.roadmap ? Json(plan.at_modes) : Json(nullptr);
  json["planned_for"] = plan.roadmap ? record_json(plan.made_for) : Json(nullptr);
  json["fresh"] = plan.roadmap ? record_json(plan.tried) : Json(nullptr);
  json["roadmap"] = plan.roadmap ? roadmap_json(of, *plan.roadmap) : Json(nullptr);
  return json;
}

}  // namespace

Json robust_json(const model::Case& of, const plan::RobustOptions& asked,
                 const plan::Robust& answer) {
  Json json{{"kind", "robust"},
            {"format", 1},
            {"case", of.data().id},
            {"seed", asked.seed},
            {"unit", "share"}};
  json["plans"] = Json::array();
  for (const RobustPlan& plan : answer.plans) json["plans"].push_back(plan_json(of, plan));
  json["ideal_points"] = ideals_json(of, answer.ideal);
  json["ideal_is_proven"] = proven_json(of, answer.ideal, answer.ideal_proven);
  json["obstacles"] = obstacles_json(of, answer.obstacles);
  json["search"] = search_json(answer.statistics);
  return json;
}

}  // namespace tandem::report
