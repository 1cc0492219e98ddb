#pragma once

#include <string>
#include <string_view>

#include "tandem/stress/stress.h"

/// Results as text, for runs that are carried on later or are put together from several processes.
namespace tandem::stress {

/// JSON on one line: whole numbers alone, so nothing is lost.
[[nodiscard]] std::string text_of(const Results& results);

/// Errors: invalid_input where the text is no results of histories of `of`.
[[nodiscard]] Result<Results> results_of(std::string_view text, const model::Case& of);

}  // namespace tandem::stress
