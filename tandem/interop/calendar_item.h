#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tandem/interop/view.h"
#include "tandem/model/timetable.h"

/// A calendar as it is written, whatever it is made of.
namespace tandem::interop {

/// What an event says of its day.
enum class Firmness { confirmed, tentative, cancelled };

/// An event of whole days, or a task without a day.
struct CalendarItem {
  std::string uid;
  std::string summary;
  std::string description;  ///< lines
  std::vector<std::string> categories;
  model::Tlp label = model::Tlp::clear;
  std::string url;                     ///< http or https; empty: none
  std::vector<std::string> waits_for;  ///< other items, by uid: RELTYPE=DEPENDS-ON (RFC 9253)
  std::optional<model::Day> day;       ///< absent: a task
  std::optional<model::Day> last;      ///< of one of several days; absent: `day`
  std::vector<model::Day> repeats;     ///< further days on which it begins
  Firmness firmness = Firmness::confirmed;
  std::vector<int> alarms;  ///< days before `day`, at least 0
};

struct CalendarHead {
  std::string product;  ///< "agreement"
  std::string name;
  std::string description;
  std::string stamp;           ///< of every item: "20260301T000000Z"
  std::uint64_t sequence = 0;  ///< of every item: which edition it is; 0: not said
};

/// RFC 5545: CR LF, lines of at most 75 octets.
[[nodiscard]] std::string calendar_text(const CalendarHead& head,
                                        std::span<const CalendarItem> items);

/// "20260301".
[[nodiscard]] std::string basic_day(model::Day day);

/// Days before a day on which a calendar reminds.
struct CalendarOptions {
  std::vector<int> alarms = {30, 7};  ///< each at least 0
};

/// An obligation as calendar() has it: with its day, or without one.
[[nodiscard]] CalendarItem calendar_item(const View& view, model::ObligationId id,
                                         const CalendarOptions& options = {});
/// Whether it holds all the time, so that no day ever ticks it off and no calendar has it.
[[nodiscard]] bool is_standing(const View& view, model::ObligationId id);

}  // namespace tandem::interop
