#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <stop_token>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/base/sketch.h"
#include "tandem/base/statistics.h"
#include "tandem/stress/history.h"

/// A roadmap played through many histories. Numbers are drawn for a group of histories at a time: a
/// world. What differs between histories of one world is chance; what differs between worlds is
/// what is not known.
namespace tandem::stress {

struct Results;

/// The worlds that one of several processes plays: `first`, the one `every` after it, and so on.
struct Share {
  std::uint64_t first = 0;
  std::uint64_t every = 1;
};

struct Options {
  std::uint64_t seed = 1;
  std::size_t histories = 20'000;  ///< rounded up to whole worlds
  std::size_t per_world = 100;     ///< histories that share their numbers, > 0
  bool draw = true;                ///< else all numbers stay at their modes: one world
  unsigned threads = 2;            ///< > 0; the answer is the same
  Setting setting = {};
  /// Called now and then, from one thread at a time, with how many histories are done of the share.
  std::function<void(std::size_t done)> progress = {};
  std::stop_token stop = {};  ///< the answer is then of the histories that are done

  // Of run() alone.
  Share share = {};
  const Results* before = nullptr;  ///< of the first worlds of the share, played earlier
  /// Called with what is done of the share, from time to time and at the end.
  std::function<void(const Results& so_far)> keep = {};
  std::chrono::duration<double> keep_every{10};
};

/// How many worlds all processes together play, and how many of them the share has.
[[nodiscard]] std::uint64_t worlds_of(const Options& options);
[[nodiscard]] std::uint64_t worlds_of_share(const Options& options);

/// How often something came to pass.
class Chance {
 public:
  /// Sums over worlds.
  struct Sums {
    std::uint64_t hits = 0;
    std::uint64_t trials = 0;
    std::uint64_t worlds = 0;
    std::uint64_t squares = 0;        ///< of hits
    std::uint64_t trial_squares = 0;  ///< of trials
  };

  Chance() = default;
  explicit Chance(const Sums& sums) : sums_(sums) {}

  /// Notes that it did in `hits` of the `trials` histories of one world.
  void add(std::size_t hits, std::size_t trials);
  void merge(const Chance& other);
  [[nodiscard]] const Sums& sums() const { return sums_; }

  [[nodiscard]] std::uint64_t hits() const { return sums_.hits; }
  [[nodiscard]] std::uint64_t trials() const { return sums_.trials; }
  [[nodiscard]] double share() const;
  /// 95 % interval of the share in infinitely many histories: what more of them would narrow. By
  /// Wilson at the size of an independent sample with the variance that the worlds show.
  [[nodiscard]] Interval sampling() const;
  /// Where the middle 90 % of the worlds' own chances lie: what more histories do not narrow. The
  /// Beta distribution of their mean and variance, less what chance adds to the latter.
  [[nodiscard]] Interval worlds() const;

 private:
  [[nodiscard]] double between() const;  ///< variance of the worlds' own chances

  Sums sums_;
};

/// Why a process broke down for the first time: the event, and the change of government within the
/// year before it, if there was one.
struct Chain {
  std::optional<Event> government;  ///< without its month
  Event cause{};                    ///< without its month
  auto operator<=>(const Chain&) const = default;
};

/// What the months up to a mark have come to.
struct Mark {
  int month = 0;
  Chance unbroken;  ///< no breakdown so far
  Chance alive;     ///< it runs or is suspended
  Chance running;
  Chance completed;
  Sketch security;  ///< share of the risk reductions in force
  Sketch goals;     ///< share of the final goals in force
  std::vector<Sketch> indicators;
};

struct Results {
  int months = 0;
  std::uint64_t histories = 0;
  std::uint64_t worlds = 0;
  bool stopped = false;  ///< before all histories of the share were done
  std::vector<Mark> marks;
  // Histories by month; shape [months + 2], of which the last counts those that never did.
  std::vector<std::uint64_t> breakdowns;  ///< first
  std::vector<std::uint64_t> collapses;
  std::vector<std::uint64_t> completions;
  std::map<Chain, std::uint64_t> chains;
  std::vector<std::uint64_t> phases;  ///< of first breakdowns; shape [phases + 2]
  std::vector<Sketch> values;         ///< shape [parties]
  Sketch running;                     ///< months
  Sketch suspended;                   ///< months
  Sketch crises;
  std::uint64_t all_breakdowns = 0;
  std::uint64_t disputes = 0;
  std::uint64_t settled = 0;
};

/// Adds what was played elsewhere, of the same question and of other worlds. The order does not
/// matter.
void merge(Results& into, const Results& from);

/// Errors: invalid_input where a draw is no case.
[[nodiscard]] Result<Results> run(const model::CaseDraft& draft, const model::Case& of,
                                  const model::Roadmap& roadmap, const Options& options);

/// The numbers of a run's worlds: what history `number` plays in is world number / per_world.
class Worlds {
 public:
  /// @param of  outlives this; the case that `draft` makes
  Worlds(const model::CaseDraft& draft, const model::Case& of, bool draw, std::uint64_t seed);

  /// The case of world `number`. Errors: invalid_input where the draw is none.
  [[nodiscard]] Result<model::Case> drawn(std::uint64_t number) const;

 private:
  model::CaseDraft draft_;
  const model::Case& of_;
  bool draw_;
  std::uint64_t seed_;
};

}  // namespace tandem::stress
