#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "tandem/model/case.h"

namespace tandem::report {

using Json = nlohmann::ordered_json;

/// The value, or null.
template <class T>
[[nodiscard]] Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// A political cost, or null.
[[nodiscard]] inline Json cost_json(const std::optional<model::Quantity>& cost) {
  if (!cost) return nullptr;
  return {{"low", cost->low}, {"mode", cost->mode}, {"high", cost->high}};
}

}  // namespace tandem::report
