#include "tandem/casefile/internal/foreign_columns.h"

#include <fmt/format.h>

#include <algorithm>

#include "tandem/base/text.h"
#include "tandem/casefile/internal/foreign_names.h"

namespace tandem::casefile::internal {
namespace {

/// The names of a meaning: its own word first, then others, the more usual first; between bars.
struct MeaningNames {
  std::string_view word;
  std::string_view others;
};

constexpr std::array<MeaningNames, kMeanings> kNames{{
    {"agreement", "case|treaty|accord|document"},
    {"id", "row id|no|nr|number|ref|reference|item|obligation id|key|#"},
    {"phase", "stage|step|heading|section|chapter|part"},
    {"article", "art|clause|paragraph|para|provision|where in the text"},
    {"actors",
     "actor|who|party|parties|responsible|responsible party|responsible parties|obligated party|"
     "obligor|by whom|owner|implementer|side|actor(s)|lead"},
    {"counterparts",
     "counterpart|to whom|beneficiary|beneficiaries|recipient|recipients|obligee|owed to|"
     "counterparty|counterparties"},
    {"title",
     "measure|obligation|commitment|action|what|description|task|activity|undertaking|summary"},
    {"text", "wording|exact wording|full text|exact text"},
    {"kind", "type|category"},
    {"quantity", "amount|how much|volume"},
    {"unit", "units"},
    {"legal_form", "form|instrument|legal instrument"},
    {"trigger",
     "timing|deadline|due|due date|when|by when|timeline|timeframe|time frame|time limit|date"},
    {"trigger_type", "timing type"},
    {"computed_date", "calculated date"},
    {"condition", "conditions|precondition|preconditions|conditionality|if"},
    {"waits_for",
     "depends "
     "on|dependency|dependencies|predecessor|predecessors|prerequisite|prerequisites|after"},
    {"for", "in exchange for|exchanged for|quid pro quo|against|reciprocal|paired with"},
    {"group", "simultaneous group|package|basket"},
    {"verification:means",
     "verification|verification means|means of verification|how verified|monitoring"},
    {"verification:operator", "verifier|verified by|verifying body|monitor"},
    {"tolerance", "tolerances"},
    {"cure", "cure period"},
    {"decided_by", "arbiter|who decides|decision"},
    {"financing", "funding|who pays|paid by|financed by"},
    {"takes", "duration|length"},
    {"visibility:tlp", "tlp"},
    {"visibility:compartment", "compartment"},
    {"off_text", "side deal|not in text"},
    {"started", "actual start|start date|date started"},
    {"done", "actual date|completed|completion date|date done|implemented on|done on"},
    {"verified", "verified on|date verified|verification date"},
    {"outcome", "actual status|status|result|implementation status|state"},
    {"provenance", "evidence"},
    {"source_titles", "source|sources|source title"},
    {"source_urls", "source url|url|urls|link|links"},
    {"note", "notes|remark|remarks|comment|comments"},
}};

/// How well a column's name fits: 0 is the word itself; nothing where it does not fit.
std::optional<std::size_t> fit(const MeaningNames& names, std::string_view column) {
  if (folded(names.word) == column) return 0;
  std::size_t rank = 1;
  for (std::string_view rest = names.others; !rest.empty(); ++rank) {
    const std::size_t end = std::min(rest.find('|'), rest.size());
    if (rest.substr(0, end) == column) return rank;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::nullopt;
}

std::vector<std::string> meaning_words() {
  std::vector<std::string> words;
  for (const MeaningNames& names : kNames) words.emplace_back(names.word);
  return words;
}

std::optional<std::size_t> column_named(const Columns& columns, std::string_view name) {
  const auto exact = std::ranges::find(columns.names, name);
  if (exact != columns.names.end()) return static_cast<std::size_t>(exact - columns.names.begin());
  const std::string small = folded(name);
  for (std::size_t c = 0; c < columns.names.size(); ++c)
    if (folded(columns.names[c]) == small) return c;
  return std::nullopt;
}

std::optional<std::size_t> meaning_named(std::string_view word) {
  for (std::size_t m = 0; m < kMeanings; ++m)
    if (folded(kNames[m].word) == folded(word)) return m;
  return std::nullopt;
}

void take_choice(const ColumnChoice& choice, const SourceLoc& header, Columns& into,
                 Findings& found) {
  const auto column = column_named(into, choice.column);
  const auto meaning = meaning_named(choice.key);
  if (!column)
    found.add(header, "unknown-column", fmt::format("the table has no column '{}'", choice.column),
              did_you_mean(choice.column, into.names,
                           fmt::format("its columns are {}", join_words(into.names))));
  if (!meaning)
    found.add(header, "unknown-key",
              fmt::format("'{}' is nothing that a column can be", choice.key),
              did_you_mean(choice.key, meaning_words(),
                           fmt::format("a column can be {}", join_words(meaning_words()))));
  if (!column || !meaning) return;
  auto& of = into.of[*meaning];
  if ((of && *of != *column) || into.asked[*column]) {
    found.add(
        header, "mapped-twice",
        fmt::format("'{}' = '{}': one of the two is mapped already", choice.column, choice.key),
        "map each column to one key and each key to one column");
    return;
  }
  of = column;
  into.means[*column] = static_cast<Meaning>(*meaning);
  into.asked[*column] = true;
}

/// The column whose name fits best, of those that are free.
std::optional<std::size_t> best_column(const Columns& columns, const MeaningNames& names) {
  std::optional<std::size_t> best;
  std::size_t best_rank = 0;
  for (std::size_t c = 0; c < columns.names.size(); ++c) {
    if (columns.means[c]) continue;
    const auto rank = fit(names, folded(columns.names[c]));
    if (!rank || (best && *rank >= best_rank)) continue;
    best = c;
    best_rank = *rank;
  }
  return best;
}

/// Where there is only the wording, it is what the obligation is called.
void call_text_title(Columns& columns) {
  auto& text = columns.of[static_cast<std::size_t>(Meaning::text)];
  if (!text) return;
  columns.of[static_cast<std::size_t>(Meaning::title)] = text;
  columns.means[*text] = Meaning::title;
  text.reset();
}

}  // namespace

std::string_view word_for(Meaning meaning) {
  return kNames[static_cast<std::size_t>(meaning)].word;
}

Columns columns_of(const std::vector<CsvCell>& header, std::span<const ColumnChoice> choices,
                   Findings& found) {
  Columns made;
  for (const CsvCell& cell : header) made.names.emplace_back(stripped(cell.text));
  made.means.resize(header.size());
  made.asked.resize(header.size());
  for (const ColumnChoice& choice : choices) take_choice(choice, header[0].at, made, found);
  for (std::size_t m = 0; m < kMeanings; ++m) {
    if (made.of[m]) continue;
    made.of[m] = best_column(made, kNames[m]);
    if (made.of[m]) made.means[*made.of[m]] = static_cast<Meaning>(m);
  }
  if (!made.column(Meaning::title)) call_text_title(made);
  if (!made.column(Meaning::title) && found.empty())
    found.add(header[0].at, "missing-column", "no column says what is to be done",
              fmt::format("say which does, with --map \"COLUMN=title\"; the columns are {}",
                          join_words(made.names)));
  return made;
}

}  // namespace tandem::casefile::internal
