#pragma once

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

namespace tandem {

/// The number that `word` is, all of it; absent where it is none, out of the type's range, or not
/// finite.
template <class Number>
[[nodiscard]] std::optional<Number> number_of(std::string_view word) {
  Number value{};
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  if (!std::isfinite(static_cast<double>(value))) return std::nullopt;
  return value;
}

}  // namespace tandem
