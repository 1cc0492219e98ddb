#pragma once

#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/model/case.h"

/// What a case demands of a roadmap and could be demanded less: its limits, each with a name, and
/// the case in which some of them are eased. Rules of structure (after, with, excludes, one_of,
/// tranches, turns) are no limits: they say what a measure is, not what somebody insists on.
namespace tandem::model {

enum class LimitKind {
  boundary,
  self_enforcing,  ///< the margin demanded of one party
  reserve,         ///< with, for a partner, the surplus demanded over it
  capacity,
  accession,  ///< when and after what a partner may accede
  required,   ///< that a partner accedes at all
  mandatory,
  dates,  ///< of a measure
  parallel,
  reciprocal_index,
  reciprocal_step,
  proportional,
  simultaneous,
  by_month_12,
  by_month_24,
  by_month_36,
  first_payoff,
  verifiable,
  long_game
};

struct Limit {
  LimitKind kind = LimitKind::boundary;
  std::size_t index = 0;  ///< of the boundary, the party or the measure; 0 for a principle
  auto operator<=>(const Limit&) const = default;
};

/// All that the case has: boundaries in file order, then by kind and in file order within one.
[[nodiscard]] std::vector<Limit> limits_of(const Case& of);

/// As a user types it: a boundary's id, "reserve.us", "dates.freeze", "parallel".
[[nodiscard]] std::string name_of(const Case& of, const Limit& limit);
/// @param demanded  whether only limits count that the case has; else also those that it could have
[[nodiscard]] std::optional<Limit> find_limit(const Case& of, std::string_view name,
                                              bool demanded = true);

/// A sentence that says what is demanded, by whom.
[[nodiscard]] std::string words_of(const Case& of, const Limit& limit);

/// Political cost of giving it up; absent where the case names none.
[[nodiscard]] std::optional<Quantity> cost_of(const Case& of, const Limit& limit);

/// Whose limit it is; absent where it is nobody's alone: a measure's or a principle's.
[[nodiscard]] std::optional<PartyId> holder_of(const Case& of, const Limit& limit);

/// A number in a limit that can be moved until nothing is left of it.
struct Setting {
  double now = 0;
  double direction = 1;  ///< 1 where a larger number demands less, else -1
  double last = 0;       ///< at which nothing is demanded any more; may be infinite
  double step = 0.01;    ///< of no interest below
  std::string unit;      ///< "share", "points" or "months"
};

/// The number that can be moved; absent where a limit holds or does not. Of dates and accessions it
/// is how many months of leeway are allowed. Of a threshold or a capacity that the case could have
/// and has not, `now` is `last`.
[[nodiscard]] std::optional<Setting> setting_of(const Case& of, const Limit& limit);

struct Easing {
  Limit limit;
  std::optional<double> to;  ///< its number instead of `Setting::now`; absent: it is given up
};

/// The case with some limits given up or moved; whatever else it says is the same.
[[nodiscard]] Case eased(const Case& of, std::span<const Easing> easings);

/// The case with the limits of a policy: what it insists on besides, less what it gives up. It has
/// no alternatives, whose positions of boundaries would be others.
[[nodiscard]] Case under(const Case& of, const Alternative& policy);
/// The same by its id. Errors: invalid_input where there is none, or it has no limits of its own.
[[nodiscard]] Result<Case> under(const Case& of, std::string_view policy);

/// The case in which `measure` must be carried out, all of it, and be in force by month `by` where
/// that is given: mandatory, and not to start too late for that.
[[nodiscard]] Case with_deadline(const Case& of, MeasureId measure, std::optional<int> by);

}  // namespace tandem::model
