#pragma once

#include "tandem/model/case.h"

/// Small readings of a case that assess and plan share.
namespace tandem::model {

inline constexpr int kMostPhases = 60;  ///< of a case

/// The principal whose turn phase `phase` is where moves alternate: in file order, around.
[[nodiscard]] PartyId on_turn(const Case& of, int phase);

/// Points as written, >= 0, that a whole `measure` uses of `party`'s capacity for a phase.
[[nodiscard]] double burden_on(const Measure& measure, PartyId party);

/// Whether none of its measures may start on that date, whatever was done before.
[[nodiscard]] bool rules_out(const Boundary& boundary, Date start);

/// What the holder insists on, in its words, as a sentence.
[[nodiscard]] std::string sentence_of(const Boundary& boundary);

}  // namespace tandem::model
