#pragma once

#include <string>
#include <string_view>

#include "tandem/casefile/casefile.h"

namespace tandem::test {

/// The text of tests/casefile/border.yaml: a small case without mistakes.
[[nodiscard]] std::string border_text();

/// That text with the one place where `from` stands changed to `to`.
[[nodiscard]] std::string border_with(std::string_view from, std::string_view to);

/// Loads border_text().
[[nodiscard]] casefile::CaseFile border_case();

/// The diagnostics of an error as a user sees them, and the sentence at the end.
[[nodiscard]] std::string shown(const Error& error, std::string_view source_text);

}  // namespace tandem::test
