#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "tandem/model/timetable.h"

/// Days that are known or not. One that is not known is later than any other.
namespace tandem::model::internal {

using MaybeDay = std::optional<Day>;

/// The later of two; not known while one of them is not.
[[nodiscard]] MaybeDay last_of(MaybeDay a, MaybeDay b);
/// The earlier of two; one that is not known does not count.
[[nodiscard]] MaybeDay first_of(MaybeDay a, MaybeDay b);

/// What of an obligation has a day of its own: a node of the graph.
inline constexpr std::size_t kParts = 3;
enum class Part { started, done, verified };
[[nodiscard]] constexpr std::size_t node_of(std::size_t obligation, Part part) {
  return obligation * kParts + static_cast<std::size_t>(part);
}
/// @pre not outside
[[nodiscard]] std::size_t node_of(const Target& target);

/// The days of everything that a moment may name.
struct DaysOf {
  std::vector<MaybeDay> nodes;   ///< shape [obligations * kParts]
  std::vector<MaybeDay> events;  ///< shape [events]

  [[nodiscard]] MaybeDay of(const Target& target) const;
};

/// A moment whose references are looked up.
struct Term {
  Moment::Kind kind = Moment::Kind::date;
  Day date{};
  std::vector<Target> targets = {};
  Length length = {};
  std::vector<Term> parts = {};
};
[[nodiscard]] Term looked_up(const Agreement& of, const Moment& moment);

/// `length` after a day; the day where there is no length. Beyond the calendar: not known.
[[nodiscard]] MaybeDay later(MaybeDay day, const std::optional<Length>& length,
                             const DayCount& count);
[[nodiscard]] MaybeDay earlier(MaybeDay day, const std::optional<Length>& length,
                               const DayCount& count);
/// The last day such that `length` after it is no later than `limit`.
[[nodiscard]] MaybeDay last_before(Day limit, const std::optional<Length>& length,
                                   const DayCount& count);

[[nodiscard]] MaybeDay day_of(const Term& term, const DaysOf& days, const DayCount& count);
/// The day from which a deadline counts: without what it gives beyond its anchor. A date that is a
/// deadline counts from the signature.
[[nodiscard]] MaybeDay anchor_of(const Term& term, const DaysOf& days, const DayCount& count,
                                 MaybeDay signed_on);
/// Of all that a moment names, what sets its day; none where a date does.
/// @pre the day is known
[[nodiscard]] std::optional<Target> set_by(const Term& term, const DaysOf& days,
                                           const DayCount& count);
/// Every event that it names.
void add_targets(const Term& term, std::vector<Target>& to);

}  // namespace tandem::model::internal
