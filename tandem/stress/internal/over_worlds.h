#pragma once

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/stress/stress.h"

namespace tandem::stress::internal {

/// Worlds from `first` to the one before `last`.
struct Range {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};
[[nodiscard]] inline Range all_worlds(const Options& options) { return {0, worlds_of(options)}; }

/// Lets several threads play some worlds of a run, each into a tally of its own. Where it is asked
/// to stop, the first of them are done, one at least.
/// @param empty  what a tally begins as; merging tallies in any order must give the same
/// @param play   plays the world of that number; an error ends the run
/// @param merge  adds the second tally to the first
template <class Tally, class Play, class Merge>
[[nodiscard]] Result<Tally> over_worlds(const Options& options, const Range& range,
                                        const Tally& empty, const Play& play, const Merge& merge) {
  std::atomic<std::uint64_t> next = range.first;
  std::atomic<std::uint64_t> done = range.first;
  std::atomic<bool> over = false;
  std::mutex mutex;
  Tally all = empty;
  std::optional<Error> failed;
  const auto work = [&] {
    Tally own = empty;
    while (!over && (next <= range.first || !options.stop.stop_requested())) {
      const std::uint64_t number = next.fetch_add(1);
      if (number >= range.last) break;
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

/// What each world comes to, by number.
/// @param play  of that number; an error ends the run
template <class Value, class Play>
[[nodiscard]] Result<std::vector<Value>> each_world(const Options& options, const Play& play) {
  using Rows = std::vector<std::pair<std::uint64_t, Value>>;
  auto rows = over_worlds(
      options, all_worlds(options), Rows(),
      [&](std::uint64_t number, Rows& into) -> std::optional<Error> {
        Result<Value> value = play(number);
        if (!value) return value.error();
        into.emplace_back(number, *std::move(value));
        return std::nullopt;
      },
      [](Rows& all, const Rows& more) { all.insert(all.end(), more.begin(), more.end()); });
  if (!rows) return tl::unexpected(rows.error());
  std::ranges::sort(*rows, {}, &Rows::value_type::first);
  std::vector<Value> values;
  for (auto& [number, value] : *rows) values.push_back(std::move(value));
  return values;
}

}  // namespace tandem::stress::internal
