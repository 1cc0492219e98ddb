#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "tandem/base/id_text.h"
#include "tandem/casefile/internal/foreign_import.h"
#include "tandem/casefile/internal/foreign_words.h"

/// Who does what, who verifies it, and where that is known from.
namespace tandem::casefile::internal {

using model::Word;

void ForeignImport::fill_actors(Row& row) {
  row.made.actors = actors_in(row, Meaning::actors);
  if (row.made.actors.empty())
    assume("no-actor", row.made.id.text, Meaning::actors,
           row.cells[columns_.column(Meaning::actors).value_or(0)], "nobody",
           "the row does not say who does it");
  const CsvCell* counterpart = cell(row.cells, Meaning::counterparts);
  if (counterpart != nullptr && is_each_other(counterpart->text)) {
    row.made.counterparts = row.made.actors;
    assume("each-other", row.made.id.text, Meaning::counterparts, *counterpart, "its actors",
           "what they do is owed to each other");
    return;
  }
  row.made.counterparts = actors_in(row, Meaning::counterparts);
}

std::vector<Word> ForeignImport::actors_in(Row& row, Meaning meaning) {
  const CsvCell* written = cell(row.cells, meaning);
  if (written == nullptr) return {};
  const NameList list = names_in(written->text);
  if (list.by_commas)
    assume("split-at-commas", row.made.id.text, meaning, *written,
           fmt::format("{} actors", list.names.size()), "it is a list of short names");
  std::vector<Word> made;
  for (const std::string& name : list.names) {
    Word actor = actor_named(row, meaning, name, *written);
    if (std::ranges::find(made, actor.text, &Word::text) == made.end())
      made.push_back(std::move(actor));
  }
  return made;
}

Word ForeignImport::actor_named(Row& row, Meaning meaning, const std::string& written,
                                const CsvCell& cell) {
  const auto [name, remark] = without_brackets(written);
  if (!remark.empty()) {
    assume("remark-in-brackets", row.made.id.text, meaning, cell, name,
           "what stands in brackets is no part of the name; it is in the note");
    row.notes.push_back(fmt::format("{}: {}", column_name(meaning), written));
  }
  const auto known = actors_.find(folded(name));
  return {known != actors_.end() ? known->second : new_actor(row, meaning, name, cell), cell.at};
}

std::string ForeignImport::new_actor(const Row& row, Meaning meaning, const std::string& name,
                                     const CsvCell& cell) {
  std::string base = as_id(folded(name));
  if (base.empty()) base = "actor";
  std::string id = base;
  for (int n = 2; !actor_ids_.insert(id).second; ++n) id = fmt::format("{}-{}", base, n);
  actors_.emplace(folded(name), id);
  model::ActorDraft made;
  made.id = Word(id, cell.at);
  made.name = Word(name, cell.at);
  made.at = cell.at;
  if (is_body_name(name)) {
    made.role = "body";
    assume("body", row.made.id.text, meaning, cell, fmt::format("{}: role: body", id),
           fmt::format("'{}' is called like something that watches or decides", name));
  } else if (is_group_name(name)) {
    assume("group", row.made.id.text, meaning, cell, id,
           fmt::format("'{}' stands for actors that it does not name: write its members", name));
  }
  into_.draft.actors.push_back(std::move(made));
  return id;
}

void ForeignImport::fill_verification(Row& row) {
  const CsvCell* written = cell(row.cells, Meaning::verification);
  const CsvCell* by = cell(row.cells, Meaning::operated_by);
  if (written != nullptr && says_none(written->text)) {
    keep(row, Meaning::verification, "no-verification", "it says that there is none");
    if (by == nullptr) return;
    written = nullptr;
  }
  if (written == nullptr && by == nullptr) return;
  const CsvCell& from = written != nullptr ? *written : *by;
  auto& made = row.made.verification.emplace();
  made.at = from.at;
  made.means = Word(std::string(stripped(from.text)), from.at);
  if (by != nullptr) {
    made.operated_by = Word(actor_or_words(stripped(by->text)), by->at);
    return;
  }
  fill_operator(row, made);
}

/// The id of the actor of that name, or the name.
std::string ForeignImport::actor_or_words(std::string_view name) const {
  const auto known = actors_.find(folded(name));
  return known == actors_.end() ? std::string(name) : known->second;
}

/// Who verifies, and whose consent that needs, as far as the words say.
void ForeignImport::fill_operator(Row& row, model::ObligationVerificationDraft& into) {
  const CsvCell& from = *cell(row.cells, Meaning::verification);
  if (const std::string approval = approval_in(from.text); !approval.empty()) {
    into.approval = Word(approval, from.at);
    assume("approval", row.made.id.text, Meaning::verification, from, "approval: " + approval,
           "it says whose consent is needed");
  }
  const std::string body(leading_body(from.text));
  if (body.empty()) return;
  into.operated_by = Word(actor_or_words(body), from.at);
  assume("operator", row.made.id.text, Meaning::verification, from,
         "operator: " + into.operated_by.text, "the verification begins with a body's name");
}

namespace {

/// The parts between bars, blank ones too, so that titles and addresses stay side by side.
std::vector<std::string> bar_parts(const CsvCell* cell) {
  std::vector<std::string> parts;
  if (cell == nullptr) return parts;
  for (std::string_view rest = cell->text;;) {
    const std::size_t end = std::min(rest.find('|'), rest.size());
    parts.emplace_back(stripped(rest.substr(0, end)));
    if (end == rest.size()) return parts;
    rest.remove_prefix(end + 1);
  }
}

bool is_address(std::string_view text) {
  return (text.starts_with("http://") || text.starts_with("https://")) &&
         text.find(' ') == std::string_view::npos;
}

}  // namespace

void ForeignImport::fill_sources(Row& row) {
  const CsvCell* title_cell = cell(row.cells, Meaning::source_titles);
  const CsvCell* url_cell = cell(row.cells, Meaning::source_urls);
  const auto titles = bar_parts(title_cell);
  const auto urls = bar_parts(url_cell);
  for (std::size_t s = 0; s < std::max(titles.size(), urls.size()); ++s) {
    std::string title = s < titles.size() ? titles[s] : "";
    const std::string url = s < urls.size() ? urls[s] : "";
    if (title.empty() && url.empty()) continue;
    if (title.empty()) title = url;
    Word id = source_of(row, std::move(title), url, url_cell != nullptr ? *url_cell : *title_cell);
    auto& ids = row.made.sources;
    if (std::ranges::find(ids, id.text, &Word::text) == ids.end()) ids.push_back(std::move(id));
  }
  if (row.made.sources.empty() && row.made.quantity)
    row.made.sources.push_back(source_of(row, into_.draft.at.file, {}, row.cells[0]));
  if (row.made.quantity) row.made.quantity->provenance = row.made.sources.front();
}

Word ForeignImport::source_of(Row& row, std::string title, std::string url, const CsvCell& cell) {
  auto& all = into_.draft.provenances;
  const auto [at, is_new] = sources_.emplace(title, all.size());
  if (is_new) {
    model::ProvenanceDraft made;
    made.id = Word(fmt::format("SRC-{}", all.size() + 1), cell.at);
    made.title = Word(std::move(title), cell.at);
    all.push_back(std::move(made));
  }
  model::ProvenanceDraft& source = all[at->second];
  if (url.empty() || url == source.url.text || url == source.title.text)
    return {source.id.text, cell.at};
  if (is_address(url) && source.url.empty()) {
    source.url = Word(std::move(url), cell.at);
  } else if (source.note.text.find(url) == std::string::npos) {
    assume("no-address", row.made.id.text, Meaning::source_urls, cell, source.id.text,
           "it is no address, or a second one of the same title: it is in the source's note");
    source.note = Word(source.note.text + (source.note.empty() ? "" : "; ") + url, cell.at);
  }
  return {source.id.text, cell.at};
}

}  // namespace tandem::casefile::internal
