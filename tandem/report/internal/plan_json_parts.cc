#include "tandem/report/internal/plan_json_parts.h"

#include <array>

#include "tandem/report/internal/words.h"

namespace tandem::report {

using model::Case;

Json status_json(plan::Status status) {
  static constexpr std::array<std::string_view, 4> kStatus{"optimal", "feasible", "infeasible",
                                                           "unknown"};
  return kStatus[static_cast<std::size_t>(status)];
}

Json obstacles_json(const Case& of, std::span<const plan::Obstacle> obstacles) {
  static constexpr std::array<std::string_view, 2> kUnits{"points", "share"};
  Json list = Json::array();
  for (const plan::Obstacle& obstacle : obstacles) {
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

Json proven_json(const Case& of, std::span<const std::optional<double>> ideal,
                 const std::vector<bool>& is_proven) {
  Json proven = Json::object();
  for (std::size_t p = 0; p < is_proven.size(); ++p)
    if (ideal[p]) proven[of.parties()[p].id] = static_cast<bool>(is_proven[p]);
  return proven;
}

Json ideals_json(const Case& of, std::span<const std::optional<double>> ideal) {
  Json ideals = Json::object();
  for (std::size_t p = 0; p < ideal.size(); ++p)
    if (ideal[p]) ideals[of.parties()[p].id] = *ideal[p];
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

}  // namespace tandem::report
