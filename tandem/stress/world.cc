#include "tandem/stress/world.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "tandem/base/philox.h"
#include "tandem/model/vocabulary.h"
#include "tandem/value/covert.h"

namespace tandem::stress {
namespace {

using model::Administration;
using model::Case;
using model::Measure;
using model::Roadmap;

constexpr std::size_t kLanes = 8;  // parties that are summed up at once

/// Whether the steps of `measure` that are in force when `step` starts come to `share` of it.
std::vector<std::size_t> prerequisites(const World& world, const Step& step) {
  std::vector<std::size_t> all;
  for (const model::After& after : world.of.measure(step.measure).after) {
    double share = 0;
    for (const std::size_t k : world.of_measure[after.measure.index()]) {
      const Step& before = world.steps[k];
      if (before.start + before.months > step.start || share >= after.share) continue;
      share += before.share;
      all.push_back(k);
    }
  }
  return all;
}

void add_steps(World& world, const Roadmap& roadmap) {
  world.of_measure.resize(world.of.measures().size());
  for (const model::Increment& one : roadmap.increments) {
    world.of_measure[one.measure.index()].push_back(world.steps.size());
    world.steps.push_back(
        {one.measure, one.start_month, world.of.measure(one.measure).months, one.share, {}});
  }
  for (Step& step : world.steps) step.waits_for = prerequisites(world, step);
}

/// The measure on which `i` saves most by cheating in month `month`: of those that it takes part
/// in, that can be inspected and that are wholly in force by then.
std::optional<MeasureId> most_burdensome(const World& world, const value::Economics& worth,
                                         PartyId i, int month) {
  std::optional<MeasureId> found;
  double heaviest = 0;
  for (std::size_t k = 0; k < world.of_measure.size(); ++k) {
    const MeasureId m(k);
    const Measure& measure = world.of.measure(m);
    if (world.of_measure[k].empty() || !measure.verification || !measure.has_actor(i)) continue;
    double burden = 0;
    bool whole = true;
    for (const std::size_t s : world.of_measure[k]) {
      const Step& step = world.steps[s];
      whole = whole && step.start + step.months <= month;
      burden -= step.share * worth.stream(m, i).rate;
    }
    if (!whole || burden <= heaviest) continue;
    heaviest = burden;
    found = m;
  }
  return found;
}

Weighed weigh(const World& world, const value::Economics& worth, const Roadmap& roadmap, PartyId i,
              int month) {
  Weighed made;
  made.choices = value::choices(world.of, worth, roadmap, i, month, world.of.time().deviation);
  made.covertly = most_burdensome(world, worth, i, month);
  if (!made.covertly) return made;
  const double detection = world.of.measure(*made.covertly).verification->detection.mode;
  made.cheating =
      value::covert_value(world.of, worth, roadmap, i, *made.covertly, month, detection) -
      made.choices.comply;
  return made;
}

/// The party's worths as each of its governments sees them; of a party that none describes, one.
std::vector<value::Economics> views(const World& world, PartyId i) {
  const Administration* administration = world.of.dynamics().administration(i);
  if (administration == nullptr) return {world.worth};
  std::vector<value::Economics> all;
  for (const model::Government& government : administration->governments) {
    value::Lens lens{i, {}, std::nullopt};
    for (const model::Quantity& factor : government.worth) lens.worth.push_back(factor.mode);
    if (government.discount) lens.discount = government.discount->mode;
    all.push_back(world.worth.seen_by(world.of, lens));
  }
  return all;
}

/// Burden that the party takes on in each round, over that of its heaviest.
void add_kept(World& world) {
  for (std::size_t p = 0; p < world.of.parties().size(); ++p) {
    double heaviest = 0;
    for (Round& round : world.rounds) {
      double burden = 0;
      for (const Step& step : world.steps)
        if (step.start == round.month && world.of.measure(step.measure).has_actor(PartyId(p)))
          burden +=
              step.share * std::max(0.0, -world.worth.carried_out(PartyId(p), step.measure, 0, 0));
      round.kept.push_back(burden);
      heaviest = std::max(heaviest, burden);
    }
    for (Round& round : world.rounds)
      round.kept.back() = heaviest > 0 ? round.kept.back() / heaviest : 0;
  }
}

void add_rounds(World& world, const Roadmap& roadmap) {
  const Case& of = world.of;
  const int done = of.phase_start(of.time().phases + 1);
  for (const int month : value::decision_months(of, roadmap)) {
    if (month > done) break;
    world.rounds.push_back({month, value::round_end(of, month), of.phase_of(month), {}, {}});
  }
  for (std::size_t p = 0; p < of.parties().size(); ++p) {
    const auto seen = views(world, PartyId(p));
    for (Round& round : world.rounds) {
      auto& weighed = round.weighed.emplace_back();
      if (!world.accession[p] || *world.accession[p] > round.month) {
        weighed.resize(seen.size());
        continue;
      }
      for (const value::Economics& worth : seen)
        weighed.push_back(weigh(world, worth, roadmap, PartyId(p), round.month));
    }
  }
  add_kept(world);
}

void add_goals(World& world) {
  for (std::size_t m = 0; m < world.of.measures().size(); ++m) {
    const Measure& measure = world.of.measures()[m];
    world.final_goals += measure.final_goal.mode;
    world.risk += measure.risk_reduction.mode;
    for (const std::size_t k : world.of_measure[m])
      world.promised += world.steps[k].share * measure.final_goal.mode;
  }
  world.promised = world.final_goals > 0 ? world.promised / world.final_goals : 0;
}

void add_measures(World& world) {
  for (std::size_t m = 0; m < world.of.measures().size(); ++m) {
    const auto& verification = world.of.measures()[m].verification;
    world.late.push_back(threshold_of(world.of.dynamics().lateness[m].mode));
    world.found.push_back(verification ? threshold_of(verification->detection.mode) : 0);
    world.alarm.push_back(verification ? verification->false_alarm.mode : 0);
  }
}

/// The month of the case that holds `date`.
int month_of(const Case& of, Date date) {
  const int next = months_until(of.time().start, date);
  return of.date_of(next) == date ? next : next - 1;
}

std::vector<char> calendar_of(const Case& of, const Administration& administration) {
  const int months = of.dynamics().months;
  std::vector<char> changes(static_cast<std::size_t>(months), 0);
  if (!administration.first) return changes;
  const int every = administration.every.value_or(months);
  for (int month = month_of(of, *administration.first); month < months; month += every)
    if (month >= 0) changes[static_cast<std::size_t>(month)] = 1;
  return changes;
}

std::vector<std::vector<Threshold>> rows_of(const Administration& administration) {
  std::vector<std::vector<Threshold>> rows;
  for (const model::Government& from : administration.governments) {
    double sum = 0;
    auto& row = rows.emplace_back();
    for (const model::Quantity& chance : from.next) row.push_back(threshold_of(sum += chance.mode));
    row.back() = threshold_of(1);
  }
  return rows;
}

void add_governments(World& world) {
  const model::Dynamics& dynamics = world.of.dynamics();
  world.administration.resize(world.of.parties().size());
  for (std::size_t a = 0; a < dynamics.administrations.size(); ++a) {
    const Administration& one = dynamics.administrations[a];
    world.administration[one.party.index()] = a;
    world.changes.push_back(one.hazard.mode);
    world.calendar.push_back(calendar_of(world.of, one));
    world.next.push_back(rows_of(one));
  }
}

void add_tables(World& world) {
  Tables& tables = world.tables;
  const std::size_t parties = world.of.parties().size();
  tables.width = (parties + kLanes - 1) / kLanes * kLanes;
  tables.benefits.assign(world.steps.size() * tables.width, 0);
  tables.burdens = tables.benefits;
  for (std::size_t k = 0; k < world.steps.size(); ++k) {
    const Step& step = world.steps[k];
    bool shifts = false;
    for (std::size_t p = 0; p < parties; ++p) {
      const value::Stream& stream = world.worth.stream(step.measure, PartyId(p));
      (stream.benefit ? tables.benefits : tables.burdens)[k * tables.width + p] =
          step.share * stream.rate;
      shifts = shifts || world.worth.shift_rate(PartyId(p), step.measure) != 0;
    }
    if (shifts) tables.shifting.push_back(k);
  }
  for (std::size_t m = 0; m < world.of_measure.size(); ++m)
    if (!world.of_measure[m].empty()) tables.used.push_back(m);
  for (std::size_t p = 0; p < parties; ++p)
    if (world.of.parties()[p].role == model::Role::principal) tables.principals.push_back(p);
  tables.of_crises.assign(world.of_measure.size(), false);
  tables.of_pace = tables.of_crises;
  for (const model::Crisis& crisis : world.of.dynamics().crises)
    for (const auto& [measure, factor] : crisis.measures) tables.of_crises[measure.index()] = true;
  for (const model::Indicator& one : world.of.dynamics().indicators)
    for (const auto& [measure, factor] : one.measures) tables.of_pace[measure.index()] = true;
  tables.openings_end.resize(world.of.dynamics().administrations.size());
  for (const model::Crisis& crisis : world.of.dynamics().crises)
    if (crisis.opening)
      for (const PartyId party : crisis.opening->parties)
        if (const auto a = world.administration[party.index()])
          tables.openings_end[*a].insert(crisis.opening->within);
}

}  // namespace

// Compiled for each kind of processor, and chosen when the program starts. The sums are the same:
// lanes are parties, and nothing is contracted.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TANDEM_EACH_PROCESSOR \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define TANDEM_EACH_PROCESSOR
#endif

TANDEM_EACH_PROCESSOR
void sum_flows(const Tables& tables, const std::vector<double>& of_benefits,
               const std::vector<double>& of_burdens, std::vector<double>& sums) {
  for (std::size_t first = 0; first < tables.width; first += kLanes) {
    std::array<double, kLanes> sum{};
    const double* benefit = &tables.benefits[first];
    const double* burden = &tables.burdens[first];
    for (std::size_t k = 0; k < of_burdens.size();
         ++k, benefit += tables.width, burden += tables.width) {
      if (of_burdens[k] == 0) continue;
      for (std::size_t p = 0; p < kLanes; ++p)
        sum[p] += benefit[p] * of_benefits[k] + burden[p] * of_burdens[k];
    }
    std::ranges::copy(sum, sums.begin() + static_cast<std::ptrdiff_t>(first));
  }
}

World::World(const Case& drawn, const Roadmap& roadmap) : of(drawn), worth(drawn) {
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    accession.push_back(value::accession_month(of, roadmap, PartyId(p)));
  add_steps(*this, roadmap);
  add_rounds(*this, roadmap);
  add_goals(*this);
  add_measures(*this);
  add_governments(*this);
  add_tables(*this);
}

}  // namespace tandem::stress
