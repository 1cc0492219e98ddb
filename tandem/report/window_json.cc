#include <cmath>

#include "tandem/base/statistics.h"
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

/// Null where it was not settled.
Json sure_json(window::Verdict looser) {
  if (looser == window::Verdict::unsettled) return nullptr;
  return looser == window::Verdict::impossible;
}

Json opening_json(const Answer& answer, const window::Opening& opening) {
  Json json{{"limits", names_of(answer, opening.limits)},
            {"cost", cost_json(opening.cost)},
            {"without_cost", opening.without_cost},
            {"minimal", opening.minimal}};
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

Json often_json(const window::Often& often, std::size_t draws) {
  Json json{{"draws", often.seen}, {"unknown", often.unknown}};
  json["low"] = wilson(often.seen, draws).low;
  json["high"] = wilson(often.seen + often.unknown, draws).high;
  return json;
}

Json draws_json(const Answer& answer, const window::Draws& draws) {
  Json json{{"made", draws.made}, {"possible", often_json(draws.possible, draws.made)}};
  json["hopeless"] = often_json(draws.hopeless, draws.made);
  json["in_conflict"] = Json::array();
  for (std::size_t k = 0; k < draws.in_conflict.size(); ++k) {
    json["in_conflict"].push_back(often_json(draws.in_conflict[k], draws.made));
    json["in_conflict"].back()["limit"] = model::name_of(answer.aim.of, answer.limits[k]);
  }
  json["suffices"] = Json::array();
  for (std::size_t k = 0; k < draws.suffices.size(); ++k) {
    json["suffices"].push_back(often_json(draws.suffices[k], draws.made));
    json["suffices"].back()["limits"] = names_of(answer, answer.openings[k].limits);
  }
  return json;
}

}  // namespace

Json window_json(const Answer& answer, const std::optional<window::Draws>& draws) {
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
                                 {"sure", sure_json(conflict.looser)},
                                 {"minimal", conflict.minimal},
                                 {"obstacles", obstacles_json(answer.aim.of, conflict.obstacles)}});
  json["others_cost_at_least"] =
      std::isfinite(answer.others_cost) ? Json(answer.others_cost) : Json(nullptr);
  json["relaxations"] = Json::array();
  for (const window::Opening& opening : answer.openings)
    json["relaxations"].push_back(opening_json(answer, opening));
  json["unsettled"] = Json::array();
  for (const window::Limits& limits : answer.unsettled)
    json["unsettled"].push_back(names_of(answer, limits));
  json["all"] = answer.all;
  json["draws"] = draws ? draws_json(answer, *draws) : Json(nullptr);
  json["questions"] = answer.asked;
  json["search"] = search_json(answer.statistics);
  return json;
}

}  // namespace tandem::report
