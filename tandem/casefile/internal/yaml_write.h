#pragma once

#include <string>
#include <string_view>

#include "tandem/casefile/internal/yaml_dom.h"

namespace tandem::casefile::internal {

/// `text` as a YAML scalar that every reader takes for text: bare where that is safe anywhere, else
/// in double quotes.
[[nodiscard]] std::string yaml_text(std::string_view text);

/// `node` on one line: `{us: 3..5..9 @J, dprk: -6 @J}`, `[halt, freeze]`.
[[nodiscard]] std::string yaml_flow(const Node& node);

}  // namespace tandem::casefile::internal
