#pragma once

#include <string>
#include <string_view>

#include "tandem/model/agreement.h"

namespace tandem::interop {

/// Whether `title` reads well after "shall": it begins with a verb, or with an adverb and a verb.
[[nodiscard]] bool is_imperative(std::string_view title);

/// The title of an obligation as a sentence about `actors`, which may be nobody.
[[nodiscard]] std::string undertaking(const model::Obligation& obligation,
                                      const std::string& actors);

}  // namespace tandem::interop
