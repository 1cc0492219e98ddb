#include <fmt/format.h>

#include "tandem/assess/internal/context.h"
#include "tandem/base/text.h"

namespace tandem::assess {

Principle proportional(const Context& context) {
  Principle principle{"proportional", "Proportional", Verdict::measured, {}};
  const std::vector<PartyId> principals = context.principals();
  for (const PartyId i : principals) {
    const auto& ideal = context.result.ideal[i.index()];
    if (ideal && *ideal > 0) continue;
    principle.findings.push_back(no_finding(
        "largest difference", Verdict::not_applicable,
        ideal ? fmt::format("{} gains nothing in any roadmap that all would accept.",
                            context.party(i))
              : fmt::format("The best attainable gain of {} was not computed.", context.party(i))));
    return principle;
  }
  double widest = -1;
  std::string reason = "There is one principal only.";
  for (std::size_t a = 0; a < principals.size(); ++a) {
    for (std::size_t b = a + 1; b < principals.size(); ++b) {
      for (std::size_t t = 0; t < static_cast<std::size_t>(context.phases()); ++t) {
        const auto share = [&](PartyId i) {
          return context.result.cumulative[i.index()][t] / *context.result.ideal[i.index()];
        };
        const double first = share(principals[a]);
        const double second = share(principals[b]);
        const double gap = first > second ? first - second : second - first;
        if (gap <= widest) continue;
        widest = gap;
        reason = fmt::format("By {}, {} has gained {} % of its ideal and {} {} %.",
                             context.phase(static_cast<int>(t) + 1), context.party(principals[a]),
                             fixed(100 * first, 0), context.party(principals[b]),
                             fixed(100 * second, 0));
      }
    }
  }
  principle.findings.push_back(finding("largest difference", widest < 0 ? 0 : widest, Unit::share,
                                       context.of.principles().proportional_max_gap, true, reason));
  return principle;
}

}  // namespace tandem::assess
