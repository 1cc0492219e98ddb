#include "tests/support/oracle.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace tandem::test {

using model::Increment;
using model::Measure;

enum class State { waiting, under_way, in_force, never };

struct Oracle::Tranche {
  Increment step;
  State state = State::waiting;
  int started = -1;     // month in which it was started
  int entered = -1;     // month in which it came into force
  int taken_back = -1;  // month from which only what cannot be taken back is left
  bool stood = false;   // in force when the process broke down, or when it was withdrawn
};

Oracle::Oracle(const model::Case& of, const model::Roadmap& roadmap) : of_(of), roadmap_(roadmap) {
  for (std::size_t p = 0; p < of.parties().size(); ++p) {
    double gains = 0;
    double losses = 0;
    for (const Measure& measure : of.measures()) {
      gains += std::max(0.0, measure.worth_to(PartyId(p)));
      losses += std::max(0.0, -measure.worth_to(PartyId(p)));
    }
    gains_.push_back(gains > 0 ? gains : losses);
    double annuity = 0;
    if (of.time().horizon)
      for (int month = 0; month < *of.time().horizon; ++month)
        annuity += beta_to(PartyId(p), month);
    else
      annuity = 1 / (1 - beta_to(PartyId(p), 1));
    annuities_.push_back(annuity);
  }
}

double Oracle::beta_to(PartyId i, int month) const {
  const double annual = of_.party(i).discount.mode * (1 - of_.time().hazard.mode);
  return std::pow(annual, month / 12.0);
}

double Oracle::points(PartyId i, double written) const {
  const double gains = gains_[i.index()];
  return gains > 0 ? 100 * written / gains : written;
}

bool Oracle::acts(const Increment& step, PartyId i) const {
  const auto& actors = of_.measure(step.measure).actors;
  return std::ranges::find(actors, i) != actors.end();
}

/// The first month of the round always belongs to it; later ones while the process has not broken
/// down and the phase has not ended.
bool Oracle::in_round(int start, int month) const {
  if (start == month) return true;
  const int length = of_.time().months_per_phase;
  return start > month && start < month + of_.time().response_months &&
         start / length == month / length;
}

/// From this month on nothing changes any more, if the horizon is forever.
int Oracle::settled(const Story& story) const {
  double last = of_.time().phases * of_.time().months_per_phase;
  for (const Increment& step : roadmap_.increments) {
    const Measure& measure = of_.measure(step.measure);
    const double ready = step.start_month + std::ceil(measure.duration.mode);
    const double broken = std::max<double>(ready, story.breakdown.value_or(0));
    last = std::max(last, broken + std::ceil(measure.restore_months.mode));
  }
  return static_cast<int>(last) + story.breakdown.value_or(0) + 2;
}

double Oracle::value(PartyId i, int from, const Story& story) const {
  std::vector<Tranche> tranches;
  for (const Increment& step : roadmap_.increments)
    if (story.starts(step)) tranches.push_back({step});
  const int end = of_.time().horizon.value_or(settled(story));
  double sum = 0;
  for (int month = 0; month < end; ++month) {
    const double flow = month_flow(i, month, story, tranches);
    if (month >= from) sum += beta_to(i, month) * flow;
  }
  if (!of_.time().horizon)
    sum +=
        month_flow(i, end, story, tranches) * beta_to(i, std::max(end, from)) / (1 - beta_to(i, 1));
  return sum;
}

void Oracle::advance(Tranche& tranche, int month, const Story& story) const {
  const Measure& measure = of_.measure(tranche.step.measure);
  const bool withdrawn = story.withdraws && acts(tranche.step, story.withdraws->first);
  const std::optional<int> end = withdrawn ? story.withdraws->second : story.breakdown;
  if (tranche.state == State::waiting && month == tranche.step.start_month) {
    tranche.state = State::under_way;
    tranche.started = month;
  }
  if (tranche.state == State::under_way &&
      month == tranche.started + static_cast<int>(std::ceil(measure.duration.mode))) {
    tranche.state = State::in_force;
    tranche.entered = month;
  }
  if (!end || month != *end) return;
  if (tranche.state == State::in_force) {
    tranche.stood = true;
    tranche.taken_back = month + static_cast<int>(std::ceil(measure.restore_months.mode));
  } else {
    tranche.state = State::never;
  }
}

