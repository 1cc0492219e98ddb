#include "tandem/window/curve.h"

#include <algorithm>

#include "tandem/window/internal/hitting_set.h"
#include "tandem/window/internal/sets.h"

namespace tandem::window {
namespace {

using internal::together;
using internal::without;

constexpr double kNothing = -std::numeric_limits<double>::infinity();
constexpr double kAnything = std::numeric_limits<double>::infinity();
constexpr double kSame = 1e-9;  // values nearer than this are the same

bool within(const Limits& some, const Limits& all) { return std::ranges::includes(all, some); }

/// Infinities that are the same are no distance apart.
double distance(double bound, double reached) {
  return bound <= reached + kSame ? 0 : bound - reached;
}

}  // namespace

double Curve::reached_at(double cost) const {
  double best = kNothing;
  for (const Reach& reach : reached)
    if (reach.cost <= cost) best = reach.value;
  return best;
}

double Curve::bound_at(double cost) const {
  double bound = kAnything;
  for (const Ceiling& ceiling : ceilings)
    if (ceiling.cost <= cost) bound = ceiling.bound;
  return bound;
}

/// From `cost` on, and up to the next one's, nothing is better than `bound`; `cheapest` is a set at
/// that cost for which nothing better than that is known.
struct Band::Question {
  double cost = 0;
  double bound = kAnything;
  Limits cheapest;
};

void Band::learn(const Limits& given_up, const Appraisal& appraisal) {
  facts_.push_back({given_up, appraisal});
}

double Band::reached(const Limits& given_up) const {
  double best = kNothing;
  for (const Fact& fact : facts_)
    if (within(fact.appraisal.broken, given_up)) best = std::max(best, fact.appraisal.reached);
  return best;
}

double Band::bound(const Limits& given_up) const {
  double least = kAnything;
  for (const Fact& fact : facts_)
    if (within(given_up, fact.given_up)) least = std::min(least, fact.appraisal.bound);
  return least;
}

double Band::cost_of(const Limits& limits) const {
  double sum = 0;
  for (const std::size_t k : limits) sum += cost_[k];
  return sum;
}

bool Band::asked(const Limits& given_up) const {
  return std::ranges::any_of(facts_, [&](const Fact& fact) { return fact.given_up == given_up; });
}

std::vector<Curve::Reach> Band::frontier(const Limits& allowed) const {
  std::vector<Curve::Reach> found;
  for (const Fact& fact : facts_) {
    const Appraisal& its = fact.appraisal;
    if (its.reached > kNothing && within(its.broken, allowed))
      found.push_back({cost_of(its.broken), its.reached, its.broken, false});
  }
  std::ranges::stable_sort(found, [](const Curve::Reach& a, const Curve::Reach& b) {
    if (a.cost != b.cost) return a.cost < b.cost;
    if (a.value != b.value) return a.value > b.value;
    return a.limits.size() < b.limits.size();
  });
  double best = kNothing;
  std::erase_if(found, [&](const Curve::Reach& reach) {
    if (reach.value <= best + kSame) return true;
    best = reach.value;
    return false;
  });
  for (Curve::Reach& reach : found)
    reach.each_needed = std::ranges::all_of(reach.limits, [&](std::size_t k) {
      return bound(without(reach.limits, {k})) < reach.value - kSame;
    });
  return found;
}

std::vector<Band::Question> Band::questions(const Limits& allowed) const {
  std::vector<double> levels;
  for (const Fact& fact : facts_) levels.push_back(fact.appraisal.bound);
  std::ranges::sort(levels);
  levels.erase(std::ranges::unique(levels).begin(), levels.end());
  std::vector<Question> found;
  std::vector<Limits> hit;  // a set that is better has something of each
  Question open;            // of what is better than the levels so far
  for (const double level : levels) {
    for (const Fact& fact : facts_)
      if (fact.appraisal.bound == level) hit.push_back(without(allowed, fact.given_up));
    const auto cheapest = internal::cheapest_hitting_set(cost_, hit, {});
    const double cost = cheapest ? cost_of(*cheapest) : kAnything;
    if (cost > open.cost) found.push_back({open.cost, level, open.cheapest});
    if (!cheapest) return found;
    open.cost = std::max(open.cost, cost);
    open.cheapest = *cheapest;
  }
  open.bound = kAnything;
  found.push_back(std::move(open));
  return found;
}

Curve Band::curve(const Limits& allowed, double near) const {
  Curve made;
  made.reached = frontier(allowed);
  made.settled = true;
  for (const Question& question : questions(allowed)) {
    made.ceilings.push_back({question.cost, question.bound});
    if (distance(question.bound, made.reached_at(question.cost)) > near) made.settled = false;
  }
  return made;
}

/// What to ask: of the sets that could be farthest above what was reached the cheapest, together
/// with all limits that nothing found so far breaks. These cost nothing as long as they do not
/// matter, and if they do, that is worth knowing.
std::optional<Limits> Band::next(const Limits& allowed, double near) const {
  Curve known;
  known.reached = frontier(allowed);
  Limits matter;
  for (const Fact& fact : facts_) matter = together(matter, fact.appraisal.broken);
  double farthest = near;
  std::optional<Limits> chosen;
  for (const Question& question : questions(allowed)) {
    const double how_far = distance(question.bound, known.reached_at(question.cost));
    if (how_far <= farthest) continue;
    Limits more = together(question.cheapest, without(allowed, matter));
    if (asked(more)) more = question.cheapest;
    if (asked(more)) continue;
    farthest = how_far;
    chosen = std::move(more);
  }
  return chosen;
}

Curve Band::trace(const Limits& allowed, double near, Valuer& valuer) {
  while (!valuer.over()) {
    const auto question = next(allowed, near);
    if (!question) break;
    learn(*question, valuer.appraise(*question));
  }
  return curve(allowed, near);
}

}  // namespace tandem::window
