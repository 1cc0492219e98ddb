#include "tandem/report/internal/plan_json_parts.h"
#include "tandem/report/report.h"

namespace tandem::report {
namespace {

using window::Answer;

Json names_of(const Answer& answer, const std::vector<model::Limit>& limits) {
  Json json = Json::array();
  for (const model::Limit& limit : limits) json.push_back(model::name_of(answer.aim.of, limit));
  return json;
}

Json names_of(const Answer& answer, const window::Limits& limits) {
  Json json = Json::array();
  for (const std::size_t k : limits)
    json.push_back(model::name_of(answer.aim.of, answer.limits[k]));
  return json;
}

Json cost_json(const std::optional<model::Quantity>& cost) {
  if (!cost) return nullptr;
  return {{"low", cost->low}, {"mode", cost->mode}, {"high", cost->high}};
}

Json opening_json(const Answer& answer, const window::Opening& opening) {
  Json json{{"limits", names_of(answer, opening.limits)},
            {"cost", cost_json(opening.cost)},
            {"without_cost", opening.without_cost}};
  json["movements"] = Json::array();
  for (const window::Movement& movement : opening.movements)
    json["movements"].push_back(
        {{"limit", model::name_of(answer.aim.of, answer.limits[movement.limit])},
         {"now", movement.now},
         {"too_little", movement.too_little},
         {"enough", or_null(movement.enough)},
         {"unit", movement.unit}});
  json["roadmap"] = opening.roadmap ? roadmap_json(answer.aim.of, *opening.roadmap) : Json(nullptr);
  return json;
}

Json best_json(const window::Worth& worth, const window::Best& best) {
  const auto [least, most] = window::gain(worth.as_it_is, best);
  Json json{{"limits", Json::array()}, {"status", status_json(best.status)}};
  for (const std::size_t k : best.limits)
    json["limits"].push_back(model::name_of(worth.aim.of, worth.limits[k]));
  json["objective"] = best.roadmap ? Json(best.objective) : Json(nullptr);
  json["bound"] = best.roadmap ? Json(best.bound) : Json(nullptr);
  const bool both = best.roadmap && worth.as_it_is.roadmap;
  json["gain_at_least"] = both ? Json(least) : Json(nullptr);
  json["gain_at_most"] = both ? Json(most) : Json(nullptr);
  json["roadmap"] = best.roadmap ? roadmap_json(worth.aim.of, *best.roadmap) : Json(nullptr);
  return json;
}

}  // namespace

Json worth_json(const window::Worth& worth) {
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
  json["search"] = search_json(worth.statistics);
  return json;
}

Json window_json(const Answer& answer) {
  Json json{{"kind", "window"}, {"format", 1}, {"case", answer.aim.of.data().id}};
  json["targets"] = Json::array();
  for (const window::Target& target : answer.aim.targets)
    json["targets"].push_back({{"target", target.text}, {"words", target.words}});
  json["possible"] = answer.possible();
  json["limits"] = Json::array();
  for (const model::Limit& limit : answer.limits)
    json["limits"].push_back({{"name", model::name_of(answer.aim.of, limit)},
                              {"words", model::words_of(answer.aim.of, limit)},
                              {"cost", cost_json(model::cost_of(answer.aim.of, limit))}});
  json["held"] = names_of(answer, answer.held);
  json["conflicts"] = Json::array();
  for (const window::Block& conflict : answer.conflicts)
    json["conflicts"].push_back({{"limits", names_of(answer, conflict.limits)},
                                 {"sure", conflict.sure},
                                 {"minimal", conflict.minimal},
                                 {"obstacles", obstacles_json(answer.aim.of, conflict.obstacles)}});
  json["relaxations"] = Json::array();
  for (const window::Opening& opening : answer.openings)
    json["relaxations"].push_back(opening_json(answer, opening));
  json["unsettled"] = Json::array();
  for (const window::Limits& limits : answer.unsettled)
    json["unsettled"].push_back(names_of(answer, limits));
  json["all"] = answer.all;
  json["questions"] = answer.asked;
  json["search"] = search_json(answer.statistics);
  return json;
}

}  // namespace tandem::report
