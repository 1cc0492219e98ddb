#pragma once

#include <cstdint>

#include "tandem/report/report.h"

/// Made-up cases for looking at and testing reports; nothing in them means anything.
namespace tandem::test {

/// Two principals and a partner, five measures, four phases: small enough to know by heart.
[[nodiscard]] report::Brief small_brief();

/// As large as real cases get: six parties, seventy measures with long titles, ten phases.
[[nodiscard]] report::Brief large_brief(std::uint64_t seed);

/// Every text of the case tries to break out of the page.
[[nodiscard]] report::Brief hostile_brief();

/// The brief of a roadmap of a case, assessed, with no alternatives.
[[nodiscard]] report::Brief brief_of(const model::CaseDraft& draft, const model::Roadmap& roadmap);

inline constexpr const char* kHostile = "</style><script>alert('x')</script>\"&\x1b[31m";

}  // namespace tandem::test
