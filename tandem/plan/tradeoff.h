#pragma once

#include <optional>
#include <vector>

#include "tandem/plan/plan.h"

namespace tandem::plan {

struct TradeoffOptions {
  std::vector<model::ObjectiveKind> between;  ///< two or three, each once
  /// Share of each objective's range by which the curve may miss something; zero asks for every
  /// non-dominated point, which only whole measures make a finite number.
  double tolerance = 0.02;
};

/// A roadmap of the curve.
struct TradeoffPoint {
  model::Roadmap roadmap;
  std::vector<double> values;  ///< shares, shape [between]
  /// Proven: no roadmap is better in one of the objectives and as good in the others, beyond a
  /// thousandth of a range.
  bool efficient = false;
};

/// The best that a case allows in several objectives at once.
struct Tradeoff {
  /// optimal: within the tolerance; feasible: `within` says how far the curve may be off.
  Status status = Status::unknown;
  std::vector<model::ObjectiveKind> between;
  std::vector<TradeoffPoint> points;  ///< by the first objective, ascending
  /// For every roadmap that meets the limits, some point falls short of it by no more than this
  /// share of the range in any objective. Proven.
  double within = 1;
  std::vector<double> best;   ///< no roadmap exceeds it, shape [between]
  std::vector<double> range;  ///< best less the worst of the points, shape [between]
  /// Proven: every roadmap that meets the limits is below one of these, none of its values being
  /// larger; shape [corners][between], by the first objective.
  std::vector<std::vector<double>> corners;
  /// An objective that the case gives nothing to measure by; then nothing else is filled in.
  std::optional<model::ObjectiveKind> unmeasured;
  std::vector<std::optional<double>> ideal;  ///< points, shape [parties]; principals only
  std::vector<bool> ideal_proven;            ///< else `ideal` is a bound; shape [parties]
  std::vector<Obstacle> obstacles;           ///< without a roadmap: what stands in the way
  Statistics statistics;
};

/// The trade-off curve between two or three objectives over all roadmaps that meet the limits of
/// the case. The case's own objectives and their weights play no part.
[[nodiscard]] Tradeoff tradeoff(const model::Case& of, const TradeoffOptions& wanted,
                                const Options& options = {});

}  // namespace tandem::plan
