#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tandem/plan/plan.h"
#include "tandem/window/explore.h"
#include "tandem/window/target.h"

/// The policy window: which limits of a case rule an agreement out together, and what giving some
/// of them up, or moving them, makes possible.
namespace tandem::window {

struct Options {
  std::optional<std::string> policy;  ///< id of an alternative by whose limits it is asked
  std::vector<std::string> targets;   ///< that the agreement is to reach; see aim()
  bool any_month = false;             ///< a target's month may be met or missed in any case
  std::vector<std::string> firm;      ///< names of limits that are held, whatever they rule out
  Extent extent;
  bool reasons = false;    ///< also find what comes up against what in a conflict
  bool movements = false;  ///< also find how far the limits of a relaxation have to move
  bool pairs = false;      ///< of worth(): also plan each pair of limits that could matter together
  plan::Options search;
  /// Told of all that was found so far, without reasons and movements, after each question.
  std::function<void(const struct Answer& so_far)> found = {};
};

/// Limits that cannot all be held together, and what comes up against what.
struct Block {
  Limits limits;  ///< positions in Answer::limits
  /// Whether they can be held where they are looser by a tolerance: impossible, unless the
  /// conflict is one by a hair, or that was not settled.
  Verdict looser = Verdict::unsettled;
  bool minimal = true;                    ///< else some of it may not be needed
  std::vector<plan::Obstacle> obstacles;  ///< where only these limits are held
};

/// How far one limit of a relaxation has to move if the others are given up.
struct Movement {
  std::size_t limit = 0;         ///< position in Answer::limits
  double now = 0;                ///< its number as the case has it
  double too_little = 0;         ///< proven not to suffice
  std::optional<double> enough;  ///< that suffices; absent: only to give it up was seen to
  std::string unit;              ///< share, points or months
};

/// A relaxation with what it costs and opens.
struct Opening {
  Limits limits;                          ///< positions in Answer::limits
  std::optional<model::Quantity> cost;    ///< of those that have one; absent where none has
  std::size_t without_cost = 0;           ///< limits whose cost the case does not name
  bool minimal = true;                    ///< else fewer of them may suffice
  std::optional<model::Roadmap> roadmap;  ///< that holds all other limits
  std::vector<Movement> movements;        ///< of limits that can move
};

struct Answer {
  std::vector<model::Limit> limits;  ///< that could be given up
  std::vector<model::Limit> held;    ///< that could not: targets, and what is firm
  Aim aim;                           ///< the case that was asked about, and what it is to reach
  std::vector<Block> conflicts;
  std::vector<Opening> openings;  ///< cheapest first
  double others_cost = 0;         ///< of relax(), proven: no opening that is not listed costs less
  std::vector<Limits> unsettled;  ///< of which it is not known whether giving them up suffices
  bool all = false;               ///< no conflict and no relaxation is missing
  std::size_t asked = 0;
  /// By which proportion is measured, whatever is given up: of the case as it stands, without a
  /// policy. Points, shape
  /// [parties].
  std::vector<std::optional<double>> ideal;
  plan::Statistics statistics;

  /// Whether all can be held: then there is no conflict, and one opening that gives nothing up.
  [[nodiscard]] bool possible() const {
    return !openings.empty() && openings.front().limits.empty();
  }
};

/// Why not: conflicts among all limits. Those with the fewest other ways out are found first.
[[nodiscard]] Result<Answer> why(const model::Case& of, const Options& options);

/// What it would take: relaxations of the limits that the case names a cost for and of those in
/// `free`, cheapest first. @param free  names of limits, or of kinds ("capacity", "reserve")
[[nodiscard]] Result<Answer> relax(const model::Case& of, const Options& options,
                                   const std::vector<std::string>& free);

}  // namespace tandem::window
