#pragma once

#include <cstdint>
#include <string>

#include "tandem/casefile/casefile.h"
#include "tandem/model/roadmap.h"

/// What is measured: the Korean case, and conflicts of any size made from a seed. What cannot be
/// had ends the program.
namespace tandem::bench {

[[nodiscard]] std::string korean_folder();
[[nodiscard]] casefile::CaseFile korean_case();
/// @param file  beside the case
[[nodiscard]] model::Roadmap korean_roadmap(const model::Case& of, const std::string& file);

struct Size {
  int measures = 100;  ///< up to 500
  int phases = 16;     ///< up to 24
  int parties = 6;     ///< up to 10; half of them principals, at least two, the others partners
};

/// A conflict of which everything can hold an agreement up. Each step burdens its actor; the party
/// it is meant for gains more than that, others gain or are hurt; a third can hardly be taken back,
/// and some have to come before others, so that whoever goes first can be left with nothing: an
/// order by what comes early, or by party, is not self-enforcing. A fifth is divisible; some are
/// joint, alternatives, or to be started together. What a party may start in a phase is less than
/// what it has to give divided by the phases, so not all can be had. Every principle has a
/// threshold.
[[nodiscard]] model::CaseDraft made_draft(const Size& size, std::uint64_t seed);
[[nodiscard]] model::Case made_case(const Size& size, std::uint64_t seed);

/// Every measure, in the order in which they may follow each other, spread over the phases.
[[nodiscard]] model::Roadmap made_roadmap(const model::Case& of, std::uint64_t seed);

}  // namespace tandem::bench
