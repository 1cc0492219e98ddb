#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/report/internal/ledger_words.h"
#include "tandem/report/internal/schedule_words.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/words.h"
#include "tandem/report/ledger_report.h"

namespace tandem::report {
namespace {

using ledger::ObligationState;
using ledger::Reported;
using ledger::State;
using ledger::Verification;

constexpr std::size_t kTitleColumns = 26;
constexpr std::size_t kSaysColumns = 44;

std::string view_words(const State& state) {
  return fmt::format("As of {}, as known on {}: {}.", format_date(state.view.on),
                     ledger::format_second(state.view.known),
                     counted(state.entries, "entry", "entries"));
}

std::string version_words(const State& state, std::size_t which) {
  const ledger::VersionState& one = state.versions[which];
  std::string words =
      fmt::format("entry {}, by {} on {}: {}", one.seq, one.by, format_date(one.on),
                  text_words(one.status, one.since, replaced_on(state.versions, which)));
  std::vector<std::string> agreed;
  for (const ledger::Consent& given : one.consents)
    agreed.push_back(fmt::format("{} on {}", given.by, format_date(given.on)));
  if (!agreed.empty()) words += "; consented: " + join_words(agreed);
  if (one.refused)
    words += fmt::format("; refused: {} on {}", one.refused->by, format_date(one.refused->on));
  return words;
}

std::string head_of(const State& state, TextStyle style) {
  std::string text = inked(printable("Ledger " + state.ledger), Ink::strong, style) + "\n";
  text += paragraph(view_words(state), 0, kTextColumns);
  if (state.versions.size() == 1 &&
      state.versions.front().status == ledger::VersionState::Status::in_force)
    return text;
  text += heading("Texts", style);
  for (std::size_t k = 0; k < state.versions.size(); ++k)
    text += paragraph(printable(version_words(state, k)), 2, kTextColumns);
  return text;
}

std::string attention_of(const State& state, int days, TextStyle style) {
  const auto all = attention_in(state, days);
  std::string text = heading("Needs attention", style);
  if (all.empty())
    return text + paragraph(fmt::format("Nothing, {} ahead.",
                                        counted(static_cast<std::size_t>(days), "day", "days")),
                            0, kTextColumns);
  TextTable table{{{"what"}, {"why"}}, {}};
  for (const Attention& one : all)
    table.rows.push_back({{{printable(one.of.empty() ? "–" : one.of)}, {printable(one.why)}}});
  return text + table.text(style);
}

Ink ink_of(Reported one) {
  if (one == Reported::done) return Ink::good;
  return one == Reported::late || one == Reported::withdrawn ? Ink::bad : Ink::plain;
}

Ink ink_of(Verification one) {
  if (one == Verification::verified) return Ink::good;
  return one == Verification::not_met || one == Verification::contested ? Ink::bad : Ink::plain;
}

/// What is reported, short: a day only of what is done.
std::string reported_cell(const State& state, const ObligationState& one) {
  std::string words = words_of(one.reported);
  if (one.reported == Reported::rebaselined) words = "not due, re-baselined";
  if (one.removed_by != 0) words = fmt::format("taken out by entry {}", one.removed_by);
  if (one.share > 0 && one.share < 1) words += " " + percent(one.share);
  if (is_repeated(state, one.id))
    words += one.times > 0 ? ", " + times_words(one) : std::string();
  else if (one.done)
    words += (one.reported == Reported::done && one.removed_by == 0 ? " " : "; done ") +
             format_date(*one.done);
  return words;
}

std::string due_words(const ObligationState& one) {
  std::string words = one.due || one.waits_for.empty() ? day_words(one.due)
                                                       : "waits for " + join_words(one.waits_for);
  if (one.removed_by == 0 && one.rebaselined && one.original_due)
    words += " (first " + day_words(one.original_due) + ")";
  return words;
}

std::string board(const State& state, TextStyle style) {
  TextTable table{{{"id"},
                   {.head = "obligation", .most = kTitleColumns},
                   {"due"},
                   {"reported"},
                   {"verification"}},
                  {}};
  for (const ObligationState& one : state.obligations) {
    table.rows.push_back({{{printable(one.id)},
                           {shortened(printable(one.title), 2 * kTitleColumns)},
                           {due_words(one)},
                           {reported_cell(state, one), ink_of(one.reported)},
                           {std::string(words_of(one.verification)), ink_of(one.verification)}}});
  }
  return heading("Obligations", style) + table.text(style);
}

}  // namespace

std::string ledger_status_text(const State& state, int days, TextStyle style) {
  std::string text = head_of(state, style);
  if (!state.agreement) return text + "No agreement is signed yet.\n";
  return text + paragraph(counts_words(counts_in(state)), 0, kTextColumns) +
         attention_of(state, days, style) + board(state, style);
}

std::string ledger_due_text(const State& state, int days, TextStyle style) {
  std::string text = inked(printable("Due: " + state.ledger), Ink::strong, style) + "\n" +
                     paragraph(view_words(state), 0, kTextColumns);
  const DueList due = due_in(state, days);
  TextTable table{{{"due"},
                   {.head = "late", .align = Align::right},
                   {"id"},
                   {.head = "obligation", .most = kTitleColumns},
                   {"by"},
                   {"for"}},
                  {}};
  for (const DueRow& one : due.rows)
    table.rows.push_back(
        {{{day_words(one.state->due)},
          {one.late > 0 ? fmt::format("{} d", one.late) : "", one.late > 0 ? Ink::bad : Ink::plain},
          {printable(one.state->id)},
          {shortened(printable(one.state->title), 2 * kTitleColumns)},
          {printable(join_words(one.by))},
          {printable(join_words(one.to))}}});
  if (due.rows.empty())
    text += paragraph(fmt::format("Nothing is late, and nothing is due within {}.",
                                  counted(static_cast<std::size_t>(days), "day", "days")),
                      0, kTextColumns);
  else
    text += "\n" + table.text(style);
  if (due.undated > 0)
    text += "\n" + paragraph(fmt::format("{} not done and without a day.",
                                         counted(due.undated, "obligation is", "obligations are")),
                             0, kTextColumns);
  return text;
}

std::string ledger_timeline_text(std::span<const ledger::Recorded> entries, TextStyle style) {
  if (entries.empty()) return "Nothing is recorded.\n";
  TextTable table{{{.head = "no.", .align = Align::right},
                   {"on"},
                   {"what"},
                   {"of"},
                   {"by"},
                   {.head = "in words", .most = kSaysColumns}},
                  {}};
  for (const ledger::Recorded& one : entries) {
    TextRow row{{{fmt::format("{}", one.seq)},
                 {format_date(one.event.on)},
                 {what_of(one.event) + (one.counts() ? "" : " (corrected)"),
                  one.counts() ? Ink::plain : Ink::faint},
                 {printable(one.event.of)},
                 {printable(one.event.by)},
                 {printable(one.event.says)}}};
    std::vector<std::string> sources;
    for (const ledger::Source& from : one.event.sources)
      sources.push_back(from.url.empty() ? from.title : from.title + ", " + from.url);
    if (!sources.empty()) row.note = printable("from " + join_words(sources));
    table.rows.push_back(std::move(row));
  }
  return table.text(style);
}

}  // namespace tandem::report
