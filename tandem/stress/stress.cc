#include "tandem/stress/stress.h"

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

Result<Results> run(const CaseDraft& draft, const Case& of, const Roadmap& roadmap,
                    const Options& options) {
  const Worlds worlds(draft, of, options.draw, options.seed);
  std::optional<World> fixed;
  if (!options.draw) fixed.emplace(of, roadmap);
  const auto play = [&](std::uint64_t number, Results& into) -> std::optional<Error> {
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
  auto results = internal::over_worlds(options, internal::empty_results(of), play, internal::merge);
  if (results) results->stopped = results->worlds < internal::worlds_of(options);
  return results;
}

}  // namespace tandem::stress
