#pragma once

#include "tandem/stress/compare.h"

/// What to do when a government has just taken office: signal, wait, or press first.
namespace tandem::stress {

/// A step that is cheap and can be taken back: a burden of at most 2 % of each actor's scale, half
/// of it reversible, on one of the two tracks that move together (any track where the case names
/// none), with nothing that it waits for.
[[nodiscard]] std::vector<MeasureId> signals(const model::Case& of, const value::Economics& worth);

/// The roadmap in which all signals begin in its first month.
[[nodiscard]] model::Roadmap with_signals(const model::Case& of, const value::Economics& worth,
                                          model::Roadmap roadmap);

/// The roadmap at once, with all signals at once, after waiting half of `wait` or all of it, and
/// after pressing for all of it; under governments of the principals that have just taken office.
/// To press is to be governed, where a principal's government changes by a calendar, by that with
/// the least `resumes`.
/// @param wait  months, > 0
[[nodiscard]] std::vector<Contender> openings(const model::Case& of, const model::Roadmap& roadmap,
                                              int wait);

}  // namespace tandem::stress
