#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"

namespace tandem::ledger::internal {

/// A broken rule without a place: an event has none but the number of its entry.
[[nodiscard]] Diagnostic refusal(std::string_view rule, std::string message, std::string repair);

/// invalid_input: what was given, and the rules that it breaks.
[[nodiscard]] Error invalid(std::string what, std::vector<Diagnostic> details);
[[nodiscard]] Error invalid(std::string what, std::string_view rule, std::string message,
                            std::string repair);

}  // namespace tandem::ledger::internal
