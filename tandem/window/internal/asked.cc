#include "tandem/window/internal/asked.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "tandem/base/findings.h"

namespace tandem::window::internal {

using model::Case;
using model::Limit;

Result<std::vector<Limit>> named(const Case& of, const std::vector<std::string>& names) {
  std::vector<Limit> found;
  std::vector<std::string> known;
  for (const Limit& limit : model::limits_of(of)) known.push_back(model::name_of(of, limit));
  for (const std::string& name : names) {
    const std::size_t before = found.size();
    for (const Limit& limit : model::limits_of(of)) {
      const std::string its = model::name_of(of, limit);
      if (its == name || its.starts_with(name + ".")) found.push_back(limit);
    }
    if (found.size() > before) continue;
    return tl::unexpected(
        Error{Errc::invalid_input,
              fmt::format("the case has no limit '{}'; {}", name,
                          did_you_mean(name, known, "name one, or a kind, as in reserve"))});
  }
  return found;
}

bool among(const std::vector<Limit>& limits, const Limit& limit) {
  return std::ranges::find(limits, limit) != limits.end();
}

Result<Asked> asked_of(const Case& of, const Options& options) {
  const auto base = options.policy ? model::under(of, *options.policy) : Result<Case>(of);
  if (!base) return tl::unexpected(base.error());
  auto aimed = aim(*base, options.targets, options.any_month);
  if (!aimed) return tl::unexpected(std::move(aimed.error()));
  auto held = named(aimed->of, options.firm);
  if (!held) return tl::unexpected(std::move(held.error()));
  for (const Target& target : aimed->targets)
    for (const Limit& limit : target.limits)
      if (!among(*held, limit)) held->push_back(limit);
  const bool others = options.policy && !options.search.ideals;
  return Asked{*std::move(aimed), *std::move(held),
               others ? plan::measured_by(of, options.search) : options.search};
}

std::vector<model::Easing> easings_of(const std::vector<Limit>& limits, const Limits& given_up) {
  std::vector<model::Easing> easings;
  for (const std::size_t k : given_up) easings.push_back({limits[k], std::nullopt});
  return easings;
}

Limits broken_by(const plan::Feasibility& feasible, const std::vector<Limit>& limits,
                 const model::Roadmap& roadmap, const Limits& given_up) {
  Limits broken = given_up;
  for (const std::size_t k : given_up) {
    Limits fewer = broken;
    std::erase(fewer, k);
    if (feasible.stands(roadmap, easings_of(limits, fewer))) broken = std::move(fewer);
  }
  return broken;
}

void add_cost(std::optional<model::Quantity>& sum, const std::optional<model::Quantity>& cost) {
  if (!cost) return;
  if (!sum) sum = model::Quantity{};
  sum->low += cost->low;
  sum->mode += cost->mode;
  sum->high += cost->high;
  sum->ranged = sum->ranged || cost->ranged;
}

std::optional<model::Quantity> cost_of(const Case& of, const std::vector<Limit>& limits,
                                       const Limits& given_up, std::size_t& without) {
  std::optional<model::Quantity> sum;
  for (const std::size_t k : given_up) {
    const auto cost = model::cost_of(of, limits[k]);
    if (!cost) ++without;
    add_cost(sum, cost);
  }
  return sum;
}

}  // namespace tandem::window::internal
