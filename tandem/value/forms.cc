#include "tandem/value/forms.h"

#include <algorithm>
#include <cassert>

namespace tandem::value {
namespace {

using model::Case;

/// A form whose coefficient of (measure, start month) is `coefficient(m, start)`, in the phases
/// first..last only.
template <class Coefficient>
Form form_over(const Case& of, int first, int last, Coefficient coefficient) {
  Form form;
  form.coef.resize(of.measures().size() * static_cast<std::size_t>(of.time().phases));
  for (std::size_t k = 0; k < of.measures().size(); ++k)
    for (int phase = first; phase <= last; ++phase)
      form.coef[column(of, MeasureId(k), phase)] = coefficient(MeasureId(k), of.phase_start(phase));
  return form;
}

}  // namespace

std::vector<double> shares(const Case& of, const model::Roadmap& roadmap) {
  std::vector<double> by_column(of.measures().size() * static_cast<std::size_t>(of.time().phases));
  for (const model::Increment& step : roadmap.increments) {
    assert(step.start_month % of.time().months_per_phase == 0);
    by_column[column(of, step.measure, of.phase_of(step.start_month))] += step.share;
  }
  return by_column;
}

double evaluate(const Form& form, const std::vector<double>& shares) {
  double sum = form.constant;
  for (std::size_t k = 0; k < shares.size(); ++k) sum += form.coef[k] * shares[k];
  return sum;
}

Form margin_form(const Case& of, const Economics& worth, PartyId i, int phase,
                 model::Deviation deviation) {
  const int month = of.phase_start(phase);
  Form form = form_over(of, 1, of.time().phases, [&](MeasureId m, int start) {
    return margin_of_tranche(of, worth, i, m, start, month, deviation);
  });
  form.constant = margin_base(of, worth, i, month);
  return form;
}

Form history_form(const Case& of, const Economics& worth, PartyId i, int phase) {
  const int month = of.phase_start(phase);
  Form form = form_over(of, 1, phase, [&](MeasureId m, int start) {
    return exposure_of_tranche(of, worth, i, m, start, month);
  });
  form.constant = worth.breakdown(i, breakdown_month(of, month), false);
  return form;
}

Form net_form(const Case& of, const Economics& worth, PartyId i, int from_phase) {
  const int from = of.phase_start(from_phase);
  return form_over(of, 1, of.time().phases,
                   [&](MeasureId m, int start) { return worth.carried_out(i, m, start, from); });
}

Form gives_form(const Case& of, const Economics& worth, PartyId i, int phase) {
  return form_over(of, phase, phase, [&](MeasureId m, int start) {
    if (!of.measure(m).has_actor(i)) return 0.0;
    return std::max(0.0, -worth.carried_out(i, m, start, 0));
  });
}

Form gets_form(const Case& of, const Economics& worth, PartyId i, int phase) {
  return form_over(of, phase, phase, [&](MeasureId m, int start) {
    return std::max(0.0, worth.carried_out(i, m, start, 0));
  });
}

}  // namespace tandem::value
