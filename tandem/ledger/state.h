#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/calendar.h"
#include "tandem/base/result.h"
#include "tandem/ledger/event.h"
#include "tandem/model/agreement.h"
#include "tandem/model/timetable.h"

/// What the record comes to: the state of the agreement as it was on a day, as it was known then or
/// later.
namespace tandem::ledger {

namespace internal {
struct Book;
}

/// What was recorded until `known`, of what happened until the end of `on`.
struct View {
  Second known{};
  Date on{};
};
/// The last second of a day: `known` of what was recorded until the end of it.
[[nodiscard]] constexpr Second end_of(const Date& day) {
  return std::chrono::sys_days{day} + std::chrono::days{1} - std::chrono::seconds{1};
}

/// What those say who have to do it, held against the dates of the text.
enum class Reported {
  not_due,
  due,      ///< today is its day; without a date, someone has said that it fell due
  started,  ///< and not late
  done,
  late,         ///< its day is past and it is not reported as done
  suspended,    ///< by one of its actors
  withdrawn,    ///< one of its actors has withdrawn from it
  rebaselined,  ///< not due: an amendment has moved its day, or taken it out
};
inline constexpr std::array<std::string_view, 8> kReported{
    "not_due", "due", "started", "done", "late", "suspended", "withdrawn", "rebaselined"};

/// What others have found about it.
enum class Verification {
  none,       ///< nothing is said
  claimed,    ///< reported, and nothing found since
  verified,   ///< the last finding is that it is met, as far as reported
  not_met,    ///< the last finding is that it is not
  contested,  ///< someone denies a report, or the last finding, and neither a later finding has
              ///< answered that nor a dispute that was settled with others than its actors
  unknown,    ///< looked for, and could not be told
};
inline constexpr std::array<std::string_view, 6> kVerification{"none",    "claimed",   "verified",
                                                               "not_met", "contested", "unknown"};

struct ObligationState {
  std::string id;
  std::string title;
  Reported reported = Reported::not_due;
  Verification verification = Verification::none;
  std::vector<std::string> contested_by;  ///< of contested; in order, each once
  std::vector<std::string> paused_by;     ///< of suspended and withdrawn

  double share = 0;              ///< done, as reported
  double verified_share = 0;     ///< of which found to be met
  std::optional<Date> started;   ///< as reported
  std::optional<Date> done;      ///< as reported
  std::optional<Date> found_on;  ///< the last finding
  std::optional<Finding> finding;
  std::size_t times = 0;  ///< that it was reported as done; of `every`, one for each of its days

  /// By the text in force, counted from what was done on the day on which it was; of `every`, the
  /// next. Absent while what it is counted from should have come and has not.
  std::optional<model::Day> due;
  std::vector<std::string> waits_for;      ///< what has not come, e.g. "verified(A1)"
  std::optional<model::Day> original_due;  ///< in the first text that has it
  std::optional<model::Day> expected;
  std::optional<model::Day> cure_until;  ///< of one that is late and may be mended
  std::optional<int> days_late;  ///< done, or not done until now, after `due`; absent where in time
  model::Undated why = model::Undated::none;  ///< it has no `due`
  bool void_by_default = false;
  bool rebaselined = false;      ///< an amendment has given it another day, or taken it out
  std::uint64_t removed_by = 0;  ///< the amendment that took it out; 0: it is in force

