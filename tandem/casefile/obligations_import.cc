#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "tandem/base/csv.h"
#include "tandem/base/id_text.h"
#include "tandem/casefile/casefile.h"
#include "tandem/casefile/internal/foreign_import.h"
#include "tandem/casefile/internal/gather.h"
#include "tandem/casefile/internal/obligation_columns.h"
#include "tandem/casefile/obligations_table.h"
#include "tandem/model/agreement.h"

namespace tandem::casefile {
namespace {

using internal::Columns;
using model::AgreementDraft;
using model::Word;
using Rows = std::vector<std::vector<CsvCell>>;

/// The rows below the header, without those that hold nothing; each as long as the header.
Rows rows_below(Rows all, Findings& found) {
  Rows kept;
  for (std::size_t r = 1; r < all.size(); ++r) {
    const bool blank = std::ranges::all_of(
        all[r], [](const CsvCell& cell) { return internal::stripped(cell.text).empty(); });
    if (blank) continue;
    if (all[r].size() != all[0].size())
      found.add(
          all[r][0].at, "row-length",
          fmt::format("the row has {} cells and the header has {}", all[r].size(), all[0].size()),
          "put cells that hold the separator in quotes, and fill the row up");
    kept.push_back(std::move(all[r]));
  }
  return kept;
}

/// Only whether a table says nothing: what it says wrong is said by who reads it.
bool demand_rows(const Rows& rows, const std::string& file, Findings& found) {
  if (rows.size() > 1 || !found.empty()) return found.empty();
  found.add({file, 1, 1}, "empty-file",
            rows.empty() ? "the table is empty" : "the table has no rows",
            "start with a row of column names; each row below is an obligation");
  return false;
}

std::vector<ColumnUse> uses_of(const Columns& columns) {
  std::vector<ColumnUse> uses;
  for (std::size_t c = 0; c < columns.names.size(); ++c)
    uses.push_back({columns.names[c],
                    columns.means[c] ? std::string(internal::word_for(*columns.means[c])) : "",
                    columns.asked[c]});
  return uses;
}

void import_foreign(Rows rows, const std::string& file, const ImportOptions& options,
                    ImportedObligations& into, Findings& found) {
  const Columns columns = internal::columns_of(rows[0], options.columns, found);
  const Rows below = rows_below(std::move(rows), found);
  if (!found.empty()) return;
  into.columns = uses_of(columns);
  internal::ForeignImport(columns, below, options, into).run(file);
  for (const ColumnUse& use : into.columns)
    if (use.key.empty())
      into.assumptions.push_back(
          {below[0][0].at, "column-in-note", "", use.column, "", "note",
           "the column means nothing to tandem: its cells are in the notes"});
}

void add_once(std::set<std::string>& seen, const Word& id, auto&& add) {
  if (!id.empty() && seen.insert(id.text).second) add();
}

void name_outside(const model::Moment& moment, const std::set<std::string>& known,
                  std::vector<std::string>& into) {
  for (const model::Reference& one : moment.events)
    if (one.last.empty() && !known.contains(one.first)) into.push_back(one.first);
  for (const model::Moment& part : moment.parts) name_outside(part, known, into);
}

/// The names in its trigger and its waits that `known` does not have, each with its place.
std::vector<Word> outside_of(const model::ObligationDraft& one,
                             const std::set<std::string>& known) {
  std::vector<Word> outside;
  const auto add = [&](const model::Moment& moment, const SourceLoc& at) {
    std::vector<std::string> names;
    name_outside(moment, known, names);
    for (std::string& name : names) outside.emplace_back(std::move(name), at);
  };
  if (const auto trigger = model::parse_trigger(one.trigger.text))
    for (const auto* moment :
         {&trigger->first, &trigger->second, &trigger->effective, &trigger->unless})
      if (*moment) add(**moment, one.trigger.at);
  for (const Word& wait : one.waits_for)
    if (const auto moment = model::parse_moment(wait.text)) add(*moment, wait.at);
  return outside;
}

/// The events that the triggers and the waits name and the table does not have.
void declare_events(AgreementDraft& draft) {
  std::set<std::string> known;
  for (const auto& one : draft.obligations) known.insert(one.id.text);
  for (const auto& one : draft.obligations)
    for (const Word& id : outside_of(one, known))
      add_once(known, id,
               [&] { draft.events.push_back({.id = id, .title = Word(id.text), .at = one.at}); });
}

/// Numbers that name no source come from the table.
void source_numbers(AgreementDraft& draft, const std::string& file) {
  constexpr const char* kTable = "TABLE";
  for (auto& one : draft.obligations) {
    const auto bare = [](const model::Number& number) { return number.provenance.empty(); };
    const bool numbers =
        (one.quantity && bare(*one.quantity)) ||
        (bare(one.reversibility) && one.reversibility.mode != 0) ||
        std::ranges::any_of(one.worth, [&](const auto& w) { return bare(w.points); });
    if (!numbers || !one.sources.empty()) continue;
    one.sources.emplace_back(kTable, one.at);
    if (!draft.provenances.empty()) continue;
    model::ProvenanceDraft& made = draft.provenances.emplace_back();
    made.id = kTable;
    made.title = Word("Table " + file);
  }
}

/// A native table holds obligations alone: whom and what they name is declared by its id.
void declare_names(AgreementDraft& draft) {
  std::set<std::string> actors;
  std::set<std::string> sources;
  for (const auto& one : draft.provenances) sources.insert(one.id.text);
  const auto actor = [&](const Word& id) {
    add_once(actors, id, [&] {
      model::ActorDraft made;
      made.id = id;
      made.name = id;
      made.at = id.at;
      draft.actors.push_back(std::move(made));
    });
  };
  const auto source = [&](const Word& id) {
    add_once(sources, id, [&] {
      model::ProvenanceDraft made;
      made.id = id;
      made.title = id;
      draft.provenances.push_back(std::move(made));
    });
  };
  for (const auto& one : draft.obligations) {
    for (const Word& id : one.actors) actor(id);
    for (const Word& id : one.counterparts) actor(id);
    for (const auto& worth : one.worth) actor(worth.party);
    for (const Word& id : one.sources) source(id);
    if (one.quantity) source(one.quantity->provenance);
    source(one.reversibility.provenance);
    for (const auto& worth : one.worth) source(worth.points.provenance);
  }
  declare_events(draft);
}

void import_native(const Rows& rows, const std::string& file, const ImportOptions& options,
                   ImportedObligations& into, Findings& found) {
  into.native = true;
  for (const CsvCell& cell : rows[0]) into.columns.push_back({cell.text, cell.text, false});
  into.draft.obligations = internal::read_obligation_rows(rows, file, found);
  into.rows = into.draft.obligations.size();
  const std::string name = as_id(std::filesystem::path(file).stem().string());
  into.draft.id = Word(!options.id.empty() ? options.id : name.empty() ? "agreement" : name);
  into.draft.title = options.title.empty() ? into.draft.id : Word(options.title);
  into.draft.at = {file, 1, 1};
  source_numbers(into.draft, file);
  declare_names(into.draft);
  for (const auto& one : into.draft.obligations)
    into.triggers.push_back({one.id.text, one.trigger.text, one.trigger.text});
  into.assumptions.push_back({rows[0][0].at, "declared-by-id", "", "", "",
                              "actors, events, sources",
                              "the table has only their ids: give them their names and dates"});
}

Error too_large(const std::string& file) {
  return {Errc::invalid_input,
          fmt::format("{} has more than {} bytes, which is the limit", file, kFileLimit)};
}

}  // namespace

Result<ImportedObligations> import_obligations(std::string_view text, const std::string& file_name,
                                               const ImportOptions& options) {
  if (text.size() > kFileLimit) return tl::unexpected(too_large(file_name));
  Findings found;
  Rows rows = parse_csv(text, file_name, found, csv_separator(text));
  ImportedObligations made;
  if (demand_rows(rows, file_name, found)) {
    if (options.columns.empty() && internal::is_native_header(rows[0]))
      import_native(rows, file_name, options, made, found);
    else
      import_foreign(std::move(rows), file_name, options, made, found);
  }
  if (!found.empty())
    return tl::unexpected(
        internal::mistakes(file_name, internal::gather(std::move(found).in_file_order(), {})));
  if (auto valid = model::Agreement::from(made.draft); !valid)
    return tl::unexpected(internal::mistakes(file_name, std::move(valid.error().details)));
  return made;
}

}  // namespace tandem::casefile
