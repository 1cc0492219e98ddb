#include <cmath>

#include "tandem/report/internal/plan_json_parts.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using window::Curve;
using window::Spending;
using window::Worth;

Json names_of(const Worth& worth, const window::Limits& limits) {
  Json json = Json::array();
  for (const std::size_t k : limits) json.push_back(model::name_of(worth.aim.of, worth.limits[k]));
  return json;
}

Json finite(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json best_json(const Worth& worth, const window::Best& best) {
  const auto [least, most] = window::gain(worth.as_it_is, best);
  Json json{{"limits", names_of(worth, best.limits)}, {"status", status_json(best.status)}};
  json["objective"] = best.roadmap ? Json(best.objective) : Json(nullptr);
  json["bound"] = best.roadmap ? finite(best.bound) : Json(nullptr);
  const bool both = best.roadmap && worth.as_it_is.roadmap;
  json["gain_at_least"] = both ? finite(least) : Json(nullptr);
  json["gain_at_most"] = both ? finite(most) : Json(nullptr);
  json["roadmap"] = best.roadmap ? roadmap_json(worth.aim.of, *best.roadmap) : Json(nullptr);
  return json;
}

Json standing_json(const Worth& worth, const window::Standing& standing) {
  const auto& alternatives = worth.aim.of.data().alternatives;
  Json json{{"policy", alternatives[standing.policy].id}};
  json["spent"] = cost_json(standing.spent);
  json["insisted"] = cost_json(standing.insisted);
  json["width"] = standing.width();
  const window::Best& best = standing.best;
  json["status"] = status_json(best.status);
  json["objective"] = best.roadmap ? Json(best.objective) : Json(nullptr);
  json["bound"] = best.roadmap ? finite(best.bound) : Json(nullptr);
  json["roadmap"] = best.roadmap ? roadmap_json(worth.aim.of, *best.roadmap) : Json(nullptr);
  json["conflict"] = Json::array();
  for (const model::Limit& limit : window::against(standing))
    json["conflict"].push_back(model::name_of(standing.why_not->aim.of, limit));
  json["own_objective"] = standing.own ? Json(*standing.own) : Json(nullptr);
  json["own_stands"] = standing.own ? Json(standing.own_stands) : Json(nullptr);
  return json;
}

/// A ceiling is null where nothing is known, and "possible" false where it is proven that there is
/// no roadmap.
Json spending_json(const Worth& worth, const Spending& spending) {
  Json json{
      {"holder", spending.holder ? Json(worth.aim.of.party(*spending.holder).id) : Json(nullptr)},
      {"settled", spending.curve.settled}};
  json["reached"] = Json::array();
  for (std::size_t k = 0; k < spending.curve.reached.size(); ++k) {
    const Curve::Reach& reach = spending.curve.reached[k];
    json["reached"].push_back({{"limits", names_of(worth, reach.limits)},
                               {"cost", cost_json(spending.cost[k])},
                               {"objective", reach.value},
                               {"each_needed", reach.each_needed},
                               {"roadmap", roadmap_json(worth.aim.of, spending.roadmaps[k])}});
  }
  json["ceilings"] = Json::array();
  for (const Curve::Ceiling& ceiling : spending.curve.ceilings)
    json["ceilings"].push_back({{"cost_at_least", ceiling.cost},
                                {"bound", finite(ceiling.bound)},
                                {"possible", std::isfinite(ceiling.bound) || ceiling.bound > 0}});
  return json;
}

}  // namespace

Json worth_json(const Worth& worth) {
  Json json{{"kind", "window-worth"}, {"format", 1}, {"case", worth.aim.of.data().id}};
  json["unit"] = "share";
  json["as_it_is"] = best_json(worth, worth.as_it_is);
  json["each"] = Json::array();
  for (const window::Best& best : worth.each) {
    json["each"].push_back(best_json(worth, best));
    json["each"].back()["cost"] =
        cost_json(model::cost_of(worth.aim.of, worth.limits[best.limits.front()]));
  }
  json["all"] = best_json(worth, worth.all);
  json["near"] = worth.near;
  json["curve"] = spending_json(worth, worth.total);
  json["holders"] = Json::array();
  for (const Spending& spending : worth.holders)
    json["holders"].push_back(spending_json(worth, spending));
  json["pairs"] = Json::array();
  for (const window::Pair& pair : worth.pairs)
    json["pairs"].push_back({{"limits", names_of(worth, pair.limits)},
                             {"objective", finite(pair.best)},
                             {"more_at_least", pair.least},
                             {"more_at_most", finite(pair.most)}});
  json["policies"] = Json::array();
  for (const window::Standing& standing : worth.policies)
    json["policies"].push_back(standing_json(worth, standing));
  json["roadmaps"] = worth.asked;
  json["search"] = search_json(worth.statistics);
  return json;
}

}  // namespace tandem::report
