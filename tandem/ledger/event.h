#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/calendar.h"
#include "tandem/base/result.h"

/// What a ledger records.
namespace tandem::ledger {

enum class EventKind : std::uint8_t {
  opened,       ///< the first of every ledger: its title in `says`, its name in `of`
  signed_text,  ///< "signed": the agreement in `text` is in force from `on`
  amended,      ///< another text is proposed in `text`; in force when all it touches have consented
  consented,    ///< `by` consents to the amendment number `to`
  refused,      ///< `by` does not; the amendment is dead
  due,          ///< `by` reminds: obligation `of` has fallen due
  started,      ///< `by` says that `of` has begun
  reported,     ///< `by` says that `of` is done, or `share` of it
  verified,     ///< `by` (a verifier) found about `of` what `finding` says
  contested,    ///< `by` denies the report, or the finding, number `to` about `of`
  incident,     ///< something happened; against `of` where it names an obligation
  dispute,      ///< a step of a dispute about `of`, or about entry `to`: `step`
  suspended,    ///< `by` suspends `of`, or all its obligations where `of` is empty
  withdrawn,    ///< `by` withdraws from `of`, or from the agreement where `of` is empty
  resumed,      ///< `by` takes up again what it had suspended or withdrawn from
  acceded,      ///< `by` joins the agreement
  administration,  ///< `by` has a new government, named in `says`
  evidence,        ///< something kept elsewhere, by its hash, on `of` or on entry `to`
  corrected,       ///< entry `to` was a mistake and counts no more; it stays in the record
};
/// As they are written; "signed" is signed_text. Shape [kinds].
inline constexpr std::array<std::string_view, 19> kEventKinds{
    "opened",   "signed",   "amended",        "consented", "refused",  "due",       "started",
    "reported", "verified", "contested",      "incident",  "dispute",  "suspended", "withdrawn",
    "resumed",  "acceded",  "administration", "evidence",  "corrected"};

enum class Finding : std::uint8_t { met, not_met, unknown };
inline constexpr std::array<std::string_view, 3> kFindings{"met", "not_met", "unknown"};

enum class DisputeStep : std::uint8_t { raised, referred, answered, settled, unsettled };
inline constexpr std::array<std::string_view, 5> kDisputeSteps{"raised", "referred", "answered",
                                                               "settled", "unsettled"};

/// Where something is from.
struct Source {
  std::string title;
  std::string url;     ///< may be empty
  std::string sha256;  ///< of the document's bytes, lower-case hexadecimal; may be empty
  bool operator==(const Source&) const = default;
};

using Second = std::chrono::sys_seconds;

/// The most entries that a ledger holds, and so the greatest number of one.
inline constexpr std::uint64_t kMostEntries = 0xFFFFFFFEU;

struct Event {
  EventKind kind = EventKind::reported;
  Second at{};                      ///< recorded
  Date on{};                        ///< happened
  std::string by;                   ///< an actor of the agreement, or who keeps the ledger
  std::string of;                   ///< an obligation, or empty
  std::uint64_t to = 0;             ///< number of an entry before this one; 0: none
  std::string says;                 ///< in words
  double share = 1;                 ///< of `reported`: of the obligation in all so far, (0, 1]
  std::optional<Finding> finding;   ///< of `verified`
  std::optional<DisputeStep> step;  ///< of `dispute`
  std::optional<Date> until;        ///< of `dispute`: the clock that this step starts
  std::string text;                 ///< of `signed` and `amended`: an agreement file
  std::vector<Source> sources;
  std::string key;        ///< Ed25519 public key, base64; empty: not signed
  std::string signature;  ///< of its signed_bytes() (keys.h), base64
  bool operator==(const Event&) const = default;
};

/// What an event by itself must not be: a field that its kind has no use for, one that it needs and
/// lacks, a name or a number that is none. Empty where there is nothing. The place of each
/// (SourceLoc::file) is the field, "sources" for any of theirs.
[[nodiscard]] std::vector<Diagnostic> mistakes_in(const Event& event);

/// "2007-07-14T09:30:00Z", as `at` is written; absent where it is anything else.
[[nodiscard]] std::optional<Second> parse_second(std::string_view text);
[[nodiscard]] std::string format_second(Second at);

/// Canonical JSON: keys in the order of their bytes, no blanks, what is as by default left out,
/// numbers in the shortest form that reads back, `"v":1`. One event has one text.
[[nodiscard]] std::string body_of(const Event& event);
/// Errors: invalid_input (no canonical text of an event, or mistakes_in() it; the rules are in the
/// details).
[[nodiscard]] Result<Event> event_of(std::string_view body);

/// What a party says, whenever it is recorded: the body without `at`.
[[nodiscard]] std::string statement_of(const Event& event);
/// The event that a statement becomes when it is recorded. Errors: as event_of().
[[nodiscard]] Result<Event> event_of_statement(std::string_view statement, Second at);

}  // namespace tandem::ledger
