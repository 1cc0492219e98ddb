#include <algorithm>
#include <cmath>

#include "tandem/assess/assessment.h"
#include "tandem/plan/internal/builder.h"

namespace tandem::plan::internal {
namespace {

using model::Measure;
using value::Form;
using value::kScale;

constexpr double kPoints = 5;   // points that weigh like one broken rule
constexpr double kShare = 0.1;  // a share that does

Gauge& labelled(Gauge& gauge, std::optional<PartyId> party, int phase, double unit) {
  gauge.party = party;
  gauge.phase = phase;
  gauge.unit = unit;
  return gauge;
}

void add_margins(Builder& b) {
  for (const PartyId i : b.parties) {
    const double demanded =
        kScale * b.of.party(i).min_margin.value_or(b.demands.min_margin.value_or(0));
    if (demanded == -kInfinity) continue;
    for (int phase = 1; phase <= b.phases() + 1; ++phase) {
      Gauge gauge = margin_gauge(b, i, phase, demanded);
      gauge.lower = demanded;
      if (!b.is_partner(i)) gauge.implied_by = model::ObjectiveKind::self_enforcement;
      b.made.gauges.push_back(std::move(gauge));
    }
  }
}

void add_exposures(Builder& b) {
  const auto& most = b.of.principles().max_exposure;
  if (!most) return;
  const double floor = -kScale * most->mode;
  for (const PartyId i : b.parties)
    for (int phase = 1; phase <= b.phases(); ++phase) {
      const Form form = value::history_form(b.of, b.worth, i, phase);
      Sum sum = b.sum_of(form);
      double constant = form.constant;
      if (b.is_partner(i)) {
        const double slack = std::max(0.0, floor - b.least(form));
        sum.add(b.acceded(i, phase), -slack);
        constant += slack;
      }
      Gauge& gauge = b.gauge("simultaneous", sum, floor, kInfinity);
      labelled(gauge, i, phase, kPoints).constant = constant;
    }
}

Sum track_share(const Builder& b, TrackId track, int phase) {
  double total = 0;
  for (const MeasureId m : b.measures)
    if (b.of.measure(m).track == track) total += assess::track_weight(b.of, b.worth, m);
  Sum sum;
  for (const MeasureId m : b.measures)
    if (b.of.measure(m).track == track && total > 0)
      sum.add(b.started(m, phase), assess::track_weight(b.of, b.worth, m) / total);
  return sum;
}

void add_parallel(Builder& b) {
  const model::Principles& principles = b.of.principles();
  if (!principles.parallel_tracks || !principles.parallel_max_gap) return;
  const double gap = principles.parallel_max_gap->mode;
  for (int phase = 1; phase <= b.phases(); ++phase) {
    Sum difference = track_share(b, principles.parallel_tracks->first, phase);
    difference.add(track_share(b, principles.parallel_tracks->second, phase), -1);
    labelled(b.gauge("parallel", difference, -gap, gap), std::nullopt, phase, kShare);
  }
}

void add_index(Builder& b, PartyId i, int phase, const Sum& gives, const Sum& gets) {
  const auto& index = b.of.principles().reciprocal_min_index;
  if (!index) return;
  Sum enough_given = gives;
  enough_given.add(gets, -index->mode);
  labelled(b.gauge("reciprocal", enough_given, 0, kInfinity), i, phase, kPoints);
  Sum enough_got = gets;
  enough_got.add(gives, -index->mode);
  labelled(b.gauge("reciprocal", enough_got, 0, kInfinity), i, phase, kPoints);
}

/// In each phase at least a share `step` of all that is still to come in this or a later one.
void add_steps(Builder& b, PartyId i, const std::vector<Sum>& by_phase) {
  const auto& step = b.of.principles().reciprocal_min_step;
  if (!step || step->mode <= 0) return;
  for (std::size_t t = 0; t < by_phase.size(); ++t) {
    Sum enough = by_phase[t];
    for (std::size_t later = t; later < by_phase.size(); ++later)
      enough.add(by_phase[later], -step->mode);
    labelled(b.gauge("reciprocal", enough, 0, kInfinity), i, static_cast<int>(t) + 1, kPoints);
  }
}

void add_reciprocal(Builder& b) {
  for (const PartyId i : b.parties) {
    if (b.is_partner(i)) continue;
    std::vector<Sum> gives;
    std::vector<Sum> gets;
    for (int phase = 1; phase <= b.phases(); ++phase) {
      gives.push_back(b.sum_of(value::gives_form(b.of, b.worth, i, phase)));
      gets.push_back(b.sum_of(value::gets_form(b.of, b.worth, i, phase)));
      add_index(b, i, phase, gives.back(), gets.back());
    }
    add_steps(b, i, gives);
    add_steps(b, i, gets);
  }
}

/// Net value to `i` of what starts in the phases up to `phase`, as a share of its ideal.
Sum gained(const Builder& b, PartyId i, int phase) {
  const Form net = value::net_form(b.of, b.worth, i, 1);
  Sum sum;
  for (const MeasureId m : b.measures)
    for (int t = 1; t <= phase; ++t)
      sum.add(b.column(m, t), net.coef[value::column(b.of, m, t)] / *b.demands.ideal[i.index()]);
  return sum;
}

void add_proportional(Builder& b) {
  const auto& gap = b.of.principles().proportional_max_gap;
  if (!gap) return;
  for (std::size_t first = 0; first < b.parties.size(); ++first)
    for (std::size_t second = first + 1; second < b.parties.size(); ++second) {
      const PartyId i = b.parties[first];
      const PartyId j = b.parties[second];
      const auto has_ideal = [&](PartyId party) {
        return !b.is_partner(party) && b.demands.ideal[party.index()].value_or(0) > 0;
      };
      if (!has_ideal(i) || !has_ideal(j)) continue;
      for (int phase = 1; phase <= b.phases(); ++phase) {
        Sum difference = gained(b, i, phase);
        difference.add(gained(b, j, phase), -1);
        labelled(b.gauge("proportional", difference, -gap->mode, gap->mode), std::nullopt, phase,
                 kShare);
      }
    }
}

void add_early_security(Builder& b) {
  const model::Principles& floors = b.of.principles();
  const double attainable = assess::attainable_risk_reduction(b.of);
  if (attainable <= 0) return;
  const auto demand = [&](int month, const std::optional<model::Quantity>& floor) {
    if (!floor) return;
    Sum sum;
    for (const MeasureId m : b.measures)
      sum.add(b.in_force(m, month), b.of.measure(m).risk_reduction.mode / attainable);
    labelled(b.gauge("early-security", sum, floor->mode, kInfinity), std::nullopt, 0, kShare)
        .month = month;
  };
  demand(12, floors.by_month_12);
  demand(24, floors.by_month_24);
  demand(36, floors.by_month_36);
  if (!floors.first_payoff_months) return;
  Sum verified;
  const auto by = static_cast<int>(std::floor(floors.first_payoff_months->mode));
  for (const MeasureId m : b.measures)
    if (const auto wait = assess::months_to_verify(b.of.measure(m), floors.confidence))
      verified.add(b.in_force(m, by - *wait), b.of.measure(m).risk_reduction.mode / attainable);
  labelled(b.gauge("early-security", verified, floors.payoff_share, kInfinity), std::nullopt, 0,
           kShare)
      .month = by;
}

/// Phases that must pass between two starts so that the first is seen with the chance demanded;
/// more than all phases where it never is.
int phases_to_see(const Builder& b, const Measure& measure, double chance) {
  const int never = b.phases() + 1;
  if (chance <= 0) return 0;
  if (!measure.verification) return never;
  const double detection = measure.verification->detection.mode;
  for (int phases = 1; phases < never; ++phases) {
    const double months = static_cast<double>(phases) * b.of.time().months_per_phase;
    if (-std::expm1(months * std::log1p(-detection)) >= chance) return phases;
  }
  return never;
}

/// `owed` may not start less than `wait` phases after `against`, unless in the same phase or
/// before.
void keep_apart(Builder& b, MeasureId owed, MeasureId against, int wait) {
  const auto conflict = [&](Sum near, int phase) {
    near.add(b.touched(owed, phase), 1);
    labelled(b.gauge("verifiable", near, -kInfinity, 1), std::nullopt, phase, 1);
  };
  for (int phase = 2; phase <= b.phases() && wait > 1; ++phase) {
    if (b.column(owed, phase) < 0) continue;
    Sum any;  // an indivisible step starts once, so one row covers all the phases too near
    for (int t = std::max(1, phase - wait + 1); t < phase; ++t) {
      if (b.column(against, t) < 0) continue;
      any.add(b.touched(against, t), 1);
      if (b.of.measure(against).divisible) conflict(Sum().add(b.touched(against, t), 1), phase);
    }
    if (!b.of.measure(against).divisible) conflict(any, phase);
  }
}

void add_verifiable(Builder& b) {
  const auto& chance = b.of.principles().min_detection;
  if (!chance) return;
  for (const PartyId i : b.parties) {
    if (b.is_partner(i)) continue;
    for (const MeasureId owed : b.measures) {
      if (!assess::irreversible_burden(b.of, owed, i)) continue;
      for (const MeasureId against : b.measures)
        if (assess::counterpart(b.of, against, i))
          keep_apart(b, owed, against, phases_to_see(b, b.of.measure(against), chance->mode));
    }
  }
}

void add_long_game(Builder& b) {
  const auto& floor = b.of.principles().min_final_share;
  double total = 0;
  for (const MeasureId m : b.measures) total += b.of.measure(m).final_goal.mode;
  if (!floor || total <= 0) return;
  const int never = b.of.phase_start(b.phases() + 1) + 1'000'000;
  Sum sum;
  for (const MeasureId m : b.measures)
    sum.add(b.in_force(m, b.of.time().horizon.value_or(never)),
            b.of.measure(m).final_goal.mode / total);
  labelled(b.gauge("long-game", sum, floor->mode, kInfinity), std::nullopt, 0, kShare);
}

}  // namespace

Gauge margin_gauge(const Builder& b, PartyId i, int phase, double unbound) {
  const Form form = value::margin_form(b.of, b.worth, i, phase, b.demands.deviation);
  Sum sum = b.sum_of(form);
  Gauge gauge;
  gauge.constant = form.constant;
  if (b.is_partner(i)) {
    // Before its accession a partner's margin binds nobody: lift it out of the way.
    const double slack = std::max(0.0, unbound - b.least(form));
    sum.add(b.acceded(i, phase), -slack);
    gauge.constant += slack;
  }
  gauge.rule = "self-enforcing";
  labelled(gauge, i, phase, kPoints);
  gauge.entries = sum.entries();
  return gauge;
}

void add_reserves(Builder& b) {
  for (const PartyId i : b.parties) {
    const double reserve = b.of.party(i).reserve.mode * b.worth.scale(i);
    if (!b.is_partner(i)) {
      const Sum net = b.sum_of(value::net_form(b.of, b.worth, i, 1));
      labelled(b.gauge("reserve", net, reserve, kInfinity), i, 0, kPoints);
      continue;
    }
    const auto& surplus = b.of.principles().min_surplus;
    const double floor = reserve + (surplus ? kScale * surplus->mode : 0);
    const Item& item = b.made.items[static_cast<std::size_t>(b.item_of_partner[i.index()])];
    for (int phase = 1; phase <= b.phases(); ++phase) {
      const int accedes = item.column[static_cast<std::size_t>(phase)];
      if (accedes < 0) continue;
      const Form form = value::net_form(b.of, b.worth, i, phase);
      const double slack = std::max(0.0, floor - b.least(form));
      Sum net = b.sum_of(form);
      net.add(accedes, -slack);
      Gauge& gauge = b.gauge("buy-in", net, floor, kInfinity);
      labelled(gauge, i, phase, kPoints).constant = slack;
    }
  }
}

void add_principles(Builder& b) {
  add_margins(b);
  add_exposures(b);
  add_parallel(b);
  add_reciprocal(b);
  add_proportional(b);
  add_early_security(b);
  add_verifiable(b);
  add_long_game(b);
}

}  // namespace tandem::plan::internal
