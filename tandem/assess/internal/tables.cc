#include <algorithm>
#include <map>

#include "tandem/assess/internal/context.h"

namespace tandem::assess {
namespace {

using model::Case;
using model::Increment;
using model::Roadmap;
using value::Economics;

using Table = std::vector<std::vector<double>>;

std::size_t phase_index(const Case& of, const Increment& step) {
  return static_cast<std::size_t>(of.phase_of(step.start_month) - 1);
}

/// Benefits to j that i has yet to start, by decision month: a suffix sum over start months.
void fill_leverage(const Case& of, const Economics& worth, const Roadmap& roadmap,
                   Assessment& result) {
  const std::vector<int>& months = result.game.months;
  const std::size_t parties = of.parties().size();
  result.leverage.assign(parties, Table(parties, std::vector<double>(months.size())));
  for (const Increment& step : roadmap.increments) {
    const auto at = std::ranges::lower_bound(months, step.start_month) - months.begin();
    for (std::size_t j = 0; j < parties; ++j) {
      if (!worth.stream(step.measure, PartyId(j)).benefit) continue;
      const double benefit = step.share *
                             worth.carried_out(PartyId(j), step.measure, step.start_month, 0) /
                             value::kScale;
      for (const PartyId i : of.measure(step.measure).actors)
        result.leverage[i.index()][j][static_cast<std::size_t>(at)] += benefit;
    }
  }
  for (Table& row : result.leverage)
    for (std::vector<double>& held : row)
      for (std::size_t k = held.size(); k-- > 1;) held[k - 1] += held[k];
}

void fill_exchange(const Case& of, const Economics& worth, const Roadmap& roadmap,
                   Assessment& result) {
  const std::size_t parties = of.parties().size();
  const std::vector<double> none(static_cast<std::size_t>(of.time().phases));
  result.cumulative.assign(parties, none);
  result.gives.assign(parties, none);
  result.gets.assign(parties, none);
  for (const Increment& step : roadmap.increments) {
    const std::size_t t = phase_index(of, step);
    for (std::size_t p = 0; p < parties; ++p) {
      const double net =
          step.share * worth.carried_out(PartyId(p), step.measure, step.start_month, 0);
      result.cumulative[p][t] += net;
      if (net > 0) result.gets[p][t] += net;
      if (net < 0 && of.measure(step.measure).has_actor(PartyId(p))) result.gives[p][t] -= net;
    }
  }
  for (std::vector<double>& row : result.cumulative)
    for (std::size_t t = 1; t < row.size(); ++t) row[t] += row[t - 1];
}

void fill_tracks(const Case& of, const Economics& worth, const Roadmap& roadmap,
                 Assessment& result) {
  const auto phases = static_cast<std::size_t>(of.time().phases);
  std::vector<double> total(of.tracks().size());
  for (std::size_t k = 0; k < of.tracks().size(); ++k)
    result.tracks.push_back({TrackId(k), std::vector<double>(phases), std::vector<double>(phases)});
  for (std::size_t k = 0; k < of.measures().size(); ++k)
    total[of.measures()[k].track.index()] += track_weight(of, worth, MeasureId(k));
  for (const Increment& step : roadmap.increments) {
    const std::size_t track = of.measure(step.measure).track.index();
    if (total[track] == 0) continue;
    const double share = step.share * track_weight(of, worth, step.measure) / total[track];
    const int ready = worth.in_force(step.measure, step.start_month);
    for (std::size_t t = phase_index(of, step); t < phases; ++t) {
      result.tracks[track].started[t] += share;
      if (ready <= of.phase_start(static_cast<int>(t) + 2))
        result.tracks[track].in_force[t] += share;
    }
  }
}

std::vector<Step> staircase(const std::map<int, double>& rises) {
  std::vector<Step> steps{{0, 0}};
  for (const auto& [month, rise] : rises) {
    if (month > steps.back().month) steps.push_back({month, steps.back().value});
    steps.back().value += rise;
  }
  return steps;
}

void fill_security(const Case& of, const Economics& worth, const Roadmap& roadmap,
                   Assessment& result) {
  const double attainable = attainable_risk_reduction(of);
  std::map<int, double> delivered;
  std::map<int, double> verified;
  for (const Increment& step : roadmap.increments) {
    const model::Measure& measure = of.measure(step.measure);
    if (measure.risk_reduction.mode <= 0) continue;
    const double share = step.share * measure.risk_reduction.mode / attainable;
    const int ready = worth.in_force(step.measure, step.start_month);
    delivered[ready] += share;
    if (const auto wait = months_to_verify(measure, of.principles().confidence))
      verified[ready + *wait] += share;
  }
  result.security = staircase(delivered);
  result.security_verified = staircase(verified);
}

}  // namespace

void fill_tables(const Case& of, const Economics& worth, const Roadmap& roadmap,
                 Assessment& result) {
  fill_leverage(of, worth, roadmap, result);
  fill_exchange(of, worth, roadmap, result);
  fill_tracks(of, worth, roadmap, result);
  fill_security(of, worth, roadmap, result);
}

}  // namespace tandem::assess
