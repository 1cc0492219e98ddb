#include <fmt/format.h>

#include <cmath>

#include "tandem/assess/internal/context.h"

namespace tandem::assess {
namespace {

struct Gap {
  double size = 0;
  std::size_t at = 0;
};

Gap widest(const std::vector<double>& a, const std::vector<double>& b) {
  Gap widest;
  for (std::size_t t = 0; t < a.size(); ++t)
    if (std::abs(a[t] - b[t]) > widest.size) widest = {std::abs(a[t] - b[t]), t};
  return widest;
}

std::string sentence(const Context& context, const Gap& gap, const TrackProgress& a,
                     const TrackProgress& b, const std::vector<double>& done_a,
                     const std::vector<double>& done_b, std::string_view how) {
  return fmt::format(
      "At the end of {}, {:.0f} % of the {} track and {:.0f} % of the {} track are {}.",
      context.phase(static_cast<int>(gap.at) + 1), 100 * done_a[gap.at],
      context.of.track(a.track).title, 100 * done_b[gap.at], context.of.track(b.track).title, how);
}

}  // namespace

Principle parallel(const Context& context) {
  Principle principle{"parallel", "Peace in parallel", Verdict::measured, {}};
  const auto& tracks = context.of.principles().parallel_tracks;
  if (!tracks) {
    principle.findings.push_back(no_finding("largest gap", Verdict::not_applicable,
                                            "The case names no two tracks to keep parallel."));
    return principle;
  }
  const TrackProgress& a = context.result.tracks[tracks->first.index()];
  const TrackProgress& b = context.result.tracks[tracks->second.index()];
  const Gap started = widest(a.started, b.started);
  principle.findings.push_back(finding(
      "largest gap, started", started.size, Unit::share, context.of.principles().parallel_max_gap,
      true, sentence(context, started, a, b, a.started, b.started, "started")));
  const Gap in_force = widest(a.in_force, b.in_force);
  principle.findings.push_back(
      finding("largest gap, in force", in_force.size, Unit::share, std::nullopt, true,
              sentence(context, in_force, a, b, a.in_force, b.in_force, "in force")));
  return principle;
}

}  // namespace tandem::assess
