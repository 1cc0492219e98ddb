#pragma once

#include <string_view>

#include "tandem/model/draft.h"

/// What a case that leaves a number of its dynamics open is given, and why. Formulas:
/// docs/model.md.
namespace tandem::model::internal {

struct Assumed {
  Number value;
  bool judgement;
  std::string_view basis;
};

/// A rate from a few own events, drawn towards a general one: the mean of a Gamma prior of `weight`
/// events at the rate `general` after `events` in `exposure`. Source: conjugate Gamma-Poisson.
[[nodiscard]] constexpr double shrunk_rate(double general, double weight, double events,
                                           double exposure) {
  return (weight + events) / (weight / general + exposure);
}

[[nodiscard]] const Assumed& assumed_breakdowns();  ///< chance a month of an unforeseen one
[[nodiscard]] const Assumed& assumed_lateness();    ///< chance a month, of a track like any other
/// How much likelier than others a measure of a track of that name is late; 1 where it is unknown.
[[nodiscard]] double lateness_of_track(std::string_view track);
[[nodiscard]] const Assumed& assumed_noise();
[[nodiscard]] const Assumed& assumed_distrustful();
[[nodiscard]] const Assumed& assumed_trusting();
[[nodiscard]] const Assumed& assumed_alarms();
[[nodiscard]] const Assumed& assumed_resume();
[[nodiscard]] const Assumed& assumed_collapse();
[[nodiscard]] const Assumed& assumed_belief_weight();
[[nodiscard]] const Assumed& assumed_kept();
[[nodiscard]] const Assumed& assumed_broken();
[[nodiscard]] const Assumed& assumed_undoing(std::size_t legal_form);

}  // namespace tandem::model::internal
