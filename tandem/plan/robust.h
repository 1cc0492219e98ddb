#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/model/draft.h"
#include "tandem/plan/plan.h"

/// Roadmaps that stand in many futures: a future is a value for every number of the case that has a
/// range.
namespace tandem::plan {

struct RobustOptions {
  std::size_t futures = 100;         ///< for which the roadmaps are made; 1 to 500
  std::size_t fresh = 500;           ///< others, in which they are tried; up to 10,000
  std::uint64_t seed = 1;            ///< of the draws
  std::vector<double> sure = {0.9};  ///< shares of the futures, a roadmap for each; in (0, 1]
  std::vector<model::Roadmap> beside = {};  ///< to be tried too
};

/// How a roadmap does in some futures.
struct Record {
  std::size_t futures = 0;
  std::size_t holds = 0;  ///< in which every limit holds
  /// Rules, as in Obstacle, and the futures in which each fails; those that fail most often first.
  std::vector<std::pair<std::string, std::size_t>> fails;
  /// Weighted sum of the objectives in the futures in which it holds; absent where there is none.
  std::optional<double> worst, median;
  /// What it falls short of the best of all roadmaps here, future by future. One that does not hold
  /// counts as no agreement.
  double mean_regret = 0, largest_regret = 0;
};

struct RobustPlan {
  enum class Origin {
    modes,   ///< planned at the modes alone
    sure,    ///< for a share of the futures
    beside,  ///< given
  };
  Origin origin = Origin::sure;
  double sure = 0;  ///< share of the futures asked for, where that is its origin
  Status status = Status::unknown;
  std::optional<model::Roadmap> roadmap;
  /// Weighted sum of each objective at its smallest over the modes and the futures that it is made
  /// for: the sum is no less in any of these.
  double objective = 0;
  double bound = 0;     ///< no roadmap that is as sure has a larger objective
  double at_modes = 0;  ///< weighted sum of the objectives there
  Record made_for;      ///< in the futures
  Record tried;         ///< in the fresh ones
};

struct Robust {
  std::vector<RobustPlan> plans;             ///< that at the modes, the surest first, those beside
  std::vector<std::optional<double>> ideal;  ///< points, at the modes; shape [parties]
  std::vector<bool> ideal_proven;            ///< else `ideal` is a bound; shape [parties]
  std::vector<Obstacle> obstacles;           ///< without a roadmap at the modes
  Statistics statistics;
};

/// For each share the roadmap that meets all limits at the modes and in at least that share of the
/// futures, and is best where each objective is worst. Every limit is linear in a roadmap, so rows
/// of the futures in which an answer fails are added until none fails that is kept; which are given
/// up is decided together with the roadmap. With 1 it is the best worst case, less a chance
/// constraint. Durations, tranches and what comes after what stay at their modes, and so do the
/// parties' ideals. Errors: invalid_input, a draw that is no case, no number with a range,
/// objectives in order, or something beyond the limits named above.
[[nodiscard]] Result<Robust> robust(const model::CaseDraft& draft, const RobustOptions& wanted,
                                    const Options& options = {});

}  // namespace tandem::plan
