#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Lines of iCalendar. Source: RFC 5545, sections 3.1 and 3.3.11.
namespace tandem::interop {

inline constexpr std::size_t kMostOctets = 75;  ///< of a line, without its end

/// The line with its end, CR LF; folded where it has more octets, never within a character.
[[nodiscard]] std::string folded(std::string_view line);

/// A value of type TEXT: backslash, semicolon, comma and the end of a line escaped; other control
/// characters as blanks.
[[nodiscard]] std::string text_value(std::string_view text);
/// Several of them.
[[nodiscard]] std::string text_list(const std::vector<std::string>& texts);

}  // namespace tandem::interop
