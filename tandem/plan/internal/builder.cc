#include "tandem/plan/internal/builder.h"

#include <algorithm>

namespace tandem::plan::internal {

Builder::Builder(const model::Case& the_case, const value::Economics& economics,
                 const Demands& wanted, Formulation& formulation)
    : of(the_case), worth(economics), demands(wanted), made(formulation) {
  for (std::size_t k = 0; k < of.measures().size(); ++k) measures.emplace_back(k);
  std::ranges::sort(measures, {}, [&](MeasureId m) { return of.measure(m).id; });
  for (std::size_t p = 0; p < of.parties().size(); ++p) parties.emplace_back(p);
  std::ranges::sort(parties, {}, [&](PartyId i) { return of.party(i).id; });
  item_of_measure.assign(measures.size(), -1);
  item_of_partner.assign(parties.size(), -1);
  for (std::size_t k = 0; k < made.items.size(); ++k) {
    const Item& item = made.items[k];
    if (item.measure) item_of_measure[item.measure->index()] = static_cast<int>(k);
    if (item.partner) item_of_partner[item.partner->index()] = static_cast<int>(k);
  }
}

int Builder::touched(MeasureId m, int phase) const {
  const Item& of_measure = item(m);
  const auto t = static_cast<std::size_t>(phase);
  return of_measure.touched.empty() || of_measure.touched[t] < 0 ? of_measure.column[t]
                                                                 : of_measure.touched[t];
}

Sum Builder::started(MeasureId m, int phase) const {
  Sum sum;
  for (int t = 1; t <= phase; ++t) sum.add(column(m, t), 1);
  return sum;
}

Sum Builder::in_force(MeasureId m, int month) const {
  Sum sum;
  for (int t = 1; t <= phases(); ++t)
    if (worth.in_force(m, of.phase_start(t)) <= month) sum.add(column(m, t), 1);
  return sum;
}

Sum Builder::acceded(PartyId i, int phase) const {
  Sum sum;
  if (!is_partner(i)) return sum;
  const Item& item = made.items[static_cast<std::size_t>(item_of_partner[i.index()])];
  for (int t = 1; t <= std::min(phase, phases()); ++t)
    sum.add(item.column[static_cast<std::size_t>(t)], 1);
  return sum;
}

Sum Builder::sum_of(const value::Form& form) const {
  Sum sum;
  for (const MeasureId m : measures)
    for (int t = 1; t <= phases(); ++t) sum.add(column(m, t), form.coef[value::column(of, m, t)]);
  return sum;
}

double Builder::extreme(const value::Form& form, double sign) const {
  double sum = sign * form.constant;
  for (const MeasureId m : measures) {
    double farthest = 0;
    for (int t = 1; t <= phases(); ++t)
      if (column(m, t) >= 0)
        farthest = std::max(farthest, sign * form.coef[value::column(of, m, t)]);
    sum += farthest;
  }
  return sign * sum;
}

Gauge& Builder::gauge(std::string rule, const Sum& sum, double lower, double upper) {
  Gauge made_gauge;
  made_gauge.rule = std::move(rule);
  made_gauge.lower = lower;
  made_gauge.upper = upper;
  made_gauge.entries = sum.entries();
  made.gauges.push_back(std::move(made_gauge));
  return made.gauges.back();
}

}  // namespace tandem::plan::internal
