#include "tandem/plan/internal/formulation.h"

#include <algorithm>
#include <cmath>

#include "tandem/model/rules.h"
#include "tandem/plan/internal/builder.h"

namespace tandem::plan::internal {
namespace {

using model::Case;
using model::Measure;

constexpr int kUnits = 8;                 // tranches the local search cuts a divisible measure into
constexpr double kShareTolerance = 1e-7;  // below this a solver's share is zero
constexpr double kShareDigits = 1e9;      // a solver's last digits are not a tranche

bool on_turn(const Case& of, const Measure& measure, int phase) {
  if (of.time().moves == model::Moves::simultaneous) return true;
  return std::ranges::all_of(measure.actors, [&](PartyId actor) {
    return of.party(actor).role == model::Role::partner || actor == model::on_turn(of, phase);
  });
}

bool held_back(const Case& of, MeasureId m, int phase) {
  return std::ranges::any_of(of.boundaries(), [&](const model::Boundary& boundary) {
    return std::ranges::count(boundary.measures, m) > 0 &&
           model::rules_out(boundary, of.date_of(of.phase_start(phase)));
  });
}

bool can_accede(const Case& of, PartyId i, int phase) {
  const model::Party& party = of.party(i);
  if (party.role == model::Role::principal) return true;
  return !party.accession.never && party.accession.earliest <= phase;
}

bool allowed(const Case& of, MeasureId m, int phase) {
  const Measure& measure = of.measure(m);
  const Date date = of.date_of(of.phase_start(phase));
  if (measure.not_before && date < *measure.not_before) return false;
  if (measure.not_after && date > *measure.not_after) return false;
  return on_turn(of, measure, phase) && !held_back(of, m, phase) &&
         std::ranges::all_of(measure.actors,
                             [&](PartyId actor) { return can_accede(of, actor, phase); });
}

int add_column(Formulation& made, double upper, bool integer) {
  made.columns.push_back({upper, integer});
  return static_cast<int>(made.columns.size()) - 1;
}

int units_of(const Measure& measure) {
  if (!measure.divisible) return 1;
  if (measure.smallest_tranche <= 0) return kUnits;
  return std::clamp(static_cast<int>(std::floor(1 / measure.smallest_tranche + kShareTolerance)), 1,
                    kUnits);
}

/// Whether `m` was started in `phase`, whatever the rules say of it.
bool done(const Case& of, const Demands& demands, MeasureId m, int phase) {
  return demands.continuation &&
         std::ranges::any_of(demands.continuation->done.increments, [&](const auto& step) {
           return step.measure == m && of.phase_of(step.start_month) == phase;
         });
}

bool acceded(const Demands& demands, PartyId i, int phase) {
  return demands.continuation && demands.continuation->done.accession[i.index()] == phase;
}

/// An indicator is needed where a tranche has a smallest size, may not stand beside another step,
/// or makes a phase count as used or a step as kept however small it is.
bool needs_indicator(const Case& of, const Demands& demands, const Measure& measure) {
  const auto counts_phases = [](const model::Objective& objective) {
    return objective.kind == model::ObjectiveKind::fewest_phases && objective.weight > 0;
  };
  return measure.divisible && (measure.smallest_tranche > 0 || demands.continuation ||
                               of.principles().min_detection.has_value() ||
                               std::ranges::any_of(of.data().objectives, counts_phases));
}

Item measure_item(const Case& of, const Demands& demands, MeasureId m, int last,
                  Formulation& made) {
  const Measure& measure = of.measure(m);
  Item item;
  item.measure = m;
  item.whole = !measure.divisible;
  item.units = units_of(measure);
  item.column.assign(static_cast<std::size_t>(made.phases) + 1, -1);
  if (needs_indicator(of, demands, measure)) item.touched = item.column;
  for (int phase = 1; phase <= last; ++phase) {
    if (!allowed(of, m, phase) && !done(of, demands, m, phase)) continue;
    const auto t = static_cast<std::size_t>(phase);
    item.column[t] = add_column(made, measure.divisible ? measure.fastest_pace : 1, item.whole);
    if (!item.touched.empty()) item.touched[t] = add_column(made, 1, true);
  }
  return item;
}

Item partner_item(const Case& of, const Demands& demands, PartyId i, Formulation& made) {
  Item item;
  item.partner = i;
  item.column.assign(static_cast<std::size_t>(made.phases) + 1, -1);
  const model::Accession& rule = of.party(i).accession;
  for (int phase = 1; phase <= made.phases; ++phase) {
    const bool open = !rule.never && rule.earliest <= phase && phase <= rule.latest;
    if (open || acceded(demands, i, phase))
      item.column[static_cast<std::size_t>(phase)] = add_column(made, 1, true);
  }
  return item;
}

void link(const Builder& builder) {
  for (const MeasureId m : builder.measures)
    for (const MeasureId other : builder.of.measure(m).with) {
      const int a = builder.item_of_measure[m.index()];
      const int b = builder.item_of_measure[other.index()];
      auto& from = builder.made.items[static_cast<std::size_t>(a)].linked;
      auto& to = builder.made.items[static_cast<std::size_t>(b)].linked;
      if (std::ranges::count(from, b) == 0) from.push_back(b);
      if (std::ranges::count(to, a) == 0) to.push_back(a);
    }
}

void set_apart(const Builder& builder) {
  const model::Case& of = builder.of;
  const auto part = [&](MeasureId a, MeasureId b) {
    const int first = builder.item_of_measure[a.index()];
    const int second = builder.item_of_measure[b.index()];
    builder.made.items[static_cast<std::size_t>(first)].apart.push_back(second);
    builder.made.items[static_cast<std::size_t>(second)].apart.push_back(first);
  };
  for (const MeasureId m : builder.measures) {
    const Measure& measure = of.measure(m);
    for (const model::After& after : measure.after)
      if (of.measure(after.measure).months > 0) part(m, after.measure);
    for (const MeasureId other : measure.excludes) part(m, other);
    for (const MeasureId other : builder.measures)
      if (m < other && !measure.one_of.empty() && of.measure(other).one_of == measure.one_of)
        part(m, other);
  }
}

}  // namespace

double least_margin(const Case& of, const std::optional<double>& instead) {
  const auto& threshold = of.principles().min_margin;
  return instead.value_or(threshold ? threshold->mode : 0);
}

Formulation formulate(const Case& of, const value::Economics& worth, const Demands& demands) {
  Formulation made;
  made.phases = of.time().phases;
  const int last = demands.last_phase > 0 ? demands.last_phase : made.phases;
  const Builder order(of, worth, demands, made);
  for (const MeasureId m : order.measures)
    made.items.push_back(measure_item(of, demands, m, last, made));
  for (const PartyId i : order.parties)
    if (of.party(i).role == model::Role::partner)
      made.items.push_back(partner_item(of, demands, i, made));
  Builder builder(of, worth, demands, made);
  link(builder);
  set_apart(builder);
  add_structure(builder);
  add_boundaries(builder);
  add_reserves(builder);
  if (demands.principles) add_principles(builder);
  return made;
}

bool needs_row(const Formulation& of, const Gauge& gauge) {
  if (gauge.lower == -kInfinity && gauge.upper == kInfinity) return false;
  return !gauge.implied_by || std::ranges::none_of(of.terms, [&](const Term& term) {
    return term.kind == *gauge.implied_by && term.floor > -kInfinity;
  });
}

double activity(const Gauge& gauge, const std::vector<double>& values) {
  double sum = gauge.constant;
  for (const Entry& entry : gauge.entries)
    sum += entry.value * values[static_cast<std::size_t>(entry.column)];
  return sum;
}

double value_of(const Formulation& of, const Term& term, const std::vector<double>& values) {
  double least = kInfinity;
  for (const int gauge : term.gauges)
    least = std::min(least, activity(of.gauges[static_cast<std::size_t>(gauge)], values));
  return least;
}

double objective(const Formulation& of, const std::vector<double>& values) {
  double sum = 0;
  for (const Term& term : of.terms) sum += term.weight * value_of(of, term, values);
  return sum;
}

model::Roadmap to_roadmap(const Case& of, const Formulation& formulation,
                          const std::vector<double>& values) {
  model::Roadmap roadmap = model::no_agreement(of);
  for (const Item& item : formulation.items) {
    for (int phase = 1; phase <= formulation.phases; ++phase) {
      const int column = item.column[static_cast<std::size_t>(phase)];
      if (column < 0) continue;
      double share =
          std::round(values[static_cast<std::size_t>(column)] * kShareDigits) / kShareDigits;
      if (std::abs(share - 1) < kShareTolerance || (item.whole && share > 0.5)) share = 1;
      if (share < kShareTolerance || (item.whole && share < 1)) continue;
      if (item.partner)
        roadmap.accession[item.partner->index()] = phase;
      else if (item.measure)
        roadmap.increments.push_back({*item.measure, of.phase_start(phase), share});
    }
  }
  model::canonicalise(roadmap);
  return roadmap;
}

std::vector<double> from_roadmap(const Case& of, const Formulation& formulation,
                                 const model::Roadmap& roadmap) {
  std::vector<double> values(formulation.columns.size());
  for (const Item& item : formulation.items) {
    const auto put = [&](int phase, double share) {
      const auto t = static_cast<std::size_t>(phase);
      if (item.column[t] < 0) return;
      values[static_cast<std::size_t>(item.column[t])] += share;
      if (!item.touched.empty()) values[static_cast<std::size_t>(item.touched[t])] = 1;
    };
    if (item.partner) {
      if (const auto phase = roadmap.accession[item.partner->index()]) put(*phase, 1);
      continue;
    }
    for (const model::Increment& step : roadmap.increments)
      if (item.measure == step.measure) put(of.phase_of(step.start_month), step.share);
  }
  return values;
}

}  // namespace tandem::plan::internal
