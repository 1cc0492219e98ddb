#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tandem/window/worth.h"

/// What is said of a window in words, the same in text, on the page and below drawings.
namespace tandem::report {

inline constexpr double kNoGain = 5e-5;  // half of the last digit printed

/// The names of some of these limits, "a, b".
[[nodiscard]] std::string limit_names(const model::Case& of,
                                      const std::vector<model::Limit>& limits,
                                      const window::Limits& some);

/// "0.2 % to 0.6 %", "at most 1 %", "nothing": what giving limits up brings, as proven.
[[nodiscard]] std::string gain_words(const window::Worth& worth, const window::Best& best);
/// "60.1 %", "no roadmap" where that is proven, "not known".
[[nodiscard]] std::string bound_words(double bound);
/// The limits that are given up, by name, and whether each of several is needed.
[[nodiscard]] std::string reach_words(const window::Worth& worth,
                                      const window::Curve::Reach& reach);

/// "6 (3 to 12) and 1 not stated": what a relaxation costs.
[[nodiscard]] std::string price_words(const window::Opening& opening);
/// "from 50 % to 45 % suffices; 46 % is proven too little".
[[nodiscard]] std::string movement_words(const window::Movement& movement);

/// What a conflict's proof leaves open, sentences that follow others; empty: nothing.
[[nodiscard]] std::string doubt_words(const window::Block& conflict);
/// With one limit given up each, what takes most from the best roadmap first.
[[nodiscard]] std::vector<const window::Best*> by_gain(const window::Worth& worth);

/// The policies, the narrowest first.
[[nodiscard]] std::vector<const window::Standing*> by_width(const window::Worth& worth);
/// "A" of the first of them.
[[nodiscard]] std::string letter_of(std::size_t k);
/// "58 (32 to 100)" of what a policy gives up or insists on, "nothing".
[[nodiscard]] std::string stake_words(const std::optional<model::Quantity>& cost);
/// "50.3 %", "none (proven)", "none found".
[[nodiscard]] std::string best_words(const window::Best& best);
/// A sentence for each limit of the conflict that a policy has no roadmap for; empty: none is
/// known.
[[nodiscard]] std::vector<std::string> against_words(const window::Standing& standing);
/// What the policy's own roadmap comes to, a sentence; empty where there is none.
[[nodiscard]] std::string own_words(const window::Standing& standing);

}  // namespace tandem::report
