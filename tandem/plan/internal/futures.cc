#include "tandem/plan/internal/futures.h"

#include <algorithm>
#include <cassert>

#include "tandem/model/numbers.h"

namespace tandem::plan::internal {
namespace {

using model::Case;

constexpr double kBroken = 1e-6;  // of a gauge's unit

double beyond(const Gauge& gauge, const std::vector<double>& values) {
  const double now = activity(gauge, values);
  return std::max(gauge.lower - now, now - gauge.upper) / gauge.unit;
}

Trial trial_of(const Formulation& of, const std::vector<double>& values) {
  std::vector<char> left_out(of.gauges.size());
  for (const int capacity : of.capacities) left_out[static_cast<std::size_t>(capacity)] = 1;
  Trial trial;
  for (std::size_t g = 0; g < of.gauges.size(); ++g) {
    const Gauge& gauge = of.gauges[g];
    if (gauge.structural || left_out[g] != 0) continue;
    const double missed = beyond(gauge, values);
    if (missed > kBroken) trial.broken.emplace_back(missed, gauge);
  }
  for (const Term& term : of.terms) {
    const auto lowest = std::ranges::min_element(term.gauges, {}, [&](int gauge) {
      return activity(of.gauges[static_cast<std::size_t>(gauge)], values);
    });
    trial.lowest.push_back(of.gauges[static_cast<std::size_t>(*lowest)]);
    trial.terms.push_back(activity(trial.lowest.back(), values));
  }
  return trial;
}

double extreme(const Formulation& of, const Gauge& gauge, double sign) {
  std::vector<double> coefficient(of.columns.size());
  for (const Entry& entry : gauge.entries)
    coefficient[static_cast<std::size_t>(entry.column)] = sign * entry.value;
  double sum = sign * gauge.constant;
  const auto value = [&](int column) {
    return column < 0 ? 0 : coefficient[static_cast<std::size_t>(column)];
  };
  for (const Item& item : of.items) {
    double best = 0;
    for (const int column : item.column) best = std::max(best, value(column));
    sum += best;
    for (const int column : item.touched) sum += std::max(0.0, value(column));
  }
  return sign * sum;
}

}  // namespace

bool of_the_calendar(const std::string& name) {
  return name.ends_with(".duration") || name.ends_with(".smallest_tranche") ||
         name.ends_with(".fastest_pace") ||
         (name.starts_with("measures.") && name.find(".after.") != std::string::npos);
}

Result<Futures> Futures::draw(const model::CaseDraft& draft, std::uint64_t seed, std::size_t first,
                              std::size_t count) {
  Futures made;
  for (std::size_t k = first; k < first + count; ++k) {
    auto valid = model::drawn_case(draft, seed, k, of_the_calendar);
    if (!valid) return tl::unexpected(std::move(valid.error()));
    made.cases_.push_back(*std::move(valid));
  }
  return made;
}

std::vector<Trial> Futures::tried(std::size_t k,
                                  const std::vector<std::vector<double>>& assignments,
                                  const Demands& demands,
                                  const std::optional<double>& min_margin) const {
  const Case& of = cases_[k];
  const value::Economics worth(of);
  Demands here = demands;
  here.min_margin = least_margin(of, min_margin);
  Formulation formulation = formulate(of, worth, here);
  add_objectives(of, worth, here, formulation);
  std::vector<Trial> trials;
  for (const std::vector<double>& values : assignments) {
    assert(values.size() == formulation.columns.size());
    trials.push_back(trial_of(formulation, values));
  }
  return trials;
}

double least(const Formulation& of, const Gauge& gauge) { return extreme(of, gauge, -1); }
double most(const Formulation& of, const Gauge& gauge) { return extreme(of, gauge, 1); }

}  // namespace tandem::plan::internal
