#include "tandem/model/internal/passes.h"

namespace tandem::model::internal {
namespace {

/// A moment that an obligation waits for, and the day that it alone would lead to.
struct Candidate {
  const Term* term;
  MaybeDay day;
};

std::vector<Candidate> candidates(const Network& network, const Step& step, Part part,
                                  const DaysOf& expected) {
  const DayCount& count = network.count();
  std::vector<Candidate> all;
  const auto add = [&](const Term& term, bool work) {
    const MaybeDay day = day_of(term, expected, count);
    all.push_back({&term, work ? later(day, step.takes, count) : day});
  };
  const bool start = step.begins() && part == Part::started;
  const bool works = step.timing == Timing::span || step.timing == Timing::between ||
                     step.timing == Timing::after || step.timing == Timing::vague;
  const bool last = step.timing == Timing::every && step.second && !start;
  if (step.first && !last) add(*step.first, works && !start);
  if (step.second && !start) add(*step.second, false);
  if (last) return all;
  for (const Term& wait : step.waits) add(wait, !start && !step.by_start());
  return all;
}

/// The last of what is named that came no later than `fact`.
std::optional<Target> last_known(const std::vector<Candidate>& all, const DaysOf& expected,
                                 Day fact) {
  std::vector<Target> named;
  for (const Candidate& one : all) add_targets(*one.term, named);
  std::optional<Target> found;
  for (const Target& target : named) {
    const MaybeDay day = expected.of(target);
    if (day && *day <= fact && (!found || *day > *expected.of(*found))) found = target;
  }
  return found;
}

std::optional<Target> last_setting(const std::vector<Candidate>& all, const DaysOf& expected,
                                   const DayCount& count) {
  MaybeDay most;
  for (const Candidate& one : all)
    if (one.day && (!most || *one.day > *most)) most = one.day;
  std::optional<Target> found;
  for (const Candidate& one : all) {
    if (!one.day || one.day != most) continue;
    const auto target = set_by(*one.term, expected, count);
    if (target && (!found || *expected.of(*target) > *expected.of(*found))) found = target;
  }
  return found;
}

}  // namespace

std::optional<Target> driver_of(const Network& network, std::size_t obligation, Part part,
                                const DaysOf& expected, bool recorded) {
  const Step& step = network.steps[obligation];
  const MaybeDay day = expected.nodes[node_of(obligation, part)];
  if (!day) return std::nullopt;
  const auto all = candidates(network, step, part, expected);
  return recorded ? last_known(all, expected, *day) : last_setting(all, expected, network.count());
}

}  // namespace tandem::model::internal
