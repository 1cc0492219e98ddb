#include "tandem/stress/stress.h"

#include <algorithm>
#include <optional>

#include "tandem/model/numbers.h"
#include "tandem/stress/internal/over_worlds.h"
#include "tandem/stress/internal/tally.h"

namespace tandem::stress {

using model::Case;
using model::CaseDraft;
using model::Roadmap;

Worlds::Worlds(const CaseDraft& draft, const Case& of, bool draw, std::uint64_t seed)
    : draft_(model::completed(draft, of)), of_(of), draw_(draw), seed_(seed) {}

Result<Case> Worlds::drawn(std::uint64_t number) const {
  if (!draw_) return of_;
  return model::drawn_case(draft_, seed_, number);
}

std::uint64_t worlds_of_share(const Options& options) {
  const std::uint64_t all = worlds_of(options);
  const auto& [first, every] = options.share;
  return first < all ? (all - first + every - 1) / every : 0;
}

std::uint64_t worlds_of(const Options& options) {
  return (options.histories + options.per_world - 1) / options.per_world;
}

void merge(Results& into, const Results& from) {
  into.histories += from.histories;
  into.worlds += from.worlds;
  for (std::size_t k = 0; k < into.marks.size(); ++k) {
    Mark& mark = into.marks[k];
    const Mark& other = from.marks[k];
    mark.unbroken.merge(other.unbroken);
    mark.alive.merge(other.alive);
    mark.running.merge(other.running);
    mark.completed.merge(other.completed);
    mark.security.merge(other.security);
    mark.goals.merge(other.goals);
    for (std::size_t i = 0; i < mark.indicators.size(); ++i)
      mark.indicators[i].merge(other.indicators[i]);
  }
  const auto add = [](std::vector<std::uint64_t>& all, const std::vector<std::uint64_t>& more) {
    for (std::size_t k = 0; k < all.size(); ++k) all[k] += more[k];
  };
  add(into.breakdowns, from.breakdowns);
  add(into.collapses, from.collapses);
  add(into.completions, from.completions);
  add(into.phases, from.phases);
  for (const auto& [chain, count] : from.chains) into.chains[chain] += count;
  for (std::size_t p = 0; p < into.values.size(); ++p) into.values[p].merge(from.values[p]);
  into.running.merge(from.running);
  into.suspended.merge(from.suspended);
  into.crises.merge(from.crises);
  into.all_breakdowns += from.all_breakdowns;
  into.disputes += from.disputes;
  into.settled += from.settled;
}

namespace {

constexpr std::uint64_t kBetweenLooks = 6400;  // histories of a thread, or one world

}  // namespace

Result<Results> run(const CaseDraft& draft, const Case& of, const Roadmap& roadmap,
                    const Options& options) {
  const Worlds worlds(draft, of, options.draw, options.seed);
  std::optional<World> fixed;
  if (!options.draw) fixed.emplace(of, roadmap);
  const auto play = [&](std::uint64_t of_share, Results& into) -> std::optional<Error> {
    const std::uint64_t number = options.share.first + of_share * options.share.every;
    std::optional<World> own;
    if (!fixed) {
      const auto drawn = worlds.drawn(number);
      if (!drawn) return drawn.error();
      own.emplace(*drawn, roadmap);
    }
    Histories histories(fixed ? *fixed : *own, options.seed, options.setting);
    internal::WorldTally tally(into);
    Outcome outcome;
    for (std::size_t k = 0; k < options.per_world; ++k) {
      histories.play(number * options.per_world + k, outcome);
      tally.take(outcome);
    }
    tally.close();
    return std::nullopt;
  };
  const std::uint64_t all = worlds_of_share(options);
  const Results none = internal::empty_results(of);
  Results made = options.before != nullptr ? *options.before : none;
  const std::uint64_t at_once =
      options.threads * std::max<std::uint64_t>(1, kBetweenLooks / options.per_world);
  auto kept = std::chrono::steady_clock::now();
  while (made.worlds < all) {
    internal::Range range{made.worlds, all};
    if (options.keep) range.last = std::min(all, made.worlds + at_once);
    const auto some = internal::over_worlds(options, range, none, play, merge);
    if (!some) return tl::unexpected(some.error());
    merge(made, *some);
    if (made.worlds < range.last) break;
    const auto now = std::chrono::steady_clock::now();
    if (!options.keep || now - kept < options.keep_every) continue;
    options.keep(made);
    kept = now;
  }
  if (options.keep) options.keep(made);
  made.stopped = made.worlds < all;
  return made;
}

}  // namespace tandem::stress
