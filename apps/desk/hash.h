#pragma once

#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace tandem::desk {

/// A name for these texts in this order: 32 hexadecimal digits, the first half of their SHA-256.
[[nodiscard]] std::string hash_of(std::initializer_list<std::string_view> texts);

/// The value as text that does not depend on the order in which the keys were sent.
[[nodiscard]] std::string canonical(const nlohmann::ordered_json& value);

}  // namespace tandem::desk