  std::vector<std::uint64_t> entries;  ///< that the two axes rest on, in order of number
  std::size_t incidents = 0;           ///< against it
};

struct Consent {
  std::string by;
  Date on{};
  std::uint64_t seq = 0;
};

/// One text of the agreement, signed or proposed.
struct VersionState {
  enum class Status { in_force, not_yet, pending, refused, replaced };
  std::uint64_t seq = 0;  ///< of the entry that has the text
  Status status = Status::pending;
  std::string by;
  Date on{};                         ///< signed or proposed
  std::optional<Date> since;         ///< in force
  std::vector<std::string> touched;  ///< whose consent it needs
  std::vector<Consent> consents;
  std::optional<Consent> refused;
};
inline constexpr std::array<std::string_view, 5> kVersionStatus{"in_force", "not_yet", "pending",
                                                                "refused", "replaced"};

struct DisputeStepState {
  DisputeStep step = DisputeStep::raised;
  std::string by;
  Date on{};
  std::optional<Date> until;
  std::uint64_t seq = 0;
};
struct DisputeState {
  std::string of;                       ///< an obligation, or empty
  std::uint64_t to = 0;                 ///< an entry, or 0
  std::vector<DisputeStepState> steps;  ///< in order of happening
  std::optional<Date> until;            ///< the clock that runs now
  bool open = true;                     ///< not settled, nor given up as unsettled
  bool overdue = false;                 ///< open, and the clock has run out
};

struct PartyState {
  enum class Standing { active, suspended, withdrawn };
  std::string id;
  Standing standing = Standing::active;  ///< to the agreement as a whole
  std::optional<Date> since;             ///< of a standing that is not active
  std::uint64_t seq = 0;                 ///< of the entry that it rests on; 0: none
  std::optional<Date> acceded;
  std::optional<Date> administration;  ///< the last change of its government
};
inline constexpr std::array<std::string_view, 3> kStandings{"active", "suspended", "withdrawn"};

struct State {
  View view;
  std::uint64_t entries = 0;  ///< recorded until `known`
  std::string ledger;         ///< its name; empty where nothing is recorded yet
  /// The text in force, with the days that the record has for it; null before there is one.
  std::shared_ptr<const model::Agreement> agreement;
  model::Timetable dates;                    ///< of `agreement`
  std::vector<ObligationState> obligations;  ///< in the order of the text, those taken out last
  std::vector<VersionState> versions;        ///< in order of number
  std::vector<DisputeState> disputes;        ///< in the order in which they were raised
  std::vector<PartyState> parties;           ///< the actors of the text, then who acceded
  /// Numbers of entries, in order of number. The entries have the words and the sources.
  std::vector<std::uint64_t> incidents;
  std::vector<std::uint64_t> administrations;
  std::vector<std::uint64_t> evidence;
  std::vector<std::uint64_t> corrected;  ///< that count no more

  [[nodiscard]] const ObligationState* find(std::string_view obligation) const;
};

/// Where an entry stands in the order of what happened.
struct Placed {
  std::uint64_t seq = 0;
  Date on{};
  std::uint64_t to = 0;            ///< the entry that it answers; 0: none
  std::uint64_t corrected_by = 0;  ///< as far as is known; 0: it counts
};

/// The record, event by event, in a form that any view can be made of. Some 100 bytes an entry; the
/// words of events are not kept. One thread changes it; without changes, any may read.
class Projection {
 public:
  Projection();
  ~Projection();
  Projection(const Projection&) = delete;
  Projection& operator=(const Projection&) = delete;
  Projection(Projection&&) noexcept;
  Projection& operator=(Projection&&) noexcept;

  /// Takes the next event, or says every rule that it breaks, and is as before. Signatures are not
  /// looked at: a replay of a million would take minutes. @pre mistakes_in(event) is empty
  /// Errors: invalid_input (the rules are in the details).
  [[nodiscard]] Result<void> apply(const Event& event);

  /// What is applied after this can be taken back, until keep() or take_back().
  void attempt();
  void keep();
  void take_back();

  [[nodiscard]] State state(const View& view) const;
  /// The entries in a view in the order in which they happened, those of one day as they were
  /// recorded. @param of  only those about this obligation, or about an entry about it; empty: all
  [[nodiscard]] std::vector<Placed> order(const View& view, std::string_view of = "") const;
  [[nodiscard]] std::uint64_t entries() const;
  [[nodiscard]] Second last_at() const;  ///< of the last entry; the epoch where there is none
  /// On which something happened that counts; absent where nothing is recorded.
  [[nodiscard]] std::optional<Date> last_day() const;
  [[nodiscard]] const std::string& ledger() const;  ///< its name; empty before it is opened
  /// The key that the actor signs with, base64; empty where it does not sign.
  [[nodiscard]] std::string key_of(std::string_view actor) const;

 private:
  std::unique_ptr<internal::Book> book_;
};

}  // namespace tandem::ledger
