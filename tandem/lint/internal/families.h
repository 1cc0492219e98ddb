#pragma once

#include <string>
#include <vector>

#include "tandem/lint/internal/context.h"

/// One function a rule, each giving its findings in the order of the text.
namespace tandem::lint {

using Found = std::vector<Finding>;
using Check = Found (*)(const Rule&, const Context&);

// order.cc, waiting.cc
[[nodiscard]] Found ambiguous_trigger(const Rule& rule, const Context& c);
[[nodiscard]] Found contradictory_order(const Rule& rule, const Context& c);
[[nodiscard]] Found circular_wait(const Rule& rule, const Context& c);

// exchange.cc, legal_form.cc, leverage.cc
[[nodiscard]] Found start_only(const Rule& rule, const Context& c);
[[nodiscard]] Found side_agreement(const Rule& rule, const Context& c);
[[nodiscard]] Found unpaired_parallel(const Rule& rule, const Context& c);
[[nodiscard]] Found weak_legal_form(const Rule& rule, const Context& c);
[[nodiscard]] Found leverage_exhausted(const Rule& rule, const Context& c);

// verification.cc
[[nodiscard]] Found unverified_claim(const Rule& rule, const Context& c);
[[nodiscard]] Found undisclosed_verification(const Rule& rule, const Context& c);
[[nodiscard]] Found verifier_without_fallback(const Rule& rule, const Context& c);

// wording.cc, ending.cc, actors.cc
[[nodiscard]] Found unanchored_duration(const Rule& rule, const Context& c);
[[nodiscard]] Found threshold_without_cure(const Rule& rule, const Context& c);
[[nodiscard]] Found effort_as_result(const Rule& rule, const Context& c);
[[nodiscard]] Found costless_escape(const Rule& rule, const Context& c);
[[nodiscard]] Found arbiterless_termination(const Rule& rule, const Context& c);
[[nodiscard]] Found unfinanced(const Rule& rule, const Context& c);
[[nodiscard]] Found silent_actor(const Rule& rule, const Context& c);

using Sets = std::vector<std::vector<std::size_t>>;

/// `all` in sets of those that share a key, in the order of the text. What the file allows is apart
/// from the rest, so that a reason given for one does not silence its neighbours.
/// @param keys  shape [all]
[[nodiscard]] Sets in_sets(const Rule& rule, const Context& c, const std::vector<std::size_t>& all,
                           const std::vector<std::string>& keys);

}  // namespace tandem::lint
