#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tandem {

/// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`.
/// Source: Damerau 1964, restricted to one edit of each place.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `wrong` if it is near enough to be meant; empty otherwise.
[[nodiscard]] std::string nearest(std::string_view wrong, std::span<const std::string> candidates);

/// Bytes before the first one that is no UTF-8 (RFC 3629); the length of `text` where all of it is.
[[nodiscard]] std::size_t utf8_prefix(std::string_view text);

/// "12.30" with `decimals` digits and the minus sign of print; never "−0".
[[nodiscard]] std::string fixed(double value, int decimals);

/// "a", "a and b", "a, b and c".
[[nodiscard]] std::string join_words(std::span<const std::string> words);

}  // namespace tandem
