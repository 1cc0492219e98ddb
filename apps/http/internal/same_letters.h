#pragma once

#include <algorithm>
#include <string_view>

namespace tandem::http::internal {

[[nodiscard]] constexpr char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
}

/// Whether both are the same but for capitals of ASCII: names of headers, hosts, schemes.
[[nodiscard]] constexpr bool same_letters(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace tandem::http::internal
