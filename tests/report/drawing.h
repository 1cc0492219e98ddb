#pragma once

#include "tests/report/markup.h"

/// What a drawing that stands alone shows.
namespace tandem::test {

[[nodiscard]] Markup read_drawing(const std::string& svg);

/// Elements of a class, in the order of the drawing.
[[nodiscard]] std::vector<Tag> of_class(const std::string& svg, std::string_view name,
                                        std::string_view css);

[[nodiscard]] double number(const Tag& tag, const std::string& attribute);

/// All that can be read, in the order of the drawing.
[[nodiscard]] std::vector<std::string> words(const std::string& svg);

}  // namespace tandem::test
