#pragma once

#include <cstddef>
#include <string>

#include "tandem/interop/calendar_item.h"
#include "tandem/ledger/state.h"

namespace tandem::report {

/// What a calendar of a record came to.
struct LedgerCalendar {
  std::string text;             ///< RFC 5545
  std::size_t due = 0;          ///< obligations that are not late, with a day still to come
  std::size_t late = 0;         ///< obligations that go on from their day to the view's
  std::size_t clocks = 0;       ///< ends of cures, and clocks of disputes
  std::size_t without_day = 0;  ///< open, as tasks
};

/// What is to be done from the view's day on, and what is late, with the days that the record has:
/// re-baselined where an amendment was agreed, counted from what was really done. What is late is
/// one event from the day on which it was due to the view's day; of what is repeated, the days that
/// are still to come are then an event of their own (the uid ends in ".next"). An item's uid is
/// else that of the agreement's calendar, and its edition the number of the last entry that is
/// known, so that a calendar which is read in again replaces the days of before.
/// @pre state.agreement is not null
[[nodiscard]] LedgerCalendar ledger_calendar(const ledger::State& state,
                                             const interop::CalendarOptions& options = {});

}  // namespace tandem::report
