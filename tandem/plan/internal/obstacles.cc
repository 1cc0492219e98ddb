#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tandem/plan/internal/engine.h"
#include "tandem/plan/internal/program.h"

namespace tandem::plan::internal {
namespace {

constexpr double kNothing = 1e-7;

bool in_points(const Gauge& gauge) {
  return gauge.rule == "self-enforcing" || gauge.rule == "reserve" || gauge.rule == "buy-in" ||
         gauge.rule == "simultaneous" || gauge.rule == "reciprocal";
}

std::string sentence(const model::Case& of, const Gauge& gauge, double short_by) {
  const std::string who = gauge.party ? of.party(*gauge.party).name : "The roadmap";
  const std::string when = gauge.phase == 0 ? std::string()
                           : gauge.phase > of.time().phases
                               ? " once all is done"
                               : fmt::format(" in phase {}", gauge.phase);
  if (gauge.rule == "self-enforcing")
    return fmt::format("{} would rather break off{}: carrying on falls {:.2f} points short.", who,
                       when, short_by);
  if (gauge.rule == "reserve" || gauge.rule == "buy-in")
    return fmt::format("{} would gain {:.2f} points less than the least it accepts.", who,
                       short_by);
  if (gauge.rule == "simultaneous")
    return fmt::format("{} would be exposed{} by {:.2f} points more than allowed.", who, when,
                       short_by);
  if (in_points(gauge))
    return fmt::format("{} misses the limit '{}'{} by {:.2f} points.", who, gauge.rule, when,
                       short_by);
  return fmt::format("{} misses the limit '{}'{} by {:.3f}.", who, gauge.rule, when, short_by);
}

double missed(const Gauge& gauge, const std::vector<double>& values) {
  const double is = activity(gauge, values);
  return std::max({0.0, gauge.lower - is, is - gauge.upper});
}

std::vector<Obstacle> misses(const model::Case& of, const Formulation& formulation,
                             const std::vector<double>& values) {
  std::vector<Obstacle> found;
  for (const Gauge& gauge : formulation.gauges) {
    const double short_by = missed(gauge, values);
    if (short_by <= kNothing) continue;
    found.push_back(
        {gauge.rule, gauge.party, gauge.phase, short_by, sentence(of, gauge, short_by)});
  }
  std::ranges::stable_sort(
      found, [](const Obstacle& a, const Obstacle& b) { return a.short_by > b.short_by; });
  return found;
}

}  // namespace

std::vector<Obstacle> obstacles(const model::Case& of, const Formulation& formulation,
                                const std::vector<double>& nearest, solver::Solver& solver,
                                const Account& account) {
  const Elastic elastic = to_elastic(formulation);
  solver::Solution bent = solver.relax(elastic.program, account.limits(0));
  if (!bent.found())
    return {{"structure", std::nullopt, 0, 0,
             "The rules of structure contradict each other, whatever the parties want."}};
  bent.values.resize(formulation.columns.size());
  std::vector<Obstacle> found = misses(of, formulation, bent.values);
  // Tranches of every measure could meet all limits: what is whole stands in the way.
  if (found.empty() && !nearest.empty()) found = misses(of, formulation, nearest);
  return found;
}

}  // namespace tandem::plan::internal
