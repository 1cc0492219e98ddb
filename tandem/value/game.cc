#include "tandem/value/game.h"

#include <algorithm>
#include <cassert>

namespace tandem::value {
namespace {

using model::Case;
using model::Deviation;
using model::Increment;
using model::Roadmap;

/// The months of one decision.
struct Round {
  Round(const Case& of, int opens)
      : month(opens), end(round_end(of, opens)), breakdown(breakdown_month(of, opens)) {}
  int month;
  int end;        ///< first month whose starts do not belong to it
  int breakdown;  ///< if somebody deviates
};

/// What one whole tranche is worth to `i` from the round on, in month-0 points, when `i` breaks
/// off.
double defect_tranche(const Case& of, const Economics& worth, PartyId i, MeasureId m, int start,
                      const Round& round, Deviation deviation) {
  if (start >= round.end) return 0;
  const bool own = of.measure(m).has_actor(i);
  if (own && start >= round.month) return 0;
  const int taken_back = own && deviation == Deviation::withdraw ? round.month : round.breakdown;
  const bool stands = worth.in_force(m, start) <= taken_back;
  return worth.broken_off(i, m, start, taken_back, round.month) +
         (stands ? worth.breakdown_shift(i, m, start, round.breakdown) : 0);
}

bool sole_actor(const Case& of, MeasureId m, PartyId i) {
  const auto& actors = of.measure(m).actors;
  return actors.size() == 1 && actors.front() == i;
}

double history_tranche(const Case& of, const Economics& worth, PartyId i, MeasureId m, int start,
                       const Round& round) {
  if (start >= round.end || (start >= round.month && !sole_actor(of, m, i))) return 0;
  return worth.broken_off(i, m, start, round.breakdown, 0) +
         worth.breakdown_shift(i, m, start, round.breakdown);
}

}  // namespace

std::vector<int> decision_months(const Case& of, const Roadmap& roadmap) {
  std::vector<int> months;
  for (int phase = 1; phase <= of.time().phases + 1; ++phase)
    months.push_back(of.phase_start(phase));
  for (const Increment& step : roadmap.increments) months.push_back(step.start_month);
  std::ranges::sort(months);
  const auto repeated = std::ranges::unique(months);
  months.erase(repeated.begin(), repeated.end());
  return months;
}

int round_end(const Case& of, int month) {
  const int phase_end = of.phase_start(of.phase_of(month) + 1);
  return std::max(month + 1, std::min(breakdown_month(of, month), phase_end));
}

double comply(const Economics& worth, const Roadmap& roadmap, PartyId i, int month) {
  double sum = 0;
  for (const Increment& step : roadmap.increments)
    sum += step.share * worth.carried_out(i, step.measure, step.start_month, month);
  return sum / worth.discount(i).power(month);
}

double defect(const Case& of, const Economics& worth, const Roadmap& roadmap, PartyId i, int month,
              Deviation deviation) {
  const Round round(of, month);
  double sum = worth.breakdown(i, round.breakdown, true);
  for (const Increment& step : roadmap.increments)
    sum +=
        step.share * defect_tranche(of, worth, i, step.measure, step.start_month, round, deviation);
  return sum / worth.discount(i).power(month);
}

Choices choices(const Case& of, const Economics& worth, const Roadmap& roadmap, PartyId i,
                int month, Deviation deviation) {
  const Round round(of, month);
  Choices sum;
  sum.alone = worth.breakdown(i, round.breakdown, false);
  sum.defect = sum.neither = worth.breakdown(i, round.breakdown, true);
  for (const Increment& step : roadmap.increments) {
    const MeasureId m = step.measure;
    const int start = step.start_month;
    sum.comply += step.share * worth.carried_out(i, m, start, month);
    if (start >= round.end) continue;
    const double broken = step.share * defect_tranche(of, worth, i, m, start, round, deviation);
    sum.defect += broken;
    if (start < month) sum.neither += broken;
    if (start < month || sole_actor(of, m, i))
      sum.alone += step.share * (worth.broken_off(i, m, start, round.breakdown, month) +
                                 worth.breakdown_shift(i, m, start, round.breakdown));
  }
  const double now = worth.discount(i).power(month);
  return {sum.comply / now, sum.alone / now, sum.defect / now, sum.neither / now};
}

double exposure(const Case& of, const Economics& worth, const Roadmap& roadmap, PartyId i,
                int month) {
  const Round round(of, month);
  double history = worth.breakdown(i, round.breakdown, false);
  for (const Increment& step : roadmap.increments)
    history += step.share * history_tranche(of, worth, i, step.measure, step.start_month, round);
  return std::max(0.0, -history);
}

double leverage(const Case& of, const Economics& worth, const Roadmap& roadmap, PartyId i,
                PartyId j, int month) {
  double held = 0;
  for (const Increment& step : roadmap.increments) {
    if (step.start_month < month || !of.measure(step.measure).has_actor(i)) continue;
    if (!worth.stream(step.measure, j).benefit) continue;
    held += step.share * worth.carried_out(j, step.measure, step.start_month, 0);
  }
  return held;
}

double net_gain(const Economics& worth, const Roadmap& roadmap, PartyId i, int from) {
  double sum = 0;
  for (const Increment& step : roadmap.increments)
    sum += step.share * worth.carried_out(i, step.measure, step.start_month, from);
  return sum;
}

double margin_of_tranche(const Case& of, const Economics& worth, PartyId i, MeasureId m, int start,
                         int month, Deviation deviation) {
  const double difference = worth.carried_out(i, m, start, month) -
                            defect_tranche(of, worth, i, m, start, Round(of, month), deviation);
  return difference / worth.discount(i).power(month);
}

double margin_base(const Case& of, const Economics& worth, PartyId i, int month) {
  return -worth.breakdown(i, breakdown_month(of, month), true) / worth.discount(i).power(month);
}

double exposure_of_tranche(const Case& of, const Economics& worth, PartyId i, MeasureId m,
                           int start, int month) {
  return history_tranche(of, worth, i, m, start, Round(of, month));
}

std::optional<int> accession_month(const Case& of, const Roadmap& roadmap, PartyId i) {
  if (of.party(i).role == model::Role::principal) return 0;
  const auto phase = roadmap.accession[i.index()];
  if (!phase) return std::nullopt;
  return of.phase_start(*phase);
}

bool acceded(const Case& of, const Roadmap& roadmap, PartyId i, int month) {
  const auto since = accession_month(of, roadmap, i);
  return since && *since <= month;
}

GameValues game_values(const Case& of, const Economics& worth, const Roadmap& roadmap,
                       Deviation deviation) {
  GameValues values;
  values.months = decision_months(of, roadmap);
  const std::size_t parties = worth.parties();
  const std::vector<double> zeros(values.months.size());
  values.comply.assign(parties, zeros);
  values.defect.assign(parties, zeros);
  values.margin.assign(parties, zeros);
  values.exposure.assign(parties, zeros);
  values.net.assign(parties, 0);
  for (std::size_t p = 0; p < parties; ++p) {
    const PartyId i(p);
    if (const auto since = accession_month(of, roadmap, i))
      values.net[p] = net_gain(worth, roadmap, i, *since);
    for (std::size_t k = 0; k < values.months.size(); ++k) {
      const int month = values.months[k];
      if (!acceded(of, roadmap, i, month)) continue;
      values.comply[p][k] = comply(worth, roadmap, i, month);
      values.exposure[p][k] = exposure(of, worth, roadmap, i, month);
    }
  }
  return under(of, worth, roadmap, deviation, std::move(values));
}

GameValues under(const Case& of, const Economics& worth, const Roadmap& roadmap,
                 Deviation deviation, GameValues values) {
  for (std::size_t p = 0; p < worth.parties(); ++p) {
    for (std::size_t k = 0; k < values.months.size(); ++k) {
      const int month = values.months[k];
      if (!acceded(of, roadmap, PartyId(p), month)) continue;
      values.defect[p][k] = defect(of, worth, roadmap, PartyId(p), month, deviation);
      values.margin[p][k] = values.comply[p][k] - values.defect[p][k];
    }
  }
  return values;
}

}  // namespace tandem::value
