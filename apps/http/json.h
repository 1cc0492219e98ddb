#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "apps/http/message.h"
#include "tandem/base/result.h"

/// JSON of strangers, and answers in JSON.
namespace tandem::http {

/// Deeper values parse, but copying and writing them recurses.
inline constexpr std::size_t kJsonDepth = 32;

/// UTF-8, at most kJsonDepth deep, no key twice in an object.
/// Errors: invalid_input; the one detail has rule "json", line and column where they are known
[[nodiscard]] Result<nlohmann::ordered_json> parse_json(std::string_view text);

/// What is not UTF-8 in it becomes U+FFFD.
[[nodiscard]] Response json_response(const nlohmann::ordered_json& value, unsigned status = 200);

/// {"error": {"code", "message", "repair", "details"}}: the one shape of a refusal.
/// @param code     kebab-case, for programs
/// @param message  a sentence
/// @param repair   what to do about it
[[nodiscard]] Response error_response(unsigned status, std::string_view code,
                                      std::string_view message, std::string_view repair);
[[nodiscard]] Response error_response(unsigned status, std::string_view code,
                                      std::string_view message, std::string_view repair,
                                      const nlohmann::ordered_json& details);
/// The same of an error of the library: its details, and the first repair among them.
[[nodiscard]] Response error_response(unsigned status, std::string_view code, const Error& error);

/// [{"severity", "file", "line", "column", "rule", "message", "repair"}], as details are written.
[[nodiscard]] nlohmann::ordered_json details_json(const std::vector<Diagnostic>& details);

}  // namespace tandem::http
