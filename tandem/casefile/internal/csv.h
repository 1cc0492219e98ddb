#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/findings.h"

/// Tables of comma-separated values, RFC 4180.
namespace tandem::casefile::internal {

struct Cell {
  std::string text;
  SourceLoc at;  ///< of its first character or quote
};

/// The rows of a table; blank lines and a byte order mark are skipped. Quotes that are not closed
/// or stand in the middle of a bare cell are added to `found`.
[[nodiscard]] std::vector<std::vector<Cell>> parse_csv(std::string_view text,
                                                       const std::string& file, Findings& found);

}  // namespace tandem::casefile::internal
