#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tandem/model/agreement.h"

/// The dates of an agreement.
namespace tandem::model {

using Day = std::chrono::sys_days;

/// A year has four digits: what a sum makes of days beyond these is not known.
inline constexpr Day kFirstDay{std::chrono::year{1} / std::chrono::January / 1};
inline constexpr Day kLastDay{std::chrono::year{9999} / std::chrono::December / 31};
[[nodiscard]] constexpr std::optional<Day> in_calendar(Day day) {
  return day < kFirstDay || day > kLastDay ? std::nullopt : std::optional(day);
}

/// Why an obligation has no date.
enum class Undated {
  none,          ///< it has one
  nothing_said,  ///< no trigger
  vague,         ///< words such as "promptly"
  standing,      ///< holds all the time
  open_ended,    ///< only a first day, or only its start, is said
  waits,         ///< for something that has no date (`waits_for`)
  circle,        ///< it waits, through others, for itself
};

/// Something that happens later than the text has it.
struct Delay {
  Target of;
  int days = 0;
};

struct TimetableOptions {
  bool actual = true;              ///< take recorded dates where there are some
  std::vector<Delay> delays = {};  ///< added to what would otherwise be expected
  /// Of a record that is kept until that day: what it does not have has not happened before it.
  /// Only with it there is an `owed`.
  std::optional<Day> today = {};
};

/// What is expected of the beginning, or of the end, of an obligation.
struct Awaited {
  std::optional<Day> day;
  std::optional<Target> driver;  ///< what sets the day: of what it waits for, the last
};

/// The dates of one obligation. All are days on which it is done, but for `start` and `starting`.
struct Dates {
  std::optional<Day> start;     ///< on which it is to begin at the latest, where the text says so
  std::optional<Day> due;       ///< as written: if everything else is done on its own due day, or,
                                ///< where it has none, on its recorded one
  std::optional<Day> earliest;  ///< if everything is done as soon as the text allows
  std::optional<Day> latest;  ///< the last that delays no day that is written for anything after it
  /// As `due`, or `start` where only that is written, but what is recorded counts on its own day.
  /// Absent where what it is counted from should have come by `today` and has not.
  std::optional<Day> owed;
  std::vector<Target> held_up_by;  ///< what has not come
  /// Recorded; else what the text and what it waits for make of it; absent where void by default.
  std::optional<Day> expected;
  std::optional<Day> effective;  ///< in force, where that is another day
  std::optional<Day> verified;   ///< expected
  bool recorded = false;         ///< `expected` is a fact
  bool void_by_default = false;  ///< its `unless` came first
  /// Of `every`: at most kMostRepeats, from the day on that the text has for the first; with
  /// `today` as `owed`.
  std::vector<Day> repeats;
  Undated why = Undated::none;  ///< of `due`
  /// Undated::waits and circle: for what. Of one that is due but not expected: what has no
  /// expected day.
  std::vector<Target> waits_for;
  std::optional<Target> driver;  ///< what sets `expected`: of what it waits for, the last
  Awaited starting;              ///< what started(it) refers to
  Awaited ending;                ///< what done(it) refers to
  /// Days that it is, or will be, late against `due`, or against `start` where only that is
  /// written; negative where early. Absent where either has no date.
  std::optional<int> late;
  /// Days from `expected` to `latest`; absent where nothing limits it.
  std::optional<int> slack;
};

struct Timetable {
  std::vector<Dates> of;  ///< shape [obligations]
  std::vector<std::vector<ObligationId>>
      circles;               ///< that wait for each other, by reference or in fact
  std::optional<Day> first;  ///< of all days here but repeats
  std::optional<Day> last;
};

inline constexpr std::size_t kMostRepeats = 1000;

/// Source: forward and backward pass of the critical path method, Kelley and Walker 1959, over
/// sums, `earliest` and `latest`; a date that is not known is later than any other, so the earliest
/// of two triggers needs only one of them.
[[nodiscard]] Timetable timetable(const Agreement& of, const TimetableOptions& options = {});

/// What sets the expected day of `to`, from the first to `to` itself; each waits for the one
/// before. Aspect::unsaid, of `to`: its one day, be that the day of its beginning.
[[nodiscard]] std::vector<Target> critical_path(const Agreement& of, const Timetable& dates,
                                                ObligationId to);

}  // namespace tandem::model
