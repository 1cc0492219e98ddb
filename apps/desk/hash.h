#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace tandem::desk {

/// A name for these texts in this order: 32 hexadecimal digits, the first half of their SHA-256.
[[nodiscard]] std::string hash_of(std::initializer_list<std::string_view> texts);

}  // namespace tandem::desk
