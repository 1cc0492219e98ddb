#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/interop/calendar_item.h"
#include "tandem/ledger/ledger.h"
#include "tandem/model/agreement.h"

/// A record in the formats of other tools: one door for all of them.
namespace tandem::report {

enum class LedgerFormat : std::uint8_t {
  jsonl,
  csv,
  status_csv,
  ics,
  snapshot,
  snapshot_html,
  report,
  docx
};
inline constexpr std::array<std::string_view, 8> kLedgerFormats{
    "jsonl", "csv", "status-csv", "ics", "snapshot", "snapshot-html", "report", "docx"};

/// "text/csv; charset=utf-8".
[[nodiscard]] std::string_view media_type_of(LedgerFormat format);
/// "csv", of the name of a file.
[[nodiscard]] std::string_view ending_of(LedgerFormat format);

struct LedgerExportOptions {
  LedgerFormat format = LedgerFormat::csv;
  std::optional<Date> on;  ///< absent: of jsonl and csv no limit, else the day on which the last
                           ///< known entry was recorded; of a snapshot the last one it shows
  std::optional<ledger::Second> known;  ///< absent: whatever is recorded
  std::optional<Date> from;  ///< of report and docx: the first day; absent: of the quarter of `on`
  std::optional<model::Tlp> visible_to;  ///< absent: of a snapshot clear, else red
  interop::CalendarOptions calendar;
  std::string version;  ///< of the program, printed as given
};

/// The rule of an error where a format cannot leave out what is above the level.
inline constexpr std::string_view kAboveLevel = "above-level";

/// Writes the record piece by piece: the same bytes for the same record and options.
/// @return what to tell whoever asked: what the format could not say, what was left out
/// Errors: as Ledger::read; invalid_input (no agreement is signed by that day; `from` is after
/// `on`; with the rule kAboveLevel, where the texts have something above the level), io.
[[nodiscard]] Result<std::vector<std::string>> export_record(
    ledger::Ledger& book, const LedgerExportOptions& options,
    const std::function<bool(std::string_view)>& write);

}  // namespace tandem::report
