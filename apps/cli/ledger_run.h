#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "apps/cli/command.h"
#include "tandem/base/result.h"
#include "tandem/ledger/ledger.h"
#include "tandem/ledger/store.h"

/// What the actions of `tandem ledger` share.
namespace tandem::cli {

struct LedgerRun {
  const Args& args;
  const Streams& io;
  ledger::Second now;
};

/// Each is the action of its name; the process's exit status.
int ledger_init(const LedgerRun& run);
int ledger_record(const LedgerRun& run);
int ledger_sign(const LedgerRun& run);
int ledger_keys(const LedgerRun& run);
int ledger_import(const LedgerRun& run);
int ledger_status(const LedgerRun& run);
int ledger_due(const LedgerRun& run);
int ledger_timeline(const LedgerRun& run);
int ledger_outlook(const LedgerRun& run);
int ledger_replan(const LedgerRun& run);
int ledger_stress(const LedgerRun& run);
int ledger_verify(const LedgerRun& run);
int ledger_export(const LedgerRun& run);
int ledger_backup(const LedgerRun& run);

/// Says what is wrong.
int refused(const Error& error, const LedgerRun& run);
/// A sentence beside the answer, on the error stream.
void say_note(const LedgerRun& run, std::string_view note);
/// Says the number of the last entry, and the receipt.
int told(const LedgerRun& run, const ledger::Head& head);

/// LEDGER, or the copy that an export is, to be read. Errors: as open_store() and stored_export().
[[nodiscard]] Result<std::unique_ptr<ledger::Store>> stored(const LedgerRun& run);
/// The same as a record. Errors: also of Ledger::open().
[[nodiscard]] Result<std::unique_ptr<ledger::Ledger>> opened(const LedgerRun& run);
/// LEDGER, to be added to. Errors: as opened(); also where it is an export.
[[nodiscard]] Result<std::unique_ptr<ledger::Ledger>> opened_to_add(const LedgerRun& run);
/// The day of an option; absent where it is not given. Errors: it is no day.
[[nodiscard]] Result<std::optional<Date>> day_of(const Args& args, std::string_view name);
/// The view of --on and --known; both are taken to the end of the day.
[[nodiscard]] Result<ledger::View> view_of(const LedgerRun& run);
/// The head of --expect or --receipt; absent where it is not given. Errors: it is none.
[[nodiscard]] Result<std::optional<ledger::Head>> head_of(const Args& args, std::string_view name);

}  // namespace tandem::cli
