#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "tandem/base/id_text.h"
#include "tandem/casefile/internal/foreign_import.h"
#include "tandem/casefile/internal/foreign_words.h"
#include "tandem/casefile/internal/number_text.h"
#include "tandem/model/vocabulary.h"

/// The cells of a foreign row that bear on nothing else.
namespace tandem::casefile::internal {

using model::Timing;
using model::Word;

namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "12,500" and "1,000,000", where `mark` is a comma.
bool is_grouped(std::string_view text, char mark) {
  const std::size_t head = text.find(mark);
  if (text.empty() || head > 3 || text[0] == '0') return false;  // npos is more than 3
  if (!all_digits(text.substr(0, head))) return false;
  for (std::string_view rest = text.substr(head); !rest.empty(); rest.remove_prefix(4))
    if (rest.size() < 4 || rest[0] != mark || !all_digits(rest.substr(1, 3))) return false;
  return true;
}

std::string without(std::string_view text, char mark) {
  std::string made(text);
  std::erase(made, mark);
  return made;
}

/// A number with commas, as it is read.
struct CommaNumber {
  std::string digits;
  std::string_view rule;
  std::string_view why;
};

/// Nothing where its commas are neither marks of thousands nor that of decimals.
std::optional<CommaNumber> comma_number(std::string_view written) {
  const std::string sign(written.starts_with('-') ? "-" : "");
  const std::string_view text = written.substr(sign.size());
  const std::size_t point = text.find('.');
  const bool fraction = point == std::string_view::npos || all_digits(text.substr(point + 1));
  if (fraction && is_grouped(text.substr(0, point), ','))
    return CommaNumber{sign + without(text, ','), "thousands",
                       "commas are taken for marks of thousands"};
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const std::string_view whole = text.substr(0, comma);
  const std::string_view decimals = text.substr(comma + 1);
  const bool plain = all_digits(whole) && (decimals.size() != 3 || whole == "0");
  if (!all_digits(decimals) || !(plain || is_grouped(whole, '.'))) return std::nullopt;
  return CommaNumber{fmt::format("{}{}.{}", sign, without(whole, '.'), decimals), "decimal-comma",
                     "the comma is taken for the mark of decimals"};
}

}  // namespace

void ForeignImport::fill_words(Row& row) {
  model::ObligationDraft& made = row.made;
  const std::initializer_list<std::pair<Meaning, Word*>> words = {
      {Meaning::title, &made.title},
      {Meaning::text, &made.text},
      {Meaning::article, &made.article},
      {Meaning::phase, &made.phase},
      {Meaning::unit, &made.unit},
      {Meaning::tolerance, &made.tolerance},
      {Meaning::decided_by, &made.decided_by},
      {Meaning::financing, &made.financing},
      {Meaning::outcome, &made.outcome},
      {Meaning::provenance, &made.provenance},
      {Meaning::compartment, &made.compartment}};
  for (const auto& [meaning, into] : words)
    if (const CsvCell* found = cell(row.cells, meaning))
      *into = Word(std::string(stripped(found->text)), found->at);
  if (const CsvCell* group = cell(row.cells, Meaning::group)) {
    made.group = Word(as_id(group->text), group->at);
    if (made.group.text != stripped(group->text))
      assume("made-id", made.id.text, Meaning::group, *group, made.group.text,
             "the name of a group is letters, digits and dashes");
    if (made.group.empty()) keep(row, Meaning::group);
  }
  if (!made.title.empty()) return;
  made.title = made.text.empty() ? Word("Row " + made.id.text, made.at) : made.text;
  assume("no-title", made.id.text, Meaning::title, row.cells[*columns_.column(Meaning::title)],
         made.title.text, "the row does not say what is to be done");
}

void ForeignImport::fill_kind(Row& row) {
  if (says_yes(text(row.cells, Meaning::off_text))) row.made.off_text = true;
  const CsvCell* written = cell(row.cells, Meaning::kind);
  if (written == nullptr) return;
  const auto meant = kind_meant(written->text);
  if (!meant)
    return keep(row, Meaning::kind, "unknown-kind", "no kind is called so: it is an action");
  row.made.kind = Word(std::string(meant->meaning), written->at);
  const bool side = meant->meaning == "side_agreement";
  row.made.off_text = row.made.off_text || side;
  if (meant->meaning != stripped(written->text))
    assume("kind-word", row.made.id.text, Meaning::kind, *written,
           std::string(meant->meaning) + (side ? ", off_text" : ""),
           side ? "it is agreed beside the text" : "the nearest kind");
}

