#pragma once

#include <cstdint>
#include <string>

#include "tandem/casefile/casefile.h"
#include "tandem/model/roadmap.h"

/// What is measured: the Korean case, and cases of any size made from a seed. What cannot be had
/// ends the program.
namespace tandem::bench {

[[nodiscard]] std::string korean_folder();
[[nodiscard]] casefile::CaseFile korean_case();
/// @param file  beside the case
[[nodiscard]] model::Roadmap korean_roadmap(const model::Case& of, const std::string& file);

struct Size {
  int parties = 6;  ///< the last of them a partner
  int measures = 100;
  int phases = 16;
};

/// Parties that each gain from what the others do, with chains of measures, tranches, verification,
/// boundaries and thresholds on every principle.
[[nodiscard]] model::Case made_case(const Size& size, std::uint64_t seed);

/// Every measure, in an order that the chains allow, spread over the phases.
[[nodiscard]] model::Roadmap made_roadmap(const model::Case& of, std::uint64_t seed);

}  // namespace tandem::bench
