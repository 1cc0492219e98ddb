#include <algorithm>

#include "tandem/assess/assessment.h"
#include "tandem/plan/internal/builder.h"

namespace tandem::plan::internal {
namespace {

using model::ObjectiveKind;
using value::kScale;

int add_gauge(Builder& b, std::string rule, const Sum& sum, double constant = 0) {
  b.gauge(std::move(rule), sum, -kInfinity, kInfinity).constant = constant;
  return static_cast<int>(b.made.gauges.size()) - 1;
}

/// Mean of the shares of the attainable risk reduction in force by month 12, 24 and 36.
std::vector<int> early_security(Builder& b) {
  const double attainable = assess::attainable_risk_reduction(b.of);
  if (attainable <= 0) return {};
  Sum sum;
  for (const int month : {12, 24, 36})
    for (const MeasureId m : b.measures)
      sum.add(b.in_force(m, month), b.of.measure(m).risk_reduction.mode / attainable / 3);
  return {add_gauge(b, "early security", sum)};
}

std::vector<int> fairness(Builder& b) {
  std::vector<int> gauges;
  for (const PartyId i : b.parties) {
    const double ideal = b.demands.ideal[i.index()].value_or(0);
    if (b.is_partner(i) || ideal <= 0) continue;
    Sum sum;
    sum.add(b.sum_of(value::net_form(b.of, b.worth, i, 1)), 1 / ideal);
    gauges.push_back(add_gauge(b, "fairness", sum));
  }
  return gauges;
}

/// More than the margin of any principal can be, so that a partner still outside never decides.
double beyond_all_margins(const Builder& b) {
  double largest = 0;
  for (const PartyId i : b.parties)
    for (int phase = 1; phase <= b.phases() + 1 && !b.is_partner(i); ++phase)
      largest = std::max(largest,
                         b.most(value::margin_form(b.of, b.worth, i, phase, b.demands.deviation)));
  return largest;
}

std::vector<int> self_enforcement(Builder& b) {
  std::vector<int> gauges;
  const double unbound = beyond_all_margins(b);
  for (const PartyId i : b.parties)
    for (int phase = 1; phase <= b.phases() + 1; ++phase) {
      const Gauge margin = margin_gauge(b, i, phase, unbound);
      Sum sum;
      for (const Entry& entry : margin.entries) sum.add(entry.column, entry.value / kScale);
      gauges.push_back(add_gauge(b, "margin", sum, margin.constant / kScale));
      b.made.gauges.back().phase = phase;
    }
  return gauges;
}

std::vector<int> final_goals(Builder& b) {
  double total = 0;
  for (const MeasureId m : b.measures) total += b.of.measure(m).final_goal.mode;
  if (total <= 0) return {};
  Sum sum;
  for (const MeasureId m : b.measures)
    for (int phase = 1; phase <= b.phases(); ++phase) {
      const int ready = b.worth.in_force(m, b.of.phase_start(phase));
      if (!b.of.time().horizon || ready <= *b.of.time().horizon)
        sum.add(b.column(m, phase), b.of.measure(m).final_goal.mode / total);
    }
  return {add_gauge(b, "final goals", sum)};
}

/// One less the share of the phases that is used: the smallest over all starts.
std::vector<int> fewest_phases(Builder& b) {
  std::vector<int> gauges;
  for (const MeasureId m : b.measures)
    for (int phase = 1; phase <= b.phases(); ++phase) {
      if (b.column(m, phase) < 0) continue;
      Sum sum;
      sum.add(b.touched(m, phase), -static_cast<double>(phase) / b.phases());
      gauges.push_back(add_gauge(b, "phases", sum, 1));
    }
  return gauges;
}

std::vector<int> gauges_of(Builder& b, ObjectiveKind kind) {
  switch (kind) {
    case ObjectiveKind::early_security:
      return early_security(b);
    case ObjectiveKind::fairness:
      return fairness(b);
    case ObjectiveKind::self_enforcement:
      return self_enforcement(b);
    case ObjectiveKind::final_goals:
      return final_goals(b);
    case ObjectiveKind::fewest_phases:
      return fewest_phases(b);
  }
  return {};
}

}  // namespace

void add_objectives(const model::Case& of, const value::Economics& worth, const Demands& demands,
                    Formulation& formulation) {
  Builder builder(of, worth, demands, formulation);
  const bool alike = std::ranges::none_of(
      of.parties(), [](const model::Party& party) { return party.min_margin.has_value(); });
  for (const model::Objective& objective : of.data().objectives) {
    std::vector<int> gauges = gauges_of(builder, objective.kind);
    if (gauges.empty() || objective.weight <= 0) continue;
    const bool enforced =
        objective.kind == ObjectiveKind::self_enforcement && demands.principles && alike;
    formulation.terms.push_back({objective.kind, objective.weight, std::move(gauges),
                                 enforced ? demands.min_margin.value_or(0) : -kInfinity});
  }
}

void add_net_gain(const model::Case& of, const value::Economics& worth, PartyId i,
                  Formulation& formulation) {
  const Demands none;
  Builder builder(of, worth, none, formulation);
  const Sum net = builder.sum_of(value::net_form(of, worth, i, 1));
  formulation.terms.push_back({ObjectiveKind::fairness, 1, {add_gauge(builder, "net gain", net)}});
}

}  // namespace tandem::plan::internal
