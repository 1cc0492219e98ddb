#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/ledger/chain.h"
#include "tandem/ledger/event.h"
#include "tandem/ledger/state.h"
#include "tandem/ledger/store.h"

/// Ledgers and events in and out of files.
namespace tandem::ledger {

/// Reads entries as Store::read() and Ledger::read() do.
using ReadEntries =
    std::function<Result<std::vector<Entry>>(std::uint64_t after, std::size_t most)>;

/// Gives every entry to `take` as an event, in order, until it says false.
/// Errors: as `read`; invalid_input (an entry that is no event).
[[nodiscard]] Result<void> each_event(
    const ReadEntries& read, const std::function<bool(std::uint64_t seq, Event event)>& take);

/// Writes the ledger line by line: {"tandem-ledger":1,"name":...}, then of every entry
/// {"hash":"<hex>","seq":N,"body":<the body, byte for byte>}, then {"head":"N:<hex>"}.
/// @param write  takes a piece of the file; false: it can't
/// Errors: as `read`; io (also where `write` can't), invalid_input (nothing is recorded yet).
[[nodiscard]] Result<Head> export_ledger(const ReadEntries& read,
                                         const std::function<bool(std::string_view)>& write);
[[nodiscard]] Result<Head> export_ledger(Store& store,
                                         const std::function<bool(std::string_view)>& write);

/// Reads such a file into an empty store. Every byte counts: one that is another is found, and the
/// last line says what the head must be. What examine() looks at must be good, signatures too.
/// Nothing is appended where anything is wrong.
/// Errors: invalid_input (with the line; also a store that isn't empty), io.
[[nodiscard]] Result<Head> import_ledger(std::string_view text, const std::string& file,
                                         Store& store);

/// Last quarter's sheet: a table with the columns obligation, event, on, by, says, source and url,
/// one event a row, in any order of columns; `says`, `source` and `url` may be missing. `event` is
/// started, reported ("done" is read as that, "50%" before it as a share), verified:met,
/// verified:not_met or verified:unknown (also without "verified:"), contested, due, incident,
/// suspended, withdrawn, resumed, acceded, administration, or a step, as dispute:raised. What
/// answers an entry answers the last report or finding about its obligation, a step the dispute
/// about it that is open.
/// @param at  when it is recorded
/// @param so_far  the record that they are to be added to, which is left as it was. @pre nothing of
/// it
///        is being attempted
/// @return the events, in the order of the rows
/// Errors: invalid_input (every mistake, with its line, also what the record's rules refuse).
[[nodiscard]] Result<std::vector<Event>> events_of_sheet(std::string_view text,
                                                         const std::string& file, Second at,
                                                         Projection& so_far);

}  // namespace tandem::ledger
