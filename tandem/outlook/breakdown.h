#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tandem/model/case.h"
#include "tandem/outlook/standing.h"

/// What a breakdown takes and leaves: of the one that was recorded, or of one today.
namespace tandem::outlook {

/// A measure that was in force, or under way, at the breakdown.
struct SnapBack {
  MeasureId measure{0};
  double share = 1;        ///< of it that was in force
  double under_way = 0;    ///< that was not yet, and never is
  double reversible = 0;   ///< share of its flow that is taken back; the rest stays
  std::optional<Date> by;  ///< the day by which that is done; absent where nothing is taken back
  bool recorded = false;   ///< its actor's withdrawal is in the record
};

/// What it comes to for one party, from the breakdown to the horizon, in points of its scale of
/// 100, discounted to the case's start.
struct AfterBreakdown {
  PartyId party{0};
  double had = 0;        ///< net, until the breakdown
  double loses = 0;      ///< benefits that end
  double keeps = 0;      ///< benefits that stay
  double relieved = 0;   ///< burdens that end
  double bears = 0;      ///< burdens that stay
  double forgoes = 0;    ///< net, of what was agreed and never begins
  double breakdown = 0;  ///< what a breakdown itself brings it
};

struct Breakdown {
  bool recorded = false;  ///< else it is a question: if the process broke down on the view's day
  int month = 0;          ///< of the case
  Date day{};
  std::vector<SnapBack> measures;  ///< in the order of the case
  std::vector<AfterBreakdown> parties;
};

[[nodiscard]] Breakdown breakdown_of(const model::Case& of, const Standing& standing, Date today);

}  // namespace tandem::outlook
