#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"

namespace tandem::ledger::internal {

/// A broken rule without a place, where it is the entry as a whole.
[[nodiscard]] Diagnostic refusal(std::string_view rule, std::string message, std::string repair);
/// One of a field of an event, which is its place.
[[nodiscard]] Diagnostic refusal(std::string_view field, std::string_view rule, std::string message,
                                 std::string repair);

/// invalid_input: what was given, and the rules that it breaks.
[[nodiscard]] Error invalid(std::string what, std::vector<Diagnostic> details);
[[nodiscard]] Error invalid(std::string what, std::string_view rule, std::string message,
                            std::string repair);

}  // namespace tandem::ledger::internal
