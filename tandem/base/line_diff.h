#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// What differs between two texts, by lines.
namespace tandem {

/// Lines [begin, end) of the old text that become lines [new_begin, new_end) of the new one.
struct LineChange {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t new_begin = 0;
  std::size_t new_end = 0;
  auto operator<=>(const LineChange&) const = default;
};

/// The lines with their line breaks; the last may have none.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

/// The fewest lines to remove and add, in order. Where two texts have next to nothing in common,
/// what lies between their common beginning and end is one change.
/// Source: Myers 1986, An O(ND) Difference Algorithm and Its Variations.
[[nodiscard]] std::vector<LineChange> line_changes(std::string_view before, std::string_view after);

/// The same in the unified format that `patch` reads; empty where nothing differs.
/// @param name  of the file, as the headers name it
[[nodiscard]] std::string unified_diff(std::string_view before, std::string_view after,
                                       std::string_view name);

}  // namespace tandem
