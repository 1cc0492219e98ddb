#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/plan_json_parts.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using plan::Tradeoff;

/// Values by the names of the objectives.
Json named(const Tradeoff& curve, const std::vector<double>& values) {
  Json json = Json::object();
  for (std::size_t k = 0; k < values.size(); ++k)
    json[model::word_of(curve.between[k], model::kObjectives)] = values[k];
  return json;
}

}  // namespace

Json tradeoff_json(const model::Case& of, const Tradeoff& curve) {
  Json json{{"kind", "tradeoff"},
            {"format", 1},
            {"case", of.data().id},
            {"status", status_json(curve.status)}};
  json["between"] = Json::array();
  for (const model::ObjectiveKind kind : curve.between)
    json["between"].push_back(model::word_of(kind, model::kObjectives));
  json["unit"] = "share";
  json["within"] = curve.points.empty() ? Json(nullptr) : Json(curve.within);
  json["best"] = named(curve, curve.best);
  json["range"] = named(curve, curve.range);
  json["points"] = Json::array();
  for (const plan::TradeoffPoint& point : curve.points)
    json["points"].push_back({{"values", named(curve, point.values)},
                              {"efficient", point.efficient},
                              {"roadmap", roadmap_json(of, point.roadmap)}});
  json["corners"] = Json::array();
  for (const std::vector<double>& corner : curve.corners)
    json["corners"].push_back(named(curve, corner));
  json["ideal_points"] = ideals_json(of, curve.ideal);
  json["ideal_is_proven"] = proven_json(of, curve.ideal, curve.ideal_proven);
  json["obstacles"] = obstacles_json(of, curve.obstacles);
  json["search"] = search_json(curve.statistics);
  return json;
}

}  // namespace tandem::report
