#include "tandem/plan/continuation.h"

#include <algorithm>

namespace tandem::plan {
namespace {

constexpr double kNothing = 1e-9;  // share

}  // namespace

std::map<MeasureId, Places> open_steps(const model::Case& of, const Continuation& continuation,
                                       const model::Roadmap& roadmap) {
  std::map<MeasureId, Places> open;
  for (const model::Increment& step : roadmap.increments)
    open[step.measure][of.phase_of(step.start_month)] += step.share;
  for (const model::Increment& done : continuation.done.increments) {
    double left = done.share;
    for (auto& [phase, share] : open[done.measure]) {
      const double taken = std::min(left, share);
      share -= taken;
      left -= taken;
    }
  }
  for (auto& [measure, places] : open)
    std::erase_if(places, [](const auto& place) { return place.second < kNothing; });
  return open;
}

}  // namespace tandem::plan
