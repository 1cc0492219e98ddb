#include <fmt/format.h>

#include <cmath>

#include "tandem/assess/internal/context.h"

namespace tandem::assess {
namespace {

using model::Increment;

double chance_seen(const model::Measure& measure, int months) {
  if (!measure.verification) return 0;
  return -std::expm1(months * std::log1p(-measure.verification->detection.mode));
}

}  // namespace

Principle verifiable(const Context& context) {
  Principle principle{"verifiable", "Verifiable", Verdict::measured, {}};
  double least = 2;
  std::string reason;
  for (const PartyId i : context.principals()) {
    for (const Increment& owed : context.roadmap.increments) {
      if (!irreversible_burden(context.of, owed.measure, i)) continue;
      for (const Increment& against : context.roadmap.increments) {
        if (against.start_month >= owed.start_month || !counterpart(context.of, against.measure, i))
          continue;
        const int months = owed.start_month - against.start_month;
        const double chance = chance_seen(context.of.measure(against.measure), months);
        if (chance >= least) continue;
        least = chance;
        reason = fmt::format(
            "{} owes the irreversible \"{}\" in {}; whether \"{}\" is kept is seen "
            "by then, over {} months, with a chance of {:.0f} %.",
            context.party(i), context.measure(owed.measure),
            context.phase(context.of.phase_of(owed.start_month)), context.measure(against.measure),
            months, 100 * chance);
      }
    }
  }
  if (least > 1) {
    principle.findings.push_back(no_finding(
        "smallest chance of detection", Verdict::not_applicable,
        "No irreversible step of a principal follows a step of another that it values."));
    return principle;
  }
  principle.findings.push_back(finding("smallest chance of detection", least, Unit::chance,
                                       context.of.principles().min_detection, false, reason));
  return principle;
}

}  // namespace tandem::assess
