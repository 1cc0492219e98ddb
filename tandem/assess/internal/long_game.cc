#include <fmt/format.h>

#include "tandem/assess/internal/context.h"
#include "tandem/base/text.h"

namespace tandem::assess {

Principle long_game(const Context& context) {
  Principle principle{"long-game", "The long game", Verdict::measured, {}};
  const auto& horizon = context.of.time().horizon;
  double total = 0;
  double kept = 0;
  std::vector<std::string> left;
  for (std::size_t k = 0; k < context.of.measures().size(); ++k) {
    const model::Measure& measure = context.of.measures()[k];
    if (measure.final_goal.mode <= 0) continue;
    double share = 0;
    for (const model::Increment& step : context.roadmap.increments) {
      const int ready = context.worth.in_force(step.measure, step.start_month);
      if (step.measure == MeasureId(k) && (!horizon || ready <= *horizon)) share += step.share;
    }
    total += measure.final_goal.mode;
    kept += measure.final_goal.mode * share;
    if (share < 1 - kTolerance)
      left.push_back(share > kTolerance
                         ? fmt::format("{:.0f} % of \"{}\"", 100 * (1 - share), measure.title)
                         : fmt::format("\"{}\"", measure.title));
  }
  if (total <= 0) {
    principle.findings.push_back(no_finding("final goals in force", Verdict::not_applicable,
                                            "No measure of the case is marked as a final goal."));
    return principle;
  }
  const std::string reason = left.empty() ? "All final goals are in force by the horizon."
                                          : "Left for later: " + join_words(left) + ".";
  principle.findings.push_back(finding("final goals in force", kept / total, Unit::share,
                                       context.of.principles().min_final_share, false, reason));
  return principle;
}

}  // namespace tandem::assess
