#include <fmt/format.h>

#include "tandem/assess/internal/context.h"

namespace tandem::assess {
namespace {

Finding share_by(const Context& context, int month, const std::optional<model::Quantity>& floor) {
  const double share = value_at(context.result.security, month);
  const double verified = value_at(context.result.security_verified, month);
  return finding(
      fmt::format("share by month {}", month), share, Unit::share, floor, false,
      fmt::format("By {}, {:.0f} % of the attainable risk reduction is in force, {:.0f} % "
                  "verified.",
                  context.month(month), 100 * share, 100 * verified));
}

Finding first_payoff(const Context& context) {
  const model::Principles& principles = context.of.principles();
  const std::string name = "first verified payoff";
  for (const Step& step : context.result.security_verified) {
    if (step.value < principles.payoff_share - kTolerance) continue;
    return finding(
        name, step.month, Unit::months, principles.first_payoff_months, true,
        fmt::format("In {}, {:.0f} % of the attainable risk reduction is verified with "
                    "{:.0f} % confidence.",
                    context.month(step.month), 100 * step.value, 100 * principles.confidence));
  }
  const std::string never =
      fmt::format("{:.0f} % of the attainable risk reduction is never verified.",
                  100 * principles.payoff_share);
  const Verdict verdict = principles.first_payoff_months ? Verdict::fails : Verdict::not_applicable;
  Finding found = no_finding(name, verdict, never);
  found.unit = Unit::months;
  found.at_most = true;
  if (principles.first_payoff_months) found.threshold = principles.first_payoff_months->mode;
  return found;
}

}  // namespace

Principle early_security(const Context& context) {
  Principle principle{"early-security", "Early security", Verdict::measured, {}};
  if (attainable_risk_reduction(context.of) <= 0) {
    principle.findings.push_back(no_finding("share by month 12", Verdict::not_applicable,
                                            "No measure of the case reduces a risk."));
    return principle;
  }
  const model::Principles& floors = context.of.principles();
  principle.findings = {share_by(context, 12, floors.by_month_12),
                        share_by(context, 24, floors.by_month_24),
                        share_by(context, 36, floors.by_month_36), first_payoff(context)};
  return principle;
}

}  // namespace tandem::assess
