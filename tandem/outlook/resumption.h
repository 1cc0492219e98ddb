#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/model/draft.h"
#include "tandem/outlook/standing.h"
#include "tandem/plan/plan.h"
#include "tandem/stress/compare.h"

/// The ways on from where a record stands.
namespace tandem::outlook {

/// The best way on that keeps as much as it can of what was agreed.
struct Replanned {
  plan::Continuation from;
  plan::Answer answer;
  /// That was asked for before, and not found.
  struct Missed {
    double keep = 1;      ///< share of the agreed steps that were to keep their phase
    bool proven = false;  ///< that there is none
    std::vector<plan::Obstacle> obstacles;
  };
  std::vector<Missed> missed;  ///< from all steps down; `from.keep` is what was found, or the last
  std::size_t ahead = 0;       ///< agreed steps that are open and whose phase is to come
};

/// Asks for a continuation in which all agreed steps that are still open keep their phase, then
/// three quarters of them, half, a quarter, and at last the best whatever it keeps; the first that
/// there is, `carried` and all. The time limit of `options` is that of each.
/// Errors: invalid_input where no phase is open.
[[nodiscard]] Result<Replanned> replan(const model::Case& of, const Standing& standing,
                                       const plan::Options& options);

/// One way on, beside none.
struct WayOn {
  enum class Kind { none, as_it_stands, as_agreed, replanned } kind = Kind::none;
  model::Roadmap roadmap;
  /// Mean value beyond that of no way on, in points of each one's scale, with 95 % interval of the
  /// mean over worlds; shape [parties].
  std::vector<stress::Estimate> better;
  std::vector<PartyId> preferred_by;  ///< principals whose whole interval is above none
  std::vector<PartyId> refused_by;    ///< principals whose whole interval is below
};

struct Resumption {
  bool suspended = false;   ///< the ways on begin with a resumption; else the process runs
  std::vector<WayOn> ways;  ///< the first is none: it ends for good
  std::uint64_t histories = 0;
};

/// @param replanned  begins with what was carried out; absent: there is none
/// Errors: invalid_input where a draw is no case.
[[nodiscard]] Result<Resumption> resumption_of(const model::CaseDraft& draft, const model::Case& of,
                                               const Standing& standing,
                                               const std::optional<model::Roadmap>& replanned,
                                               const stress::Options& options);

/// The past of a standing in which the process, where it is suspended, has just been resumed.
[[nodiscard]] stress::Past resumed(const model::Case& of, const Standing& standing);

}  // namespace tandem::outlook
