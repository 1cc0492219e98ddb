#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/calendar.h"
#include "tandem/base/result.h"

/// When an obligation is due: an algebra over events of other obligations and dates. The grammar,
/// with what each form means, is in docs/agreement-file.md.
namespace tandem::model {

/// Which event of an obligation is meant. Of an outside event there is one, `done`.
enum class Aspect { unsaid, started, done, verified };  // unsaid is read as done

/// `S20`, or all of `J12..J19`: names that differ in the number they end with.
struct Reference {
  std::string first;
  std::string last;  ///< empty: only `first`
  bool operator==(const Reference&) const = default;
};

enum class LengthUnit { days, working_days, weeks, months, years };

struct Length {
  int count = 0;
  LengthUnit unit = LengthUnit::days;
  bool operator==(const Length&) const = default;
};

/// An expression that names one day.
struct Moment {
  enum class Kind {
    date,
    event,     ///< the last of the events that `events` name
    offset,    ///< `length` after parts[0]; before, where `length.count` is negative
    earliest,  ///< of parts
    latest,    ///< of parts
  };
  Kind kind = Kind::event;
  Date date{};
  Aspect aspect = Aspect::unsaid;
  std::vector<Reference> events = {};
  Length length = {};
  std::vector<Moment> parts = {};
  bool operator==(const Moment&) const = default;
};

/// What the trigger says of its moments.
enum class Timing {
  by,          ///< done on `first` at the latest; of an obligation without words it is the default
  at,          ///< done on `first`
  upon,        ///< done as soon as `first` has come, the same day
  with,        ///< done on the same day as `first`, an event
  from,        ///< begins on `first` and goes on
  after,       ///< not before `first`; nothing says until when
  start_by,    ///< begun on `first` at the latest; nothing says when it is done
  span,        ///< begun on `first`, done on `second` at the latest
  between,     ///< done not before `first` and not after `second`
  every,       ///< each `period` counted from `first`, until `second` where there is one
  proportion,  ///< as `first`, an event of several obligations, advances
  parallel,    ///< "in parallel with" `first`; nothing says in which order
  standing,    ///< holds all the time
  vague,       ///< `words` instead of a day, after `first` where there is one
  undated,     ///< nothing is said
};

struct Trigger {
  Timing timing = Timing::undated;
  bool effort = false;                   ///< to be sought, not to be reached
  std::optional<Moment> first = {};      ///< see Timing
  std::optional<Moment> second = {};     ///< of span, between, every
  std::optional<Length> period = {};     ///< of every
  std::string words = {};                ///< of vague, as written
  std::optional<Moment> effective = {};  ///< adopted as above, in force only then
  std::optional<Moment> unless = {};     ///< void where this event comes first
  bool operator==(const Trigger&) const = default;
};

/// Where and why a text is no trigger.
struct TriggerMistake {
  std::size_t at = 0;  ///< byte of the text; its length where the text ends too early
  std::string message;
  std::string repair;
};

using ParsedTrigger = tl::expected<Trigger, TriggerMistake>;
using ParsedMoment = tl::expected<Moment, TriggerMistake>;

/// Reads a trigger, e.g. "by T0 + 60d" or "upon verified(J12..J19)". At most kTriggerLimit bytes
/// and kTriggerDepth nested moments.
[[nodiscard]] ParsedTrigger parse_trigger(std::string_view text);
/// Reads a moment alone, e.g. "started(S08)".
[[nodiscard]] ParsedMoment parse_moment(std::string_view text);
inline constexpr std::size_t kTriggerLimit = 4096;
inline constexpr int kTriggerDepth = 32;

/// The trigger in its usual spelling; parse_trigger reads the same trigger from it.
[[nodiscard]] std::string trigger_text(const Trigger& trigger);
[[nodiscard]] std::string moment_text(const Moment& moment);
[[nodiscard]] std::string reference_text(const Reference& reference);
/// "60d", "6m".
[[nodiscard]] std::string length_text(const Length& length);
/// "60 days", "1 month".
[[nodiscard]] std::string length_words(const Length& length);
/// Reads "60d", "60 days", "2 weeks", "5wd", "5 working days"; at most 200 years.
[[nodiscard]] std::optional<Length> parse_length(std::string_view text);

/// How days are counted.
struct DayCount {
  bool first_day_counts = false;  ///< "60 days" then ends a day earlier
  std::vector<std::chrono::weekday> weekend = {std::chrono::Saturday, std::chrono::Sunday};
  std::vector<Date> holidays = {};  ///< in order, none twice
  enum class RestDay { stays, next, previous } on_rest_day = RestDay::stays;

  [[nodiscard]] bool works_on(std::chrono::sys_days day) const;
};

/// The day `length` after `day` (before it where the count is negative): days after the day of the
/// anchor; months and years clipped to the end of a month; then moved off a day of rest if the
/// agreement says so. Never earlier for a later `day`.
[[nodiscard]] std::chrono::sys_days add(std::chrono::sys_days day, const Length& length,
                                        const DayCount& count = {});

}  // namespace tandem::model
