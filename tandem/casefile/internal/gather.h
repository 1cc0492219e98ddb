#pragma once

#include <string>
#include <vector>

#include "tandem/base/findings.h"
#include "tandem/base/result.h"

namespace tandem::casefile::internal {

/// Mistakes of the text and mistakes of the meaning as one list in file order. Where the text of a
/// place is already at fault, what the rules say of that place is only a consequence and is left
/// out, as is what the rules say of absent things, which the loader demands itself; an unknown
/// provenance that covers many numbers is said once. At most 1000 are kept.
[[nodiscard]] std::vector<Diagnostic> gather(std::vector<Diagnostic> of_text,
                                             const std::vector<Diagnostic>& of_rules);

/// "case.yaml has 3 mistakes", with them.
[[nodiscard]] Error mistakes(const std::string& file, std::vector<Diagnostic> details);

}  // namespace tandem::casefile::internal
