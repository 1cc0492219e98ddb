#pragma once

#include <nlohmann/json.hpp>
#include <optional>

namespace tandem::report {

using Json = nlohmann::ordered_json;

/// The value, or null.
template <class T>
[[nodiscard]] Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

}  // namespace tandem::report
