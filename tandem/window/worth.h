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

/// How much more two limits bring when both are given up than the better of them alone.
struct Pair {
  Limits limits;     ///< two positions in Worth::limits
  double best = 0;   ///< reached where both are given up
  double least = 0;  ///< proven; 0: it may be nothing
  double most = 0;   ///< proven; may be infinite
};

/// A policy by its own limits: where it stands in the window.
struct Standing {
  std::size_t policy = 0;                   ///< position in CaseData::alternatives
  Best best;                                ///< `limits` is empty: a policy's limits are its own
  std::optional<model::Quantity> spent;     ///< for what it gives up of the case's limits
  std::optional<model::Quantity> insisted;  ///< that dropping what it insists on would cost
  std::optional<Answer> why_not;            ///< a conflict, where it has no roadmap
  /// Weighted sum of the objectives of the roadmap that goes with it, by the yardstick of the rest.
  std::optional<double> own;
  bool own_stands = false;  ///< whether that roadmap breaks no limit of the case
  /// How much wider than the case's window it is, in political cost; below 0: narrower.
  [[nodiscard]] double width() const;
};

/// The limits of the conflict, of `why_not`'s case; empty where there is none.
[[nodiscard]] std::vector<model::Limit> against(const Standing& standing);

/// What the limits cost that the case names a political cost for.
struct Worth {
  Aim aim;
  std::vector<model::Limit> limits;
  Best as_it_is;
  std::vector<Best> each;  ///< with one given up; shape [limits]
  Best all;                ///< with all of them given up
  double near = 0;         ///< how close a curve's ceiling was to come to what was reached
  Spending total;
  std::vector<Spending> holders;   ///< of each who holds some of them, in file order
  std::vector<Pair> pairs;         ///< by `least`, then by `most`, the largest first
  std::vector<Standing> policies;  ///< of the alternatives with limits of their own
  std::size_t asked = 0;           ///< roadmaps that were planned
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
/// @param roadmaps  that go with the alternatives, where they do; shape [alternatives] or empty
[[nodiscard]] Result<Worth> worth(const model::Case& of, const Options& options,
                                  const std::vector<std::optional<model::Roadmap>>& roadmaps = {});

}  // namespace tandem::window
