#include "tandem/casefile/internal/obligation_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "tandem/base/text.h"
#include "tandem/casefile/internal/agreement_keys.h"

namespace tandem::casefile::internal {
namespace {

using model::ObligationDraft;

constexpr KeyInfo kIdKey{"id", "the id of the obligation", true, Shape::id};

bool has_free_parts(Shape shape) { return shape == Shape::worths || shape == Shape::reasons; }

std::vector<std::string> free_parts(std::span<const ObligationDraft> obligations, Shape shape) {
  std::vector<std::string> names;
  const auto add = [&](const model::Word& word) {
    if (std::ranges::find(names, word.text) == names.end()) names.push_back(word.text);
  };
  for (const ObligationDraft& one : obligations) {
    if (shape == Shape::worths)
      for (const auto& worth : one.worth) add(worth.party);
    else
      for (const auto& allow : one.allow) add(allow.rule);
  }
  return names;
}

/// The column of that name; nothing where there is none.
std::optional<TableColumn> column_named(std::string_view text) {
  if (text == kIdKey.name) return TableColumn{kIdKey};
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  const std::string_view part = colon == std::string_view::npos ? "" : text.substr(colon + 1);
  for (const auto& key : obligation_keys()) {
    if (key.info.name != name) continue;
    const bool parted = has_free_parts(key.info.shape) || key.info.shape == Shape::part;
    if (parted == part.empty()) return std::nullopt;
    if (key.info.shape == Shape::part) {
      const auto inner = key.info.nested();
      if (std::ranges::find(inner, part, &KeyInfo::name) == inner.end()) return std::nullopt;
    }
    return TableColumn{key.info, std::string(part)};
  }
  return std::nullopt;
}

std::vector<std::string> column_names() {
  std::vector<std::string> names = {"id"};
  for (const auto& key : obligation_keys()) {
    if (key.info.shape == Shape::part)
      for (const KeyInfo& inner : key.info.nested())
        names.push_back(fmt::format("{}:{}", key.info.name, inner.name));
    else if (has_free_parts(key.info.shape))
      names.push_back(
          fmt::format("{}:{}", key.info.name, key.info.shape == Shape::worths ? "ACTOR" : "RULE"));
    else
      names.emplace_back(key.info.name);
  }
  return names;
}

bool is_list(const TableColumn& column) {
  const Shape shape = column.key.shape;
  return column.part.empty() && (shape == Shape::ids || shape == Shape::texts);
}

/// Text that no reader of YAML would take for nothing.
Node leaf_at(std::string text, const SourceLoc& at) {
  Node node = leaf(std::move(text), true);
  if (node.is_null()) node.plain = false;
  node.at = at;
  return node;
}

Node cell_node(const TableColumn& column, const CsvCell& cell) {
  std::string text = cell.text;
  if (is_words(column) && text.starts_with('\'')) text.erase(0, 1);
  if (column.key.shape == Shape::boolean)  // spreadsheets write TRUE and FALSE
    std::ranges::transform(text, text.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
  if (!is_list(column)) return leaf_at(std::move(text), cell.at);
  Node list;
  list.kind = Node::Kind::sequence;
  list.at = cell.at;
  for (std::string& item : list_items(text))
    list.items.push_back(leaf_at(std::move(item), cell.at));
  return list;
}

constexpr RowReading kRows{
    "obligation", "put cells that hold the separator in quotes, and fill the row up", cell_node};

std::vector<TableColumn> read_header(const std::vector<CsvCell>& header, Findings& found) {
  std::vector<TableColumn> columns;
  for (const CsvCell& cell : header) {
    auto column = column_named(cell.text);
    const auto known = column_names();
    if (!column)
      found.add(
          cell.at, "unknown-column", fmt::format("unknown column '{}'", cell.text),
          did_you_mean(cell.text, known, fmt::format("the columns are {}", join_words(known))));
    else if (std::ranges::find(columns, column->name(), &TableColumn::name) != columns.end())
      found.add(cell.at, "duplicate-column", fmt::format("column '{}' stands twice", cell.text),
                "keep one of the two");
    else
      columns.push_back(std::move(*column));
  }
  for (const std::string_view needed : {"id", "title"})
    if (found.empty() && std::ranges::find(columns, needed, &TableColumn::name) == columns.end())
      found.add(header[0].at, "missing-column", fmt::format("the table has no column '{}'", needed),
                fmt::format("add a column '{}'", needed));
  return columns;
}

}  // namespace

bool is_words(const TableColumn& column) {
  const Shape shape = column.key.shape;
  return shape != Shape::number && shape != Shape::boolean && shape != Shape::worths;
}

std::vector<TableColumn> obligation_columns(std::span<const ObligationDraft> obligations) {
  std::vector<TableColumn> columns = {{kIdKey}};
  for (const auto& key : obligation_keys()) {
    if (has_free_parts(key.info.shape))
      for (const std::string& part : free_parts(obligations, key.info.shape))
        columns.push_back({key.info, part});
    else if (key.info.shape == Shape::part)
      for (const KeyInfo& part : key.info.nested())
        columns.push_back({key.info, std::string(part.name)});
    else
      columns.push_back({key.info});
  }
  return columns;
}

bool is_native_header(const std::vector<CsvCell>& header) {
  const auto named = [&](std::string_view name) {
    return std::ranges::any_of(header, [&](const CsvCell& cell) { return cell.text == name; });
  };
  return named("id") && named("title") && std::ranges::all_of(header, [](const CsvCell& cell) {
           return column_named(cell.text).has_value();
         });
}

std::vector<ObligationDraft> read_obligation_rows(const std::vector<std::vector<CsvCell>>& rows,
                                                  const std::string& file, Findings& found) {
  std::vector<ObligationDraft> made;
  if (rows.empty()) {
    if (found.empty())
      found.add({file, 1, 1}, "empty-file", "the table is empty",
                "start with a row of column names");
    return made;
  }
  const std::size_t before = found.size();
  const std::vector<TableColumn> columns = read_header(rows[0], found);
  if (found.size() > before) return made;
  std::vector<model::ProvenanceDraft> none;
  Decoder d(found, none, false);
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const Entry entry = row_entry(rows[r], columns, kRows, found);
    if (!entry.key.empty()) made.push_back(read_thing(d, entry, "obligation", obligation_keys()));
  }
  return made;
}

std::string list_cell(std::span<const std::string> items) {
  std::string text;
  for (std::size_t k = 0; k < items.size(); ++k) {
    if (k > 0) text += "; ";
    const std::string& item = items[k];
    for (std::size_t c = 0; c < item.size(); ++c) {
      const bool edge = item[c] == ' ' && (c == 0 || c + 1 == item.size());
      if (item[c] == ';' || item[c] == '\\' || edge) text += '\\';
      text += item[c];
    }
  }
  return text;
}

std::vector<std::string> list_items(std::string_view cell) {
  std::vector<std::string> items;
  std::string item;
  std::size_t kept = 0;  // bytes of it that are no blanks at its end
  const auto end_item = [&] {
    item.resize(kept);
    if (!item.empty()) items.push_back(item);
    item.clear();
    kept = 0;
  };
  for (std::size_t c = 0; c < cell.size(); ++c) {
    if (cell[c] == '\\' && c + 1 < cell.size()) {
      item += cell[++c];
      kept = item.size();
    } else if (cell[c] == ';') {
      end_item();
    } else if (cell[c] != ' ' || !item.empty()) {
      item += cell[c];
      if (cell[c] != ' ') kept = item.size();
    }
  }
  end_item();
  return items;
}

}  // namespace tandem::casefile::internal
