#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "tandem/base/csv.h"
#include "tandem/report/ledger_sheet.h"

namespace tandem::report {
namespace {

using ledger::ObligationState;

constexpr std::string_view kBetween = "; ";

std::string day_cell(const std::optional<model::Day>& day) {
  return day ? format_date(Date{*day}) : "";
}
std::string date_cell(const std::optional<Date>& date) { return date ? format_date(*date) : ""; }

std::string list_cell(const std::vector<std::string>& all) {
  return fmt::format("{}", fmt::join(all, kBetween));
}

std::string actors_cell(const model::Agreement& of, const std::vector<model::ActorId>& actors) {
  std::vector<std::string> ids;
  for (const model::ActorId id : actors) ids.push_back(of.actor(id).id);
  return list_cell(ids);
}

/// What the text says of it: phase, by, for, label. Empty of one that it no longer has.
std::array<std::string, 4> text_cells(const ledger::State& state, const ObligationState& one) {
  const auto id = state.agreement->find_obligation(one.id);
  if (!id) return {};
  const model::Obligation& of = state.agreement->obligation(*id);
  return {of.phase, actors_cell(*state.agreement, of.actors),
          actors_cell(*state.agreement, of.counterparts),
          std::string(model::kTlps.at(static_cast<std::size_t>(of.tlp)))};
}

std::string found_cell(const ObligationState& one) {
  if (!one.finding) return "";
  return std::string(ledger::kFindings.at(static_cast<std::size_t>(*one.finding)));
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
          day_cell(one.original_due),
          day_cell(one.expected),
          date_cell(one.started),
          date_cell(one.done),
          one.days_late ? fmt::format("{}", *one.days_late) : "",
          day_cell(one.cure_until),
          std::string(ledger::kReported.at(static_cast<std::size_t>(one.reported))),
          std::string(ledger::kVerification.at(static_cast<std::size_t>(one.verification))),
          found_cell(one),
          date_cell(one.found_on),
          list_cell(one.contested_by),
          list_cell(one.paused_by),
          fmt::format("{}", one.share),
          fmt::format("{}", one.verified_share),
          fmt::format("{}", one.times),
          one.rebaselined ? "yes" : "no",
          removed_cell(one),
          fmt::format("{}", one.incidents),
          fmt::format("{}", fmt::join(one.entries, kBetween))};
}

}  // namespace

std::string ledger_status_csv(const ledger::State& state) {
  std::string csv = fmt::format("{}\n", fmt::join(kStatusColumns, ","));
  for (const ObligationState& one : state.obligations) csv += csv_line(cells_of(state, one)) + "\n";
  return csv;
}

}  // namespace tandem::report
