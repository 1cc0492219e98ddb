#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/csv.h"
#include "tandem/base/findings.h"
#include "tandem/casefile/internal/table_row.h"
#include "tandem/model/agreement_draft.h"

/// tandem's own table of obligations: the keys of an obligation are its columns, `worth:us`,
/// `allow:unfinanced` and `verification:means` those of the mappings in it.
namespace tandem::casefile::internal {

/// Whether its cells are words, which a spreadsheet might run as a formula.
[[nodiscard]] bool is_words(const TableColumn& column);

/// All columns: those of parts whose names are free are taken from what the obligations name.
[[nodiscard]] std::vector<TableColumn> obligation_columns(
    std::span<const model::ObligationDraft> obligations);

/// Whether each column is one of tandem's own, and the needed ones are there.
[[nodiscard]] bool is_native_header(const std::vector<CsvCell>& header);

/// The obligations of the rows below the header, with a message for all that cannot be read.
[[nodiscard]] std::vector<model::ObligationDraft> read_obligation_rows(
    const std::vector<std::vector<CsvCell>>& rows, const std::string& file, Findings& found);

/// The items of a list in one cell: "a; b". A semicolon, a backslash or a blank at an edge has a
/// backslash in front where it belongs to the item.
[[nodiscard]] std::string list_cell(std::span<const std::string> items);
/// The same back; empty items are left out.
[[nodiscard]] std::vector<std::string> list_items(std::string_view cell);

}  // namespace tandem::casefile::internal
