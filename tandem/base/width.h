#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Text measured in columns of a terminal, which are neither bytes nor code points.
namespace tandem {

/// Columns that `utf8` takes: 2 for East Asian wide characters, 0 for combining marks.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

/// `text` with control characters as blanks, so that a title cannot steer a terminal.
[[nodiscard]] std::string printable(std::string_view text);

/// `text` broken at blanks into lines of at most `width` columns, none of them between a number and
/// its %; only a longer word is split.
/// @pre width >= 2  @return at least one line
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// `text` cut to `width` columns, between words where that leaves most of it, with an ellipsis
/// where something is left out.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t width);

/// The wrapped lines of `text`, each ended, indented by `indent` blanks, at most `width` wide.
[[nodiscard]] std::string paragraph(std::string_view text, std::size_t indent, std::size_t width);

}  // namespace tandem
