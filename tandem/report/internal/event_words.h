#pragma once

#include <string>

#include "tandem/model/roadmap.h"
#include "tandem/stress/stress.h"

/// What happens in histories, in words.
namespace tandem::report {

/// Share of the histories that a downside or an upside is the mean of.
inline constexpr double kTail = 0.1;

/// "DPRK broke off in phase 3", without a full stop.
[[nodiscard]] std::string event_words(const model::Case& of, const model::Roadmap& roadmap,
                                      const stress::Event& event);

/// "a new government of US (hawk), then ...", without a full stop.
[[nodiscard]] std::string chain_words(const model::Case& of, const model::Roadmap& roadmap,
                                      const stress::Chain& chain);

/// What a first breakdown comes from, whatever the phase and the measure: the title of a crisis,
/// "DPRK", "the new government of US"; empty of a false alarm.
[[nodiscard]] std::string cause_words(const model::Case& of, const stress::Event& cause);

/// "62 % (31 to 88)": a chance and where the middle 90 % of the worlds' own chances lie.
[[nodiscard]] std::string range_words(const stress::Chance& chance);

}  // namespace tandem::report
