#pragma once

#include <utility>
#include <vector>

#include "tandem/window/curve.h"
#include "tandem/window/window.h"

namespace tandem::window {

/// The best roadmap where some limits are given up.
struct Best {
  Limits limits;  ///< positions in Worth::limits
  plan::Status status = plan::Status::unknown;
  double objective = 0;  ///< weighted sum, of `roadmap`
  double bound = 0;      ///< no roadmap is better
  std::optional<model::Roadmap> roadmap;
};

/// What political cost buys: the best objective against what is given up.
struct Spending {
  std::optional<PartyId> holder;  ///< who alone gives something up; absent: whoever
  Curve curve;                    ///< of weighted sums against best estimates of costs
  std::vector<std::optional<model::Quantity>> cost;  ///< shape [curve.reached]
  std::vector<model::Roadmap> roadmaps;              ///< shape [curve.reached]
};

/// What the limits cost that the case names a political cost for.
struct Worth {
  Aim aim;
  std::vector<model::Limit> limits;
  Best as_it_is;
  std::vector<Best> each;  ///< with one given up; shape [limits]
  Best all;                ///< with all of them given up
  double near = 0;         ///< how close a curve's ceiling was to come to what was reached
  Spending total;
  std::vector<Spending> holders;  ///< of each who holds some of them, in file order
  std::size_t asked = 0;          ///< roadmaps that were planned
  /// By which gains are measured, whatever is given up: of the case as it stands. Points, shape
  /// [parties].
  std::vector<std::optional<double>> ideal;
  plan::Statistics statistics;
};

/// What giving limits up brings at least, and at most.
[[nodiscard]] std::pair<double, double> gain(const Best& with, const Best& without);

/// What each limit with a stated cost takes from the best roadmap, and all of them together; and
/// the curve of what is attainable against political cost. The yardstick of gains is the ideals of
/// the case as it stands. @param options  Extent::relaxations: how many roadmaps the curves may
/// take besides
[[nodiscard]] Result<Worth> worth(const model::Case& of, const Options& options);

}  // namespace tandem::window
