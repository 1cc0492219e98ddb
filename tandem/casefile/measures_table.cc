#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "tandem/base/csv.h"
#include "tandem/base/text.h"
#include "tandem/casefile/casefile.h"
#include "tandem/casefile/internal/case_keys.h"
#include "tandem/casefile/internal/gather.h"
#include "tandem/casefile/internal/table_row.h"
#include "tandem/casefile/internal/yaml_write.h"

/// The measure table: a measure's keys are its columns, `worth:us` and `verification:means` those
/// of the mappings in it; lists are separated by semicolons. Cells go through the same keys as
/// YAML.
namespace tandem::casefile {
namespace {

using internal::Entry;
using internal::KeyInfo;
using internal::Node;
using internal::Shape;
using Column = internal::TableColumn;
using model::CaseDraft;
using model::MeasureDraft;
using model::Word;

constexpr KeyInfo kIdKey{"id", "the id of the measure", true, Shape::id};

/// The parties of the case, and whoever else a measure names.
std::vector<std::string> party_names(const CaseDraft& draft) {
  std::vector<std::string> names;
  const auto add = [&](const Word& word) {
    if (std::ranges::find(names, word.text) == names.end()) names.push_back(word.text);
  };
  for (const auto& party : draft.parties) add(party.id);
  for (const auto& measure : draft.measures) {
    for (const auto& worth : measure.worth) add(worth.party);
    for (const auto& shift : measure.breakdown_shift) add(shift.party);
  }
  return names;
}

std::vector<Column> columns_of(const CaseDraft& draft) {
  std::vector<Column> columns = {{kIdKey}};
  const auto parties = party_names(draft);
  for (const auto& key : internal::measure_keys()) {
    if (key.covers) continue;
    if (key.info.shape == Shape::worths)
      for (const std::string& party : parties) columns.push_back({key.info, party});
    else if (key.info.shape == Shape::part)
      for (const KeyInfo& part : key.info.nested())
        columns.push_back({key.info, std::string(part.name)});
    else
      columns.push_back({key.info});
  }
  return columns;
}

bool is_prose(const Column& column) { return column.key.shape == Shape::text; }

/// A spreadsheet would run text that starts so as a formula: it gets an apostrophe in front.
bool needs_guard(std::string_view text) {
  return !text.empty() && std::string_view("=+-@'").find(text[0]) != std::string_view::npos;
}

/// An entry of a list: "halt", or "inspectors-back: 0.5 @J".
std::string item_text(const Node& item) {
  if (item.kind != Node::Kind::mapping) return item.text;
  return item.find("measure")->value.text + ": " + item.find("share")->value.text;
}

std::string cell_text(const Column& column, const Node& measure) {
  const Entry* entry = measure.find(column.key.name);
  if (entry == nullptr) return {};
  const Node* value = &entry->value;
  if (value->kind == Node::Kind::mapping) {
    const Entry* part = value->find(column.part);
    if (part == nullptr) return {};
    value = &part->value;
  }
  if (value->kind != Node::Kind::sequence)
    return (is_prose(column) && needs_guard(value->text) ? "'" : "") + value->text;
  std::string text;
  for (const Node& item : value->items) text += (text.empty() ? "" : "; ") + item_text(item);
  return text;
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

Node leaf_at(std::string_view text, const SourceLoc& at) {
  Node node = internal::leaf(std::string(text), true);
  node.at = at;
  return node;
}

Node list_node(const CsvCell& cell, bool shares) {
  Node list;
  list.kind = Node::Kind::sequence;
  list.at = cell.at;
  for (std::string_view rest = cell.text; !rest.empty();) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view item = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t colon = shares ? item.find(':') : std::string_view::npos;
    Node node = leaf_at(item.substr(0, colon), cell.at);
    if (colon != std::string_view::npos) {
      Node pair;
      pair.kind = Node::Kind::mapping;
      pair.at = cell.at;
      pair.entries = {{"measure", cell.at, node},
                      {"share", cell.at, leaf_at(trim(item.substr(colon + 1)), cell.at)}};
      node = std::move(pair);
    }
    list.items.push_back(std::move(node));
  }
  return list;
}

Node cell_node(const Column& column, const CsvCell& cell) {
  if (column.key.shape == Shape::ids || column.key.shape == Shape::afters)
    return list_node(cell, column.key.shape == Shape::afters);
  std::string text = cell.text;
  if (is_prose(column) && text.starts_with('\'')) text.erase(0, 1);
  if (column.key.shape == Shape::boolean)  // spreadsheets write TRUE and FALSE
    std::ranges::transform(text, text.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
  return leaf_at(text, cell.at);
}

constexpr internal::RowReading kRows{
    "measure", "put cells with commas in quotes, and fill the row up with commas", cell_node};

/// Reads a table once its cells are known.
class TableReader {
 public:
  TableReader(const std::string& file, Findings& found) : file_(file), found_(found) {}

  std::vector<MeasureDraft> read(const std::vector<std::vector<CsvCell>>& rows) {
    std::vector<MeasureDraft> measures;
    if (rows.empty()) {
      if (!found_.empty()) return measures;
      found_.add({file_, 1, 1}, "empty-file", "the table is empty",
                 "start with a row of column names");
      return measures;
    }
    if (!read_header(rows[0])) return measures;
    std::vector<model::ProvenanceDraft> none;
    internal::Decoder d(found_, none, false);
    for (std::size_t r = 1; r < rows.size(); ++r) {
      const Entry measure = internal::row_entry(rows[r], columns_, kRows, found_);
      if (!measure.key.empty())
        measures.push_back(internal::read_thing(d, measure, "measure", internal::measure_keys()));
    }
    return measures;
  }

 private:
  /// Whether the columns are such that rows can be read.
  [[nodiscard]] bool read_header(const std::vector<CsvCell>& header);
  void demand_columns(const SourceLoc& at);
  [[nodiscard]] std::optional<Column> column_named(const CsvCell& cell);

  const std::string& file_;
  Findings& found_;
  std::vector<Column> columns_{};
};

std::optional<Column> TableReader::column_named(const CsvCell& cell) {
  const std::size_t colon = cell.text.find(':');
  const std::string name = cell.text.substr(0, colon);
  const std::string part = colon == std::string::npos ? "" : cell.text.substr(colon + 1);
  std::vector<std::string> known = {"id"};
  if (cell.text == "id") return Column{kIdKey};
  for (const auto& key : internal::measure_keys()) {
    const KeyInfo& info = key.info;
    if (info.shape == Shape::worths) {
      if (info.name == name && !part.empty()) return Column{info, part};
      known.push_back(fmt::format("{}:PARTY", info.name));
    } else if (info.shape == Shape::part) {
      for (const KeyInfo& inner : info.nested()) {
        if (info.name == name && inner.name == part) return Column{info, part};
        known.push_back(fmt::format("{}:{}", info.name, inner.name));
      }
    } else {
      if (info.name == cell.text) return Column{info};
      known.emplace_back(info.name);
    }
  }
  found_.add(cell.at, "unknown-column", fmt::format("unknown column '{}'", cell.text),
             did_you_mean(cell.text, known, fmt::format("the columns are {}", join_words(known))));
  return std::nullopt;
}

bool TableReader::read_header(const std::vector<CsvCell>& header) {
  const std::size_t before = found_.size();
  if (header.size() == 1 && header[0].text.find_first_of(";\t") != std::string::npos) {
    const bool tabs = header[0].text.find('\t') != std::string::npos;
    found_.add(header[0].at, "separator",
               fmt::format("the columns are separated by {}; the separator must be a comma",
                           tabs ? "tabs" : "semicolons"),
               "save the table as CSV with commas between the cells");
    return false;
  }
  for (const CsvCell& cell : header) {
    auto column = column_named(cell);
    if (!column) continue;
    if (std::ranges::find(columns_, column->name(), &Column::name) != columns_.end())
      found_.add(cell.at, "duplicate-column", fmt::format("column '{}' stands twice", cell.text),
                 "keep one of the two");
    columns_.push_back(std::move(*column));
  }
  if (found_.size() == before) demand_columns(header[0].at);
  return found_.size() == before;
}

void TableReader::demand_columns(const SourceLoc& at) {
  const auto demand = [&](const KeyInfo& key) {
    const bool there = std::ranges::any_of(
        columns_, [&](const Column& column) { return column.key.name == key.name; });
    if (key.required && !there)
      found_.add(at, "missing-column", fmt::format("the table has no column '{}'", key.name),
                 fmt::format("add a column '{}' with {}", key.name, key.about));
  };
  demand(kIdKey);
  for (const auto& key : internal::measure_keys()) demand(key.info);
}

}  // namespace

std::string write_measures_csv(const CaseDraft& draft) {
  const auto columns = columns_of(draft);
  const internal::Encoder short_form({});
  std::string text;
  for (const Column& column : columns) text += (text.empty() ? "" : ",") + csv_cell(column.name());
  text += "\r\n";
  for (const MeasureDraft& measure : draft.measures) {
    const Node node = internal::write_keys(short_form, internal::measure_keys(), measure);
    std::string row = csv_cell(measure.id.text);
    for (std::size_t c = 1; c < columns.size(); ++c)
      row += "," + csv_cell(cell_text(columns[c], node));
    text += row + "\r\n";
  }
  return text;
}

Result<std::vector<MeasureDraft>> read_measures_csv(std::string_view text,
                                                    const std::string& file_name) {
  if (text.size() > kFileLimit)
    return tl::unexpected(
        Error{Errc::invalid_input,
              fmt::format("{} has more than {} bytes, which is the limit", file_name, kFileLimit)});
  Findings found;
  const auto rows = parse_csv(text, file_name, found);
  auto measures = TableReader(file_name, found).read(rows);
  if (found.empty()) return measures;
  return tl::unexpected(
      internal::mistakes(file_name, internal::gather(std::move(found).in_file_order(), {})));
}

std::string write_measures_yaml(std::span<const MeasureDraft> measures,
                                std::span<const model::ProvenanceDraft> provenances) {
  const internal::Encoder encoder(provenances);
  std::string text = measures.empty() ? "measures: {}\n" : "measures:\n";
  for (const MeasureDraft& measure : measures) {
    text += fmt::format("  {}:\n", internal::yaml_text(measure.id.text));
    const Node node = internal::write_keys(encoder, internal::measure_keys(), measure);
    for (const Entry& entry : node.entries)
      text += fmt::format("    {}: {}\n", entry.key, internal::yaml_flow(entry.value));
  }
  return text;
}

}  // namespace tandem::casefile
