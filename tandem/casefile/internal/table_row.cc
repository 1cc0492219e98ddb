#include "tandem/casefile/internal/table_row.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace tandem::casefile::internal {
namespace {

/// Puts the cell where its column says: the id in front, the others under their keys.
void add_cell(const TableColumn& column, const SourceLoc& at, Node value, Entry& into) {
  const std::string key(column.key.name);
  auto& entries = into.value.entries;
  if (key == "id") {
    into.key = value.text;
    into.at = at;
  } else if (column.part.empty()) {
    entries.push_back({key, at, std::move(value)});
  } else {
    auto group = std::ranges::find(entries, key, &Entry::key);
    if (group == entries.end()) {
      entries.push_back({key, at, {}});
      group = std::prev(entries.end());
      group->value.kind = Node::Kind::mapping;
      group->value.at = at;
    }
    group->value.entries.push_back({column.part, at, std::move(value)});
  }
}

}  // namespace

std::string TableColumn::name() const {
  return part.empty() ? std::string(key.name) : fmt::format("{}:{}", key.name, part);
}

Entry row_entry(const std::vector<CsvCell>& row, std::span<const TableColumn> columns,
                const RowReading& reading, Findings& found) {
  Entry made{{}, row[0].at, {}};
  made.value.kind = Node::Kind::mapping;
  made.value.at = row[0].at;
  if (row.size() != columns.size()) {
    found.add(row[0].at, "row-length",
              fmt::format("the row has {} cells and the header has {}", row.size(), columns.size()),
              std::string(reading.fill));
    return made;
  }
  for (std::size_t c = 0; c < row.size(); ++c)
    if (!row[c].text.empty())
      add_cell(columns[c], row[c].at, reading.cell(columns[c], row[c]), made);
  if (made.key.empty())
    found.add(row[0].at, "missing-id", "the row has no id",
              fmt::format("write the id of its {}", reading.noun));
  return made;
}

}  // namespace tandem::casefile::internal
