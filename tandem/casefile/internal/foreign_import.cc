#include "tandem/casefile/internal/foreign_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "tandem/base/id_text.h"
#include "tandem/casefile/internal/foreign_words.h"

namespace tandem::casefile::internal {

using model::Word;

const CsvCell* ForeignImport::cell(const Cells& row, Meaning meaning) const {
  const auto column = columns_.column(meaning);
  if (!column || stripped(row[*column].text).empty()) return nullptr;
  return &row[*column];
}

std::string ForeignImport::text(const Cells& row, Meaning meaning) const {
  const CsvCell* found = cell(row, meaning);
  return found == nullptr ? std::string() : std::string(stripped(found->text));
}

std::string ForeignImport::column_name(Meaning meaning) const {
  const auto column = columns_.column(meaning);
  return column ? columns_.names[*column] : std::string();
}

void ForeignImport::assume(std::string_view rule, const std::string& row, Meaning column,
                           const CsvCell& cell, std::string read_as, std::string why) {
  into_.assumptions.push_back({cell.at, std::string(rule), row, column_name(column),
                               std::string(stripped(cell.text)), std::move(read_as),
                               std::move(why)});
}

void ForeignImport::keep(Row& row, Meaning meaning) {
  if (const CsvCell* found = cell(row.cells, meaning))
    row.notes.push_back(fmt::format("{}: {}", column_name(meaning), stripped(found->text)));
}

void ForeignImport::keep(Row& row, Meaning meaning, std::string_view rule, std::string why) {
  keep(row, meaning);
  if (const CsvCell* found = cell(row.cells, meaning))
    assume(rule, row.made.id.text, meaning, *found, "note", std::move(why));
}

void ForeignImport::run(const std::string& file) {
  into_.rows = rows_.size();
  head(file);
  name_rows();
  read_triggers();
  into_.draft.obligations.reserve(rows_.size());
  std::vector<Row> rows;  // who takes part is known before it is said who verifies
  for (std::size_t r = 0; r < rows_.size(); ++r) rows.push_back(begin(r));
  for (Row& row : rows) fill(row);
  std::ranges::stable_sort(into_.assumptions, {}, [](const auto& one) { return one.at.line; });
}

void ForeignImport::head(const std::string& file) {
  std::string name = std::filesystem::path(file).stem().string();
  if (name.starts_with('<')) name = "agreement";  // of stdin
  one_agreement_ = !rows_.empty() && !text(rows_[0], Meaning::agreement).empty();
  for (const Cells& row : rows_)
    one_agreement_ =
        one_agreement_ && text(row, Meaning::agreement) == text(rows_[0], Meaning::agreement);
  if (one_agreement_) name = text(rows_[0], Meaning::agreement);
  const std::string made = options_.id.empty() ? as_id(name) : options_.id;
  into_.draft.id = Word(made.empty() ? "agreement" : made);
  into_.draft.title = Word(!options_.title.empty() ? options_.title : name.empty() ? made : name);
  into_.draft.at = {file, 1, 1};
}

void ForeignImport::name_rows() {
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    ids_.push_back(row_id(rows_[r], r));
    index_.emplace(ids_.back(), r);
  }
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    names_.add(ids_[r], ids_[r]);
    if (const std::string written = text(rows_[r], Meaning::id); !written.empty())
      names_.add(written, ids_[r]);
  }
  name_milestones();
  if (!columns_.column(Meaning::id) && !rows_.empty())
    into_.assumptions.push_back({rows_[0][0].at, "made-id", "", "", "", "R1, R2, ...",
                                 "the table has no column of ids: rows are numbered"});
}

std::string ForeignImport::row_id(const Cells& row, std::size_t number) {
  const CsvCell* written = cell(row, Meaning::id);
  const std::string wanted = written != nullptr ? text(row, Meaning::id) : std::string();
  std::string base = as_id(wanted);
  if (base.empty() || is_trigger_word(base)) base = fmt::format("R{}", number + 1);
  std::string made = base;
  for (int n = 2; !taken_.insert(folded(made)).second; ++n) made = fmt::format("{}-{}", base, n);
  if (made != wanted && columns_.column(Meaning::id)) {
    const CsvCell& at = row[*columns_.column(Meaning::id)];
    assume("made-id", made, Meaning::id, at, made,
           wanted.empty() ? "the row has no id"
                          : "ids are letters, digits and dashes, and no two are the same");
  }
  return made;
}

/// "Adoption Day: the agreement comes into effect" is called "Adoption Day" by other rows.
void ForeignImport::name_milestones() {
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    if (folded(text(rows_[r], Meaning::kind)) != "milestone") continue;
    const std::string title = text(rows_[r], Meaning::title);
    const std::string name(stripped(title.substr(0, title.find_first_of(":(,"))));
    if (std::ranges::count(name, ' ') <= 3 && !name.empty()) names_.add(name, ids_[r]);
  }
}

ForeignImport::Row ForeignImport::begin(std::size_t number) {
  Obligation& made = into_.draft.obligations.emplace_back();
  const CsvCell* id = cell(rows_[number], Meaning::id);
  made.at = rows_[number][0].at;
  made.id = Word(ids_[number], id == nullptr ? made.at : id->at);
  Row row{rows_[number], triggers_[number], made};
  fill_words(row);
  fill_kind(row);
  fill_actors(row);
  return row;
}

void ForeignImport::fill(Row& row) {
  fill_quantity(row);
  fill_legal_form(row);
  fill_trigger(row);
  fill_waits(row);
  fill_exchange(row);
  fill_verification(row);
  fill_length(row, Meaning::takes, row.made.takes);
  fill_length(row, Meaning::cure, row.made.cure);
  fill_tlp(row);
  fill_dates(row);
  fill_sources(row);
  note_columns(row);
  finish_notes(row);
}

/// What no key of an obligation holds.
void ForeignImport::note_columns(Row& row) {
  keep(row, Meaning::trigger_type);
  if (!dated_events_.contains(index_.at(row.made.id.text))) keep(row, Meaning::computed_date);
  keep(row, Meaning::condition);
  if (!one_agreement_) keep(row, Meaning::agreement);
  for (std::size_t c = 0; c < row.cells.size(); ++c)
    if (!columns_.means[c] && !stripped(row.cells[c].text).empty())
      row.notes.push_back(fmt::format("{}: {}", columns_.names[c], stripped(row.cells[c].text)));
}

void ForeignImport::finish_notes(Row& row) {
  const CsvCell* note = cell(row.cells, Meaning::note);
  std::string text = note == nullptr ? "" : std::string(stripped(note->text));
  for (const std::string& line : row.notes) text += (text.empty() ? "" : "\n") + line;
  if (!text.empty()) row.made.note = Word(text, note == nullptr ? row.made.at : note->at);
}

}  // namespace tandem::casefile::internal