double Oracle::tranche_flow(PartyId i, int month, const Story& story,
                            const Tranche& tranche) const {
  const Measure& measure = of_.measure(tranche.step.measure);
  const double whole = points(i, measure.worth_to(i)) * tranche.step.share;
  const bool benefit = whole > 0;
  const double upfront = benefit ? measure.upfront.mode : measure.upfront_burden.mode;
  double flow = 0;
  if (month == (benefit ? tranche.entered : tranche.started)) flow += upfront * whole;
  const bool flows =
      tranche.state == State::in_force || (!benefit && tranche.state == State::under_way);
  const bool unborne = !benefit && story.unborne && story.unborne->first == tranche.step.measure &&
                       month >= story.unborne->second &&
                       (!story.breakdown || month < *story.breakdown);
  if (!flows || unborne) return flow;
  const bool reduced = tranche.taken_back >= 0 && month >= tranche.taken_back;
  const double left = reduced ? 1 - measure.reversibility.mode : 1;
  return flow + left * (1 - upfront) * whole / annuities_[i.index()];
}

double Oracle::breakdown_flow(PartyId i, int month, const Story& story,
                              const std::vector<Tranche>& tranches) const {
  if (!story.breakdown || month < *story.breakdown) return 0;
  const model::Party& party = of_.party(i);
  double per_year = party.breakdown_per_year.mode;
  for (const Tranche& tranche : tranches) {
    if (!tranche.stood) continue;
    for (const model::Worth& shift : of_.measure(tranche.step.measure).breakdown_shift)
      if (shift.party == i) per_year += tranche.step.share * shift.points.mode;
  }
  const bool blamed = month == *story.breakdown && story.at_fault == i;
  return points(i, per_year / 12 + (blamed ? party.breakdown_once.mode : 0));
}

double Oracle::month_flow(PartyId i, int month, const Story& story,
                          std::vector<Tranche>& tranches) const {
  double flow = 0;
  for (Tranche& tranche : tranches) {
    advance(tranche, month, story);
    flow += tranche_flow(i, month, story, tranche);
  }
  return flow + breakdown_flow(i, month, story, tranches);
}

double Oracle::comply(PartyId i, int month) const {
  return value(i, month, {}) / beta_to(i, month);
}

double Oracle::defect(PartyId i, int month, model::Deviation deviation) const {
  Story story;
  story.starts = [&, i, month](const Increment& step) {
    if (step.start_month < month) return true;
    return in_round(step.start_month, month) && !acts(step, i);
  };
  story.breakdown = month + of_.time().response_months;
  story.at_fault = i;
  if (deviation == model::Deviation::withdraw) story.withdraws = {i, month};
  return value(i, month, story) / beta_to(i, month);
}

double Oracle::exposure(PartyId i, int month) const {
  Story story;
  story.starts = [&, i, month](const Increment& step) {
    if (step.start_month < month) return true;
    return in_round(step.start_month, month) && acts(step, i) &&
           of_.measure(step.measure).actors.size() == 1;
  };
  story.breakdown = month + of_.time().response_months;
  return std::max(0.0, -value(i, 0, story));
}

double Oracle::leverage(PartyId i, PartyId j, int month) const {
  double held = 0;
  for (const Increment& still : roadmap_.increments) {
    if (still.start_month < month || !acts(still, i)) continue;
    Story only;
    only.starts = [&](const Increment& step) { return &step == &still; };
    held += std::max(0.0, value(j, 0, only));
  }
  return held;
}

double Oracle::net(PartyId i) const {
  const auto phase = roadmap_.accession[i.index()];
  if (of_.party(i).role == model::Role::principal) return value(i, 0, {});
  return phase ? value(i, (*phase - 1) * of_.time().months_per_phase, {}) : 0;
}

double Oracle::covert(PartyId i, MeasureId m, int month, double detection) const {
  constexpr double kForgotten = 1e-14;
  double sum = 0;
  double unfound = 1;
  Story story;
  story.at_fault = i;
  story.unborne = {m, month};
  const auto ends = [&](int found) { return of_.time().horizon && found >= *of_.time().horizon; };
  for (int found = month + 1; detection > 0 && unfound > kForgotten && !ends(found); ++found) {
    story.breakdown = found;
    story.starts = [found](const Increment& step) { return step.start_month < found; };
    sum += unfound * detection * value(i, month, story);
    unfound *= 1 - detection;
  }
  if (unfound > kForgotten) {  // not found before the horizon
    story.breakdown = std::nullopt;
    story.starts = [](const Increment&) { return true; };
    sum += unfound * value(i, month, story);
  }
  return sum / beta_to(i, month);
}

std::vector<int> Oracle::decision_months() const {
  std::set<int> months;
  for (int phase = 0; phase <= of_.time().phases; ++phase)
    months.insert(phase * of_.time().months_per_phase);
  for (const Increment& step : roadmap_.increments) months.insert(step.start_month);
  return {months.begin(), months.end()};
}

}  // namespace tandem::test
