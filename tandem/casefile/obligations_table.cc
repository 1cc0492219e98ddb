#include "tandem/casefile/obligations_table.h"

#include <fmt/format.h>

#include <utility>

#include "tandem/casefile/casefile.h"
#include "tandem/casefile/internal/agreement_keys.h"
#include "tandem/casefile/internal/gather.h"
#include "tandem/casefile/internal/obligation_columns.h"

namespace tandem::casefile {
namespace {

using internal::Entry;
using internal::Node;
using internal::TableColumn;
using model::ObligationDraft;

/// A spreadsheet would run text that starts so as a formula: it gets an apostrophe in front.
bool needs_guard(std::string_view text) {
  return !text.empty() && std::string_view("=+-@'").find(text[0]) != std::string_view::npos;
}

std::string cell_text(const TableColumn& column, const Node& obligation) {
  const Entry* entry = obligation.find(column.key.name);
  const Node* value = entry == nullptr ? nullptr : &entry->value;
  if (value != nullptr && !column.part.empty()) {
    const Entry* part = value->find(column.part);
    value = part == nullptr ? nullptr : &part->value;
  }
  if (value == nullptr) return {};
  std::string text = value->text;
  if (value->kind == Node::Kind::sequence) {
    std::vector<std::string> items;
    for (const Node& item : value->items) items.push_back(item.text);
    text = internal::list_cell(items);
  }
  return (internal::is_words(column) && needs_guard(text) ? "'" : "") + text;
}

}  // namespace

std::string write_obligations_csv(const model::AgreementDraft& draft) {
  const auto columns = internal::obligation_columns(draft.obligations);
  const internal::Encoder short_form({});
  std::vector<std::string> cells;
  for (const TableColumn& column : columns) cells.push_back(column.name());
  std::string text = csv_line(cells) + "\r\n";
  for (const ObligationDraft& one : draft.obligations) {
    const Node node = internal::write_keys(short_form, internal::obligation_keys(), one);
    cells = {one.id.text};
    for (std::size_t c = 1; c < columns.size(); ++c) cells.push_back(cell_text(columns[c], node));
    text += csv_line(cells) + "\r\n";
  }
  return text;
}

Result<std::vector<ObligationDraft>> read_obligations_csv(std::string_view text,
                                                          const std::string& file_name) {
  if (text.size() > kFileLimit)
    return tl::unexpected(
        Error{Errc::invalid_input,
              fmt::format("{} has more than {} bytes, which is the limit", file_name, kFileLimit)});
  Findings found;
  const auto rows = parse_csv(text, file_name, found, csv_separator(text));
  auto made = internal::read_obligation_rows(rows, file_name, found);
  if (found.empty()) return made;
  return tl::unexpected(
      internal::mistakes(file_name, internal::gather(std::move(found).in_file_order(), {})));
}

}  // namespace tandem::casefile
