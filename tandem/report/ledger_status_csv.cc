#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "tandem/base/calendar.h"
#include "tandem/base/csv.h"
#include "tandem/model/vocabulary.h"
#include "tandem/report/internal/ledger_cells.h"
#include "tandem/report/internal/ledger_words.h"
#include "tandem/report/ledger_sheet.h"

namespace tandem::report {
namespace {

using ledger::ObligationState;

constexpr std::array<std::string_view, 27> kStatusColumns{
    "obligation",   "title",          "phase",        "by",
    "for",          "label",          "due",          "waits_for",
    "original_due", "expected",       "started",      "done",
    "days_late",    "cure_until",     "reported",     "verification",
    "finding",      "found_on",       "contested_by", "paused_by",
    "share",        "verified_share", "times",        "rebaselined",
    "removed_by",   "incidents",      "entries"};

std::string date_cell(const std::optional<Date>& date) { return date ? format_date(*date) : ""; }

/// What the text says of it: phase, by, for, label. Empty of one that it no longer has.
std::array<std::string, 4> text_cells(const ledger::State& state, const ObligationState& one) {
  const auto id = state.agreement->find_obligation(one.id);
  if (!id) return {};
  const model::Obligation& of = state.agreement->obligation(*id);
  return {of.phase, list_cell(actor_ids(*state.agreement, of.actors)),
          list_cell(actor_ids(*state.agreement, of.counterparts)),
          std::string(model::word_of(of.tlp, model::kTlps))};
}

std::string found_cell(const ObligationState& one) {
  if (!one.finding) return "";
  return std::string(model::word_of(*one.finding, ledger::kFindings));
}

std::string removed_cell(const ObligationState& one) {
  return one.removed_by == 0 ? "" : fmt::format("{}", one.removed_by);
}

std::array<std::string, kStatusColumns.size()> cells_of(const ledger::State& state,
                                                        const ObligationState& one) {
  auto [phase, by, owed_to, label] = text_cells(state, one);
  return {one.id,
          one.title,
          phase,
          by,
          owed_to,
          label,
          day_cell(one.due),
          list_cell(one.waits_for),
          day_cell(one.original_due),
          day_cell(one.expected),
          date_cell(one.started),
          date_cell(one.done),
          one.days_late ? fmt::format("{}", *one.days_late) : "",
          day_cell(one.cure_until),
          std::string(model::word_of(one.reported, ledger::kReported)),
          std::string(model::word_of(one.verification, ledger::kVerification)),
          found_cell(one),
          date_cell(one.found_on),
          list_cell(one.contested_by),
          list_cell(one.paused_by),
          fmt::format("{}", one.share),
          fmt::format("{}", one.verified_share),
          fmt::format("{}", one.times),
          one.rebaselined && one.removed_by == 0 ? "yes" : "no",
          removed_cell(one),
          fmt::format("{}", one.incidents),
          list_cell(one.entries)};
}

}  // namespace

std::string ledger_status_csv(const ledger::State& state) {
  std::string csv = fmt::format("{}\r\n", fmt::join(kStatusColumns, ","));
  for (const ObligationState& one : state.obligations)
    csv += csv_line(cells_of(state, one)) + "\r\n";
  return csv;
}

}  // namespace tandem::report
