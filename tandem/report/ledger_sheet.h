#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/ledger/chain.h"
#include "tandem/ledger/event.h"
#include "tandem/ledger/state.h"

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
  [[nodiscard]] bool none() const;
};

/// Events as the rows of a sheet that can be imported again, as they come: takes one event after
/// another, in order of number, and keeps four bytes of each.
class SheetWriter {
 public:
  /// @param corrected  numbers of the entries that count no more, in order
  explicit SheetWriter(std::vector<std::uint64_t> corrected) : corrected_(std::move(corrected)) {}

  /// The first line, with its end.
  [[nodiscard]] static std::string head();
  /// The row with its end; empty where a sheet has no row for it.
  [[nodiscard]] std::string row(std::uint64_t seq, const ledger::Event& event);
  [[nodiscard]] const SheetLosses& losses() const noexcept { return losses_; }

 private:
  [[nodiscard]] const std::string& obligation_of(std::uint64_t seq) const;
  void keep(const std::string& obligation);
  void count(const ledger::Event& event);

  std::vector<std::uint64_t> corrected_;
  std::map<std::string, std::uint32_t, std::less<>> number_of_name_;
  std::vector<std::string> names_{""};
  std::vector<std::uint32_t> about_;  ///< shape [entries]: of names_
  SheetLosses losses_;
};

/// Reads entries as Store::read() and Ledger::read() do.
using ReadEntries =
    std::function<Result<std::vector<ledger::Entry>>(std::uint64_t after, std::size_t most)>;

/// Writes the sheet of all entries in the view, in the order in which they were recorded, piece by
/// piece: it is never held as a whole.
/// @param write  takes a piece; false: it can't
/// Errors: as `read`; io (also where `write` can't); invalid_input (an entry that is no event).
[[nodiscard]] Result<SheetLosses> write_sheet(const ReadEntries& read, const ledger::View& view,
                                              const std::function<bool(std::string_view)>& write);

/// What was lost, a line a sentence, none wider than 80 columns; empty where nothing was.
[[nodiscard]] std::string sheet_losses_text(const SheetLosses& losses);

inline constexpr std::array<std::string_view, 26> kStatusColumns{
    "obligation", "title",        "phase",          "by",      "for",         "label",
    "due",        "original_due", "expected",       "started", "done",        "days_late",
    "cure_until", "reported",     "verification",   "finding", "found_on",    "contested_by",
    "paused_by",  "share",        "verified_share", "times",   "rebaselined", "removed_by",
    "incidents",  "entries"};

/// Every obligation with both axes, its days and the entries that they rest on; one row each.
[[nodiscard]] std::string ledger_status_csv(const ledger::State& state);

}  // namespace tandem::report
