#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/stress/stress.h"

namespace tandem::stress::internal {

/// How many worlds a run has.
[[nodiscard]] inline std::uint64_t worlds_of(const Options& options) {
  return (options.histories + options.per_world - 1) / options.per_world;
}

/// Lets several threads play the worlds of a run, each into a tally of its own.
/// @param empty  what a tally begins as; merging tallies in any order must give the same
/// @param play   plays the world of that number; an error ends the run
/// @param merge  adds the second tally to the first
template <class Tally, class Play, class Merge>
[[nodiscard]] Result<Tally> over_worlds(const Options& options, const Tally& empty,
                                        const Play& play, const Merge& merge) {
  std::atomic<std::uint64_t> next = 0;
  std::atomic<std::size_t> done = 0;
  std::atomic<bool> over = false;
  std::mutex mutex;
  Tally all = empty;
  std::optional<Error> failed;
  const auto work = [&] {
    Tally own = empty;
    while (!over) {
      const std::uint64_t number = next.fetch_add(1);
      // The first world is played whatever happens, so that there is something to say.
      const bool stopped = number > 0 && options.stop.stop_requested();
      if (stopped || number >= worlds_of(options)) break;
      std::optional<Error> error = play(number, own);
      const std::scoped_lock lock(mutex);
      if (error) {
        over = true;
        failed = std::move(error);
      }
      if (options.progress) options.progress(++done * options.per_world);
    }
    const std::scoped_lock lock(mutex);
    merge(all, own);
  };
  {
    std::vector<std::jthread> others;
    for (unsigned t = 1; t < options.threads; ++t) others.emplace_back(work);
    work();
  }
  if (failed) return tl::unexpected(*std::move(failed));
  return all;
}

}  // namespace tandem::stress::internal
