#pragma once

#include <vector>

#include "tandem/model/internal/network.h"

/// The passes over the graph of an agreement's dates. Each gives every node its day.
namespace tandem::model::internal {

/// As written: everything else is done on its own due day, or on its recorded day where it has
/// none.
/// @param actual  whether recorded days count at all
[[nodiscard]] DaysOf due_days(const Network& network, bool actual);
/// The day that the text has for a part of an obligation, with the others on these days.
[[nodiscard]] MaybeDay written_day(const Network& network, std::size_t obligation, Part part,
                                   const DaysOf& days);
/// What is recorded on its own day, and what is not on its due day; not known where that is before
/// `today`: it has not come, and nobody can tell when it will.
[[nodiscard]] DaysOf owed_days(const Network& network, Day today);
/// As soon as the text allows. Not before the signature, but for what is due before it.
[[nodiscard]] DaysOf earliest_days(const Network& network, const DaysOf& due);
/// What is recorded; else what the text, and what is waited for, make of it.
/// What its `unless` makes void has no day.
[[nodiscard]] DaysOf expected_days(const Network& network, const TimetableOptions& options);
/// Whether `unless` of each obligation came first, or on the same day. Shape [obligations].
[[nodiscard]] std::vector<bool> voided(const Network& network, const TimetableOptions& options,
                                       const DaysOf& expected);

/// The last day of every node that delays no due day of anything after it. Inside a circle nothing
/// limits.
/// @param expected  says which of several moments a first one goes by
[[nodiscard]] std::vector<MaybeDay> latest_days(const Network& network, const DaysOf& due,
                                                const DaysOf& expected);

/// Of what an obligation waits for, the last that sets the expected day of a part of it.
/// @param recorded  the day is a fact: the last that came no later
[[nodiscard]] std::optional<Target> driver_of(const Network& network, std::size_t obligation,
                                              Part part, const DaysOf& expected, bool recorded);

}  // namespace tandem::model::internal
