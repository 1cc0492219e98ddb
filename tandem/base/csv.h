#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/findings.h"

/// Tables of comma-separated values, RFC 4180.
namespace tandem {

struct CsvCell {
  std::string text;
  SourceLoc at;  ///< of its first character or quote
};

/// The rows of a table; blank lines and a byte order mark are skipped. Quotes that are not closed
/// or stand in the middle of a bare cell are added to `found`.
[[nodiscard]] std::vector<std::vector<CsvCell>> parse_csv(std::string_view text,
                                                          const std::string& file, Findings& found,
                                                          char separator = ',');

/// What stands between the cells of the first row: a tab or a semicolon where it has some outside
/// of quotes and no comma, else a comma.
[[nodiscard]] char csv_separator(std::string_view text);

/// A cell, in quotes where it must be.
[[nodiscard]] std::string csv_cell(std::string_view text);
/// A row without its end.
[[nodiscard]] std::string csv_line(std::span<const std::string> cells);

}  // namespace tandem
