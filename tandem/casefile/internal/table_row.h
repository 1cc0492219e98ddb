#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/csv.h"
#include "tandem/casefile/internal/keys.h"

/// What the tables of measures and of obligations share: a row is read as the entry that a file
/// would hold, so that its cells go through the same keys.
namespace tandem::casefile::internal {

/// A column: a key, or one entry of a key that is a mapping.
struct TableColumn {
  KeyInfo key;
  std::string part = {};

  [[nodiscard]] std::string name() const;
};

/// How a table's rows are read.
struct RowReading {
  std::string_view noun;  ///< what a row is, e.g. "measure"
  std::string_view fill;  ///< how to mend a row of another length
  Node (*cell)(const TableColumn&, const CsvCell&) = nullptr;  ///< the value of a cell
};

/// The row as an entry; without a key where it cannot be one, which is then said. Cells that hold
/// nothing are left out.
[[nodiscard]] Entry row_entry(const std::vector<CsvCell>& row, std::span<const TableColumn> columns,
                              const RowReading& reading, Findings& found);

}  // namespace tandem::casefile::internal