void ForeignImport::fill_quantity(Row& row) {
  const CsvCell* written = cell(row.cells, Meaning::quantity);
  if (written == nullptr) return;
  const auto commas = comma_number(stripped(written->text));
  const auto number = parse_decimal(commas ? commas->digits : stripped(written->text));
  if (!number) return keep(row, Meaning::quantity, "unread-quantity", "it is not one number alone");
  row.made.quantity = model::Number(*number);
  row.made.quantity->at = written->at;
  if (commas)
    assume(commas->rule, row.made.id.text, Meaning::quantity, *written, commas->digits,
           std::string(commas->why));
}

void ForeignImport::fill_legal_form(Row& row) {
  const CsvCell* written = cell(row.cells, Meaning::legal_form);
  const CsvCell* title = cell(row.cells, Meaning::title);
  const CsvCell* from = written != nullptr ? written : title;
  if (from == nullptr || row.made.kind.text == "happening") return;
  const std::string word = folded(from->text);
  if (written != nullptr &&
      std::ranges::find(model::kLegalForms, word) != model::kLegalForms.end()) {
    row.made.legal_form = Word(word, from->at);
    return;
  }
  const auto form = legal_form_in(from->text);
  if (!form) {
    if (written != nullptr)
      keep(row, Meaning::legal_form, "unread-form", "no legal form is called so");
    return;
  }
  row.made.legal_form = Word(std::string(form->meaning), from->at);
  assume("legal-form", row.made.id.text, written != nullptr ? Meaning::legal_form : Meaning::title,
         *from, fmt::format("legal_form: {}", form->meaning),
         fmt::format("the word '{}' stands there", form->word));
  if (written != nullptr) keep(row, Meaning::legal_form);
}

void ForeignImport::fill_tlp(Row& row) {
  const CsvCell* written = cell(row.cells, Meaning::tlp);
  if (written == nullptr) return;
  std::string label = folded(written->text);
  if (label.starts_with("tlp:")) label.erase(0, 4);
  std::ranges::replace(label, '+', '-');
  std::ranges::replace(label, ' ', '-');
  if (label == "white") label = "clear";
  constexpr std::array<std::string_view, 5> kLabels{"clear", "green", "amber", "amber-strict",
                                                    "red"};
  if (std::ranges::find(kLabels, label) == kLabels.end())
    return keep(row, Meaning::tlp, "unread-tlp", "no label is called so");
  row.made.tlp = Word(label, written->at);
}

void ForeignImport::fill_length(Row& row, Meaning meaning, Word& into) {
  const CsvCell* written = cell(row.cells, meaning);
  if (written == nullptr) return;
  const auto length = model::parse_length(folded(written->text));
  if (!length)
    return keep(row, meaning, "unread-length", "it is no length such as 90d or 4 months");
  into = Word(model::length_text(*length), written->at);
}

Word ForeignImport::date(Row& row, Meaning meaning) {
  const CsvCell* written = cell(row.cells, meaning);
  if (written == nullptr) return {};
  const auto day = foreign_date(written->text);
  if (!day) {
    keep(row, meaning, "unread-date", "it is no date");
    return {};
  }
  const std::string read_as = format_date(day->date);
  if (day->partial)
    assume("partial-date", row.made.id.text, meaning, *written, read_as,
           "only the month or the year is known: its last day is taken");
  return {read_as, written->at};
}

void ForeignImport::fill_dates(Row& row) {
  row.made.started = date(row, Meaning::started);
  row.made.verified = date(row, Meaning::verified);
  Word done = date(row, Meaning::done);
  if (done.empty()) return;
  const CsvCell& written = *cell(row.cells, Meaning::done);
  const Timing timing = row.trigger.trigger.timing;
  if (timing == Timing::start_by || timing == Timing::from) {
    if (!row.made.started.empty()) return keep(row, Meaning::done);
    row.made.started = std::move(done);
    assume("start-date", row.made.id.text, Meaning::done, written,
           "started: " + row.made.started.text, "its trigger has a day only for its start");
    return;
  }
  row.made.done = std::move(done);
  if (!row.made.verified.empty() || !folded(row.made.outcome.text).starts_with("verified")) return;
  row.made.verified = row.made.done;
  assume("verified-date", row.made.id.text, Meaning::done, written,
         "done and verified: " + row.made.done.text,
         fmt::format("its outcome begins with 'verified'"));
}

}  // namespace tandem::casefile::internal
