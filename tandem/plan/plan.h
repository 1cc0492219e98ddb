#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "tandem/model/roadmap.h"
#include "tandem/plan/continuation.h"
#include "tandem/value/economics.h"

/// The best roadmap of a case: everything that its parties would accept at every step, as good as
/// the case's objectives ask, with a proven bound on what could be better.
namespace tandem::plan {

/// What the search has to say while it works.
struct Progress {
  std::string stage;                ///< e.g. "local search"
  double seconds = 0;               ///< since the start
  std::optional<double> objective;  ///< of the best roadmap so far
  std::optional<double> bound;      ///< no roadmap is better
};

/// Best attainable net gain of each principal over all individually rational roadmaps.
struct Ideals {
  std::vector<std::optional<double>> points;  ///< shape [parties], absent for partners
  std::vector<bool> proven;                   ///< else `points` is a proven bound; shape [parties]
};

struct Options {
  std::uint64_t seed = 1;
  /// Wall-clock limit. Work that ends by it is not repeatable; by default the amount of work ends
  /// the search, which is.
  std::optional<std::chrono::duration<double>> time_limit = {};
  double relative_gap = 1e-4;        ///< stop when bound and objective are this close
  std::optional<double> min_margin;  ///< share of each party's scale; absent: as the case says
  std::optional<model::Deviation> deviation;  ///< absent: as the case says
  bool fewest_phases = false;                 ///< first of all use as few phases as possible
  /// Absent: everything is open. What lies behind is a fact: no limit of a past phase or month
  /// holds any more, and neither do the reserves of those who are in.
  std::optional<Continuation> continuation;
  /// By which gains are measured; absent: those of the case, found first where it needs them.
  std::optional<Ideals> ideals = {};
  int threads = 2;  ///< at most two are used; the answer does not depend on it
  std::stop_token stop = {};
  std::function<void(const Progress&)> progress = {};
  /// Of plan() alone: called with each better roadmap, and its objective, as soon as it is found.
  std::function<void(const model::Roadmap&, double objective)> found = {};
};

enum class Status {
  optimal,     ///< proven to be within the gap asked for
  feasible,    ///< the best found; `bound` says how much better another could be
  infeasible,  ///< proven: no roadmap meets all limits
  unknown      ///< none found, and not proven that there is none
};

enum class Unit {
  points,  ///< of the party's own scale
  share,
  none  ///< it is broken or not
};

/// One limit that cannot be met together with the others.
struct Obstacle {
  std::string rule;               ///< e.g. "self-enforcing", "reserve", "parallel"
  std::optional<PartyId> party;   ///< whose limit it is
  int phase = 0;                  ///< 0 where it concerns the whole roadmap; the end is one more
  double short_by = 0;            ///< in its unit
  std::string text;               ///< a sentence; does not repeat short_by
  Unit unit = Unit::share;        ///< of short_by
  std::optional<int> month = {};  ///< by which it is to hold, where that is no phase
};

struct ObjectiveValue {
  model::ObjectiveKind kind{};
  double weight = 1;
  double value = 0;
};

struct Statistics {
  double seconds = 0;                      ///< wall clock
  std::optional<double> seconds_to_first;  ///< till a roadmap that meets all limits
  std::int64_t moves = 0;                  ///< evaluated by the local search
  std::int64_t nodes = 0;                  ///< of the solver's trees
  std::string stopped_by;                  ///< proof, work, time or signal
  std::string solver;                      ///< of the linear programs
};

struct Answer {
  Status status = Status::unknown;
  std::optional<model::Roadmap> roadmap;
  double objective = 0;  ///< weighted sum; the last stage's where in order
  double bound = 0;      ///< no roadmap has a larger objective
  std::vector<ObjectiveValue> objectives;
  std::optional<int> phases_used;  ///< with fewest_phases: proven fewest if status is optimal
  std::vector<std::optional<double>> ideal;  ///< points, shape [parties]; principals only
  std::vector<bool> ideal_proven;            ///< else `ideal` is a bound; shape [parties]
  std::vector<Obstacle> obstacles;           ///< without a roadmap: what stands in the way
  Statistics statistics;
  /// (bound - objective) / max(1e-9, |objective|); absent without a roadmap.
  [[nodiscard]] std::optional<double> gap() const;
};

[[nodiscard]] Answer plan(const model::Case& of, const Options& options = {});

/// Those of the case.
[[nodiscard]] Ideals ideals(const model::Case& of, const Options& options = {});

/// The options for a question in which gains are measured by the ideals of `of`, whatever case is
/// asked about. What it takes to find them is taken off the time limit.
[[nodiscard]] Options measured_by(const model::Case& of, Options options);

}  // namespace tandem::plan
