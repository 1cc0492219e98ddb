#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/ledger/state.h"
#include "tandem/ledger/transfer.h"

/// The record of an agreement as tables of CSV.
namespace tandem::report {

/// What a sheet could not say of the entries that it was made of. All are counts.
struct SheetLosses {
  std::size_t rows = 0;
  std::map<std::string, std::size_t, std::less<>> left_out;  ///< entries without a row, by kind
  std::size_t corrected = 0;  ///< entries without a row because they count no more
  // of those that have one
  std::size_t answers = 0;  ///< name an entry, and the row only its obligation
  std::size_t clocks = 0;   ///< of disputes
  std::size_t sources = 0;  ///< beside the first of a row
  std::size_t hashes = 0;   ///< of documents
  std::size_t shares = 0;   ///< that no percentage gives to the last digit
  std::size_t signatures = 0;
};

/// Writes the sheet of all entries in the view, in the order in which they were recorded, piece by
/// piece: it is never held as a whole.
/// @param write  takes a piece; false: it can't
/// Errors: as `read`; io (also where `write` can't); invalid_input (an entry that is no event).
[[nodiscard]] Result<SheetLosses> write_sheet(const ledger::ReadEntries& read,
                                              const ledger::View& view,
                                              const std::function<bool(std::string_view)>& write);

/// What was lost, in sentences; empty where nothing was.
[[nodiscard]] std::vector<std::string> sheet_losses(const SheetLosses& losses);

/// Every obligation with both axes, its days and the entries that they rest on; one row each (RFC
/// 4180).
[[nodiscard]] std::string ledger_status_csv(const ledger::State& state);

}  // namespace tandem::report
