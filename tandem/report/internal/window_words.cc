#include "tandem/report/internal/window_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "tandem/report/internal/words.h"

namespace tandem::report {

using window::Best;
using window::Curve;
using window::Movement;
using window::Opening;
using window::Standing;
using window::Worth;

namespace {

std::string number_words(const Movement& movement, double value) {
  if (movement.unit == "share") return percent(value);
  if (movement.unit == "months") return trimmed(value, 0) + " months";
  return trimmed(value, 1) + " points";
}

}  // namespace

std::string limit_names(const model::Case& of, const std::vector<model::Limit>& limits,
                        const window::Limits& some) {
  std::string names;
  for (const std::size_t k : some)
    names += (names.empty() ? "" : ", ") + model::name_of(of, limits[k]);
  return names;
}

std::string gain_words(const Worth& worth, const Best& best) {
  if (!best.roadmap) return best.status == plan::Status::infeasible ? "none: proven" : "none found";
  if (!worth.as_it_is.roadmap) return "a roadmap";
  const auto [least, most] = window::gain(worth.as_it_is, best);
  if (std::isinf(most)) return least < kNoGain ? "not known" : "at least " + percent(least, 2);
  if (most < kNoGain) return "nothing";
  if (least < kNoGain) return "at most " + percent(most, 2);
  return fmt::format("{} to {}", percent(least, 2), percent(most, 2));
}

std::string bound_words(double bound) {
  if (std::isinf(bound)) return bound < 0 ? "no roadmap" : "not known";
  return percent(bound, 2);
}

std::string reach_words(const Worth& worth, const Curve::Reach& reach) {
  std::string out = limit_names(worth.aim.of, worth.limits, reach.limits);
  if (reach.limits.size() > 1 && reach.each_needed) out += " (each needed)";
  return out.empty() ? "nothing" : out;
}

std::string doubt_words(const window::Block& conflict) {
  std::string out;
  if (!conflict.minimal) out += " It may hold more than is needed: not all could be settled.";
  if (conflict.looser == window::Verdict::possible)
    out += " It is so by a hair: limits looser by a tolerance can be held.";
  if (conflict.looser == window::Verdict::unsettled)
    out += " Whether it is so by a hair could not be settled.";
  return out;
}

std::vector<const Best*> by_gain(const Worth& worth) {
  std::vector<const Best*> each;
  for (const Best& best : worth.each) each.push_back(&best);
  std::ranges::stable_sort(each, std::greater(), &Best::objective);
  return each;
}

std::vector<const Standing*> by_width(const Worth& worth) {
  std::vector<const Standing*> policies;
  for (const Standing& standing : worth.policies) policies.push_back(&standing);
  std::ranges::stable_sort(policies, {}, &Standing::width);
  return policies;
}

std::string letter_of(std::size_t k) {
  std::string letters(1, static_cast<char>('A' + k % 26));
  return k < 26 ? letters : letters + std::to_string(k / 26 + 1);
}

std::string price_words(const Opening& opening) {
  std::string cost = cost_words(opening.cost);
  if (!opening.cost || opening.without_cost == 0) return cost;
  return fmt::format("{} and {} not stated", cost, opening.without_cost);
}

std::string movement_words(const Movement& movement) {
  if (!movement.enough)
    return fmt::format("to move it from {} is not known to suffice",
                       number_words(movement, movement.now));
  return fmt::format("from {} to {} suffices; {} is proven too little",
                     number_words(movement, movement.now), number_words(movement, *movement.enough),
                     number_words(movement, movement.too_little));
}

std::string stake_words(const std::optional<model::Quantity>& cost) {
  return cost ? cost_words(cost) : "nothing";
}

std::string best_words(const Best& best) {
  if (best.roadmap) return percent(best.objective, 2);
  return best.status == plan::Status::infeasible ? "none (proven)" : "none found";
}

std::vector<std::string> against_words(const Standing& standing) {
  std::vector<std::string> words;
  for (const model::Limit& limit : window::against(standing))
    words.push_back(model::words_of(standing.why_not->aim.of, limit));
  return words;
}

std::string own_words(const Standing& standing) {
  if (!standing.own) return {};
  return fmt::format(
      "Its own roadmap comes to {}, and {}.", percent(*standing.own, 2),
      standing.own_stands ? "keeps every limit of the case" : "misses limits of the case");
}

}  // namespace tandem::report
