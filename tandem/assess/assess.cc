#include <algorithm>
#include <cmath>
#include <map>

#include "tandem/assess/internal/context.h"
#include "tandem/base/sum.h"

namespace tandem::assess {
namespace {

constexpr double kNeverVerified = 1e6;  // months, beyond any horizon

model::Deviation other(model::Deviation deviation) {
  return deviation == model::Deviation::withhold ? model::Deviation::withdraw
                                                 : model::Deviation::withhold;
}

int severity(Verdict verdict) {
  switch (verdict) {
    case Verdict::fails:
      return 3;
    case Verdict::meets:
      return 2;
    case Verdict::measured:
      return 1;
    case Verdict::not_applicable:
    case Verdict::needs_stress:
      return 0;
  }
  return 0;
}

Principle judged(Principle principle) {
  principle.verdict = principle.findings.front().verdict;
  for (const Finding& finding : principle.findings)
    if (severity(finding.verdict) > severity(principle.verdict))
      principle.verdict = finding.verdict;
  return principle;
}

}  // namespace

double value_at(const std::vector<Step>& curve, int month) {
  double value = 0;
  for (const Step& step : curve)
    if (step.month <= month) value = step.value;
  return value;
}

bool Assessment::stands() const {
  return breaches.empty() && std::ranges::none_of(principles, [](const Principle& principle) {
           return principle.verdict == Verdict::fails;
         });
}

std::optional<int> months_to_verify(const model::Measure& measure, double confidence) {
  if (!measure.verification || measure.verification->detection.mode <= 0) return std::nullopt;
  const double detection = measure.verification->detection.mode;
  if (detection >= 1) return 1;
  const double months = std::log1p(-confidence) / std::log1p(-detection);
  if (months > kNeverVerified) return std::nullopt;  // infinite where certainty is asked for
  return std::max(1, static_cast<int>(std::ceil(months - kTolerance)));
}

bool irreversible_burden(const model::Case& of, MeasureId m, PartyId i) {
  const model::Measure& measure = of.measure(m);
  return measure.has_actor(i) && measure.worth_to(i) < 0 &&
         measure.reversibility.mode <= of.principles().irreversible_below;
}

bool counterpart(const model::Case& of, MeasureId m, PartyId i) {
  const model::Measure& measure = of.measure(m);
  if (measure.has_actor(i) || measure.worth_to(i) <= 0) return false;
  return std::ranges::any_of(measure.actors, [&](PartyId actor) {
    return of.party(actor).role == model::Role::principal;
  });
}

double attainable_risk_reduction(const model::Case& of) {
  std::vector<double> points;
  std::map<std::string, double> best;
  for (const model::Measure& measure : of.measures()) {
    if (measure.one_of.empty())
      points.push_back(measure.risk_reduction.mode);
    else
      best[measure.one_of] = std::max(best[measure.one_of], measure.risk_reduction.mode);
  }
  for (const auto& [group, most] : best) points.push_back(most);
  return ordered_sum(std::move(points));
}

double track_weight(const model::Case& of, const value::Economics& worth, MeasureId measure) {
  if (const auto& weight = of.measure(measure).weight) return weight->mode;
  std::vector<double> points;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (of.parties()[p].role == model::Role::principal)
      points.push_back(std::abs(of.measure(measure).worth_to(PartyId(p))) *
                       worth.scale(PartyId(p)));
  const auto principals = static_cast<double>(points.size());
  return ordered_sum(std::move(points)) / principals;
}

Assessment assess(const model::Case& of, const value::Economics& worth,
                  const model::Roadmap& roadmap, const Options& options) {
  Assessment result;
  const model::Deviation deviation = of.time().deviation;
  result.game = value::game_values(of, worth, roadmap, deviation);
  result.other_convention = value::under(of, worth, roadmap, other(deviation), result.game);
  result.ideal = options.ideal;
  result.ideal.resize(of.parties().size());
  result.ideal_proven = options.ideal_proven;
  result.ideal_proven.resize(of.parties().size(), options.ideal_proven.empty());
  fill_tables(of, worth, roadmap, result);
  if (options.covert) result.covert = value::covert_thresholds(of, worth, roadmap);
  result.gradualism = value::gradualism(of, worth);
  result.breaches = breaches(of, worth, roadmap);
  const Context context{of, worth, roadmap, options.durability, result};
  for (const auto measured : {parallel, reciprocal, proportional, simultaneous, self_enforcing,
                              early_security, verifiable, buy_in, long_game, durable})
    result.principles.push_back(judged(measured(context)));
  return result;
}

}  // namespace tandem::assess
