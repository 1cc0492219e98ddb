#pragma once

#include "tandem/model/roadmap.h"

namespace tandem::test {

/// Two principals, one partner, two tracks and three measures; no mistakes, written by no file.
/// withdraw-guns (divisible, 6 months), lift-embargo (3 months, after monitors), monitors (2
/// months).
[[nodiscard]] model::CaseDraft border_draft();

/// The rules that a draft breaks, in the order in which they are reported.
[[nodiscard]] std::vector<std::string> rules_broken(const model::CaseDraft& draft);

}  // namespace tandem::test
