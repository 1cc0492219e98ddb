#include "tandem/stress/openings.h"

#include <fmt/format.h>

#include <algorithm>

namespace tandem::stress {
namespace {

using model::Case;
using model::Measure;
using model::Roadmap;

constexpr double kCheap = 0.02 * value::kScale;
constexpr double kReversible = 0.5;

bool on_common_track(const Case& of, const Measure& measure) {
  const auto& both = of.principles().parallel_tracks;
  return !both || measure.track == both->first || measure.track == both->second;
}

bool is_signal(const Case& of, const value::Economics& worth, MeasureId m) {
  const Measure& measure = of.measure(m);
  if (measure.divisible || !measure.after.empty() || measure.not_before) return false;
  if (!on_common_track(of, measure) || measure.reversibility.mode < kReversible) return false;
  return std::ranges::all_of(measure.actors, [&](PartyId actor) {
    return of.party(actor).role == model::Role::principal &&
           worth.carried_out(actor, m, 0, 0) >= -kCheap;
  });
}

/// The government that presses of each principal that holds elections: that with the least appetite
/// to resume.
std::vector<std::optional<std::size_t>> pressing(const Case& of) {
  std::vector<std::optional<std::size_t>> offices;
  for (const model::Administration& one : of.dynamics().administrations) {
    offices.emplace_back();
    if (of.party(one.party).role != model::Role::principal || !one.first) continue;
    const auto least = std::ranges::min_element(
        one.governments, {}, [](const model::Government& g) { return g.resumes.mode; });
    offices.back() = static_cast<std::size_t>(least - one.governments.begin());
  }
  return offices;
}

Setting newly_in_office(const Case& of) {
  Setting setting;
  for (const model::Administration& one : of.dynamics().administrations)
    setting.newly.push_back(of.party(one.party).role == model::Role::principal);
  return setting;
}

}  // namespace

std::vector<MeasureId> signals(const Case& of, const value::Economics& worth) {
  std::vector<MeasureId> all;
  for (std::size_t k = 0; k < of.measures().size(); ++k)
    if (is_signal(of, worth, MeasureId(k))) all.emplace_back(k);
  return all;
}

Roadmap with_signals(const Case& of, const value::Economics& worth, Roadmap roadmap) {
  const std::vector<MeasureId> moved = signals(of, worth);
  for (model::Increment& step : roadmap.increments)
    if (std::ranges::find(moved, step.measure) != moved.end()) step.start_month = 0;
  model::canonicalise(roadmap);
  return roadmap;
}

std::vector<Contender> openings(const Case& of, const Roadmap& roadmap, int wait) {
  const Setting newly = newly_in_office(of);
  std::vector<Contender> all;
  all.push_back({"at-once", "The roadmap at once", roadmap, newly});
  all.push_back({"signal", "All its signals at once",
                 with_signals(of, value::Economics(of), roadmap), newly});
  for (const int months : {(wait + 1) / 2, wait}) {
    Setting waits = newly;
    waits.begins = months;
    all.push_back(
        {fmt::format("wait-{}", months), fmt::format("After {} months", months), roadmap, waits});
  }
  Setting presses = newly;
  presses.begins = wait;
  presses.until_then = pressing(of);
  all.push_back({"press", fmt::format("After {} months of pressure", wait), roadmap, presses});
  return all;
}

}  // namespace tandem::stress
