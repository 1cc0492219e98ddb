#pragma once

#include <string>
#include <string_view>

namespace tandem {

/// The nearest id to `text`: its ASCII letters and digits, a dash for whatever stands between them.
/// Empty where there are none.
[[nodiscard]] std::string as_id(std::string_view text);

/// Whether `text` can be an id as it is: letters, digits, and dashes between them.
[[nodiscard]] bool is_id(std::string_view text);

}  // namespace tandem
