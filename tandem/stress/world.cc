#include "tandem/stress/world.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "tandem/base/philox.h"
#include "tandem/model/vocabulary.h"
#include "tandem/value/covert.h"

namespace tandem::stress {
namespace {

using model::Administration;
using model::Case;
using model::Measure;
using model::Roadmap;

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
    auto& of_measure = world.of_measure[one.measure.index()];
    world.steps.push_back({one.measure,
                           one.start_month,
                           world.of.measure(one.measure).months,
                           one.share,
                           of_measure.size(),
                           {},
                           {},
                           {}});
    of_measure.push_back(world.steps.size() - 1);
  }
  for (Step& step : world.steps) {
    step.waits_for = prerequisites(world, step);
    for (std::size_t p = 0; p < world.of.parties().size(); ++p) {
      const value::Stream& stream = world.worth.stream(step.measure, PartyId(p));
      if (stream.once != 0)
        (stream.benefit ? step.in_force : step.at_start)
            .push_back({PartyId(p), step.share * stream.once});
    }
  }
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

Weighed weigh(const World& world, const value::Economics& worth, const value::Cheating& cheating,
              const Roadmap& roadmap, PartyId i, int month) {
  Weighed made;
  made.choices = value::choices(world.of, worth, roadmap, i, month, world.of.time().deviation);
  made.covertly = most_burdensome(world, worth, i, month);
  if (made.covertly)
    made.cheating = cheating.gain(*made.covertly, month,
                                  world.of.measure(*made.covertly).verification->detection.mode);
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
    for (Round& round : world.rounds) round.weighed.emplace_back(seen.size());
    for (std::size_t g = 0; g < seen.size(); ++g) {
      const value::Cheating cheating(of, seen[g], roadmap, PartyId(p));
      for (Round& round : world.rounds)
        if (world.accession[p] && *world.accession[p] <= round.month)
          round.weighed[p][g] = weigh(world, seen[g], cheating, roadmap, PartyId(p), round.month);
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
    world.late.push_back(world.of.dynamics().lateness[m].mode);
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
  std::vector<double> hazards;
  for (std::size_t a = 0; a < dynamics.administrations.size(); ++a) {
    const Administration& one = dynamics.administrations[a];
    world.administration[one.party.index()] = a;
    hazards.push_back(one.hazard.mode);
    world.calendar.push_back(calendar_of(world.of, one));
    world.next.push_back(rows_of(one));
  }
  world.changes.set(hazards);
}

void add_rare(World& world) {
  for (const model::Crisis& crisis : world.of.dynamics().crises) {
    double& raised = world.raised.emplace_back(1);
    for (const auto& [measure, factor] : crisis.measures) raised *= std::max(1.0, factor.mode);
  }
  std::vector<double> alarms = world.alarm;
  for (std::size_t m = 0; m < alarms.size(); ++m)
    if (world.of_measure[m].empty()) alarms[m] = 0;
  world.alarms.set(alarms);
}

/// What step `k` brings to party `p` in each row, before what is left of it.
void add_rows(World& world, std::size_t k) {
  Tables& tables = world.tables;
  const std::size_t parties = world.of.parties().size();
  const Step& step = world.steps[k];
  const Measure& measure = world.of.measure(step.measure);
  const auto at = [&](Tables::Row row, bool whole, std::size_t lane) -> Quanta& {
    const Quanta* first = tables.row(k, row, whole);
    return tables.rows[static_cast<std::size_t>(first - tables.rows.data()) + lane];
  };
  for (const bool whole : {false, true}) {
    const double left = step.share * (whole ? 1 : 1 - measure.reversibility.mode);
    for (std::size_t p = 0; p < parties; ++p) {
      const value::Stream& stream = world.worth.stream(step.measure, PartyId(p));
      const Quanta flow = tables.quanta_of(left * stream.rate);
      const Quanta shift =
          tables.quanta_of(step.share * world.worth.shift_rate(PartyId(p), step.measure));
      if (!stream.benefit) at(Tables::Row::under_way, whole, p) = flow;
      at(Tables::Row::in_force, whole, p) = flow;
      at(Tables::Row::after_breakdown, whole, p) = flow + shift;
    }
    for (const Tables::Row row : {Tables::Row::in_force, Tables::Row::after_breakdown}) {
      at(row, whole, parties) = tables.quanta_of(left * measure.risk_reduction.mode);
      at(row, whole, parties + 1) = tables.quanta_of(left * measure.final_goal.mode);
    }
  }
}

/// All amounts of the rows, the largest of each step's.
double total_of(const World& world) {
  double total = 0;
  for (std::size_t p = 0; p < world.of.parties().size(); ++p)
    total = std::max(total, std::abs(world.worth.breakdown_rate(PartyId(p))));
  for (const Step& step : world.steps) {
    const Measure& measure = world.of.measure(step.measure);
    double most = std::max(measure.risk_reduction.mode, measure.final_goal.mode);
    for (std::size_t p = 0; p < world.of.parties().size(); ++p)
      most = std::max(most, std::abs(world.worth.stream(step.measure, PartyId(p)).rate) +
                                std::abs(world.worth.shift_rate(PartyId(p), step.measure)));
    total += step.share * most;
  }
  return total;
}

/// The power of two of which `total` is less than 2^52 times as much.
double quantum_for(double total) {
  constexpr int kDigits = 52;
  int exponent = 0;
  std::ignore = std::frexp(total, &exponent);  // total < 2^exponent
  return std::ldexp(1.0, exponent - kDigits);
}

bool shifts(const World& world, MeasureId m) {
  for (std::size_t p = 0; p < world.of.parties().size(); ++p)
    if (world.worth.shift_rate(PartyId(p), m) != 0) return true;
  return false;
}

void add_moves(World& world) {
  std::vector<char>& moves = world.tables.moves;
  const auto note = [&](int month) {
    const auto at = static_cast<std::size_t>(month);
    if (moves.size() <= at) moves.resize(at + 1, 0);
    moves[at] = 1;
  };
  for (const Step& step : world.steps) note(step.start);
  for (const auto& month : world.accession)
    if (month) note(*month);
}

void add_tables(World& world) {
  Tables& tables = world.tables;
  const model::Dynamics& dynamics = world.of.dynamics();
  const std::size_t parties = world.of.parties().size();
  tables.lanes = (parties + 2 + Tables::kLanes - 1) / Tables::kLanes * Tables::kLanes;
  tables.quantum = quantum_for(total_of(world));
  tables.rows.assign(world.steps.size() * 6 * tables.lanes, 0);
  for (std::size_t k = 0; k < world.steps.size(); ++k) add_rows(world, k);
  for (std::size_t p = 0; p < parties; ++p) {
    tables.breakdown.push_back(tables.quanta_of(world.worth.breakdown_rate(PartyId(p))));
    if (world.of.parties()[p].role == model::Role::principal) tables.principals.push_back(p);
  }
  for (std::size_t m = 0; m < world.of_measure.size(); ++m) {
    const auto form = std::ranges::find(model::kLegalForms, world.of.measures()[m].legal_form);
    tables.undone.push_back(
        form == model::kLegalForms.end()
            ? 0
            : dynamics.legal_forms[static_cast<std::size_t>(form - model::kLegalForms.begin())]
                  .mode);
    const bool used = !world.of_measure[m].empty();
    tables.shifts.push_back(used && shifts(world, MeasureId(m)));
    if (tables.shifts.back()) tables.shifting.push_back(m);
    if (used) tables.used.push_back(m);
  }
  tables.of_pace.assign(world.of_measure.size(), false);
  for (const model::Indicator& one : dynamics.indicators)
    for (const auto& [measure, factor] : one.measures) tables.of_pace[measure.index()] = true;
  tables.calendar.assign(static_cast<std::size_t>(dynamics.months), 0);
  for (const auto& calendar : world.calendar)
    for (std::size_t month = 0; month < calendar.size(); ++month)
      tables.calendar[month] = tables.calendar[month] | calendar[month];
  add_moves(world);
}

}  // namespace

void Rare::set(const std::vector<double>& chances) {
  who.clear();
  chance.clear();
  none.clear();
  none_after.clear();
  double none_so_far = 1;
  for (std::size_t k = 0; k < chances.size(); ++k) {
    if (!(chances[k] > 0)) continue;
    who.push_back(k);
    chance.push_back(std::min(chances[k], 1.0));
    none.push_back(none_so_far *= 1 - chance.back());
  }
  for (std::size_t k = 0; k < chance.size(); ++k) {
    double after = 1;
    for (std::size_t j = k + 1; j < chance.size(); ++j) after *= 1 - chance[j];
    none_after.push_back(after);
  }
  constexpr double kWords = 0x1p32;
  below = static_cast<Threshold>(std::ceil((1 - none_so_far) * kWords));
}

World::World(const Case& drawn, const Roadmap& roadmap) : of(drawn), worth(drawn) {
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    accession.push_back(value::accession_month(of, roadmap, PartyId(p)));
  add_steps(*this, roadmap);
  add_rounds(*this, roadmap);
  add_goals(*this);
  add_measures(*this);
  add_governments(*this);
  add_rare(*this);
  add_tables(*this);
}

}  // namespace tandem::stress
