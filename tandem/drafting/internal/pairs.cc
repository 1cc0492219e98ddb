#include "tandem/drafting/internal/pairs.h"

#include <algorithm>
#include <numeric>

namespace tandem::drafting::internal {
namespace {

using model::Case;
using model::Increment;
using model::Measure;

/// Points as written that the step is worth to the party.
double worth(const Case& of, const Increment& step, PartyId party) {
  return of.measure(step.measure).worth_to(party) * step.share;
}

bool shares_actor(const Measure& a, const Measure& b) {
  return std::ranges::any_of(a.actors, [&](PartyId party) { return b.has_actor(party); });
}

/// What it is worth to all parties that do not carry it out.
double given(const Case& of, const Increment& step) {
  double sum = 0;
  for (std::size_t p = 0; p < of.parties().size(); ++p)
    if (!of.measure(step.measure).has_actor(PartyId(p)))
      sum += std::max(0.0, worth(of, step, PartyId(p)));
  return sum;
}

bool pays(const Case& of, const Increment& step, const Increment& for_other) {
  const Measure& other = of.measure(for_other.measure);
  return !shares_actor(of.measure(step.measure), other) &&
         std::ranges::any_of(other.actors,
                             [&](PartyId party) { return worth(of, step, party) > 0; });
}

void join(std::vector<std::vector<std::size_t>>& pairs, std::size_t a, std::size_t b) {
  const auto add = [&](std::size_t to, std::size_t other) {
    if (std::ranges::find(pairs[to], other) == pairs[to].end()) pairs[to].push_back(other);
  };
  add(a, b);
  add(b, a);
}

}  // namespace

std::vector<std::vector<std::size_t>> pairs(const Case& of, const std::vector<Increment>& steps) {
  std::vector<std::size_t> order(steps.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{},
                           [&](std::size_t s) { return given(of, steps[s]); });
  std::vector<std::vector<std::size_t>> made(steps.size());
  for (const std::size_t a : order) {
    if (!made[a].empty()) continue;
    std::vector<std::size_t> others;
    for (const std::size_t b : order)
      if (pays(of, steps[a], steps[b]) && pays(of, steps[b], steps[a])) others.push_back(b);
    if (others.empty())
      for (const std::size_t b : order)
        if (pays(of, steps[a], steps[b]) || pays(of, steps[b], steps[a])) others.push_back(b);
    if (others.empty()) continue;
    // the one with the fewest so far, the largest of those
    join(made, a,
         *std::ranges::min_element(others, {}, [&](std::size_t b) { return made[b].size(); }));
  }
  for (auto& list : made) std::ranges::sort(list);
  return made;
}

}  // namespace tandem::drafting::internal
