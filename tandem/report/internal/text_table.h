#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/report/report.h"

namespace tandem::report {

inline constexpr std::size_t kTextColumns = 80;

enum class Align { left, right };
enum class Ink { plain, strong, good, bad, faint };

/// `text` in the ink's ANSI colour where the style has colour.
[[nodiscard]] std::string inked(std::string_view text, Ink ink, TextStyle style);

/// A heading on a line of its own, after an empty line.
[[nodiscard]] std::string heading(std::string_view text, TextStyle style);

struct TextColumn {
  std::string head;
  Align align = Align::left;
  std::size_t least = 6;  ///< columns below which it is not squeezed
  std::size_t most = 60;  ///< columns above which it is wrapped anyway
};

struct TextCell {
  std::string text;
  Ink ink = Ink::plain;
};

/// A row of cells, and below it a paragraph over the whole width; either may be empty.
struct TextRow {
  std::vector<TextCell> cells;
  std::string note = {};
};

struct TextTable {
  std::vector<TextColumn> columns;
  std::vector<TextRow> rows;

  /// At most kTextColumns wide: cells of the widest columns on the left are wrapped, and if that
  /// is not enough the table is split, the first column repeated.
  [[nodiscard]] std::string text(TextStyle style) const;
};

}  // namespace tandem::report
