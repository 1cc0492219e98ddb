#pragma once

#include <cstddef>
#include <string>

#include "tandem/interop/calendar_item.h"
#include "tandem/interop/view.h"

namespace tandem::interop {

/// What a calendar came to.
struct Calendar {
  std::string text;          ///< RFC 5545: CR LF, lines of at most 75 octets
  std::size_t events = 0;    ///< VEVENT: one a dated obligation
  std::size_t todos = 0;     ///< VTODO without a day: undated, but something to be done once
  std::size_t standing = 0;  ///< left out: it holds all the time, so that no day ever ticks it off
};

/// The dated obligations as all-day events: on the day that is due, of one of which only the start
/// is said on that day, else on the day it is expected or happened. Repeated ones carry their days
/// as RDATE, so that months which are clipped at their end stay right, from the day on which they
/// began where it is recorded; no more than model::kMostRepeats, which is then said. What it waits
/// for is RELATED-TO with RELTYPE=DEPENDS-ON (RFC 9253). The time stamp is the day of signature.
[[nodiscard]] Calendar calendar(const View& view, const CalendarOptions& options = {});

}  // namespace tandem::interop
