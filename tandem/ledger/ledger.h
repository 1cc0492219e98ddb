#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/ledger/chain.h"
#include "tandem/ledger/event.h"
#include "tandem/ledger/keys.h"
#include "tandem/ledger/state.h"
#include "tandem/ledger/store.h"

/// A store that is held to the rules of an agreement's record.
namespace tandem::ledger {

namespace internal {
template <class One>
class Turns;
}  // namespace internal

/// Why an entry is not to be recorded as of that time; absent where it may be. Who records by a
/// clock that is ahead hides the entry until then, and shuts out everybody else. A ledger that has
/// entries from the future already, as an exercise begins with, takes more.
/// @param now  by the clock of the machine
/// @param last  when the last entry was recorded
[[nodiscard]] std::optional<Diagnostic> still_to_come(Second at, Second now, Second last);

/// Any thread may call anything but the destructor.
class Ledger {
 public:
  /// Reads all that the store has and checks every link and every rule; signatures are left to
  /// verify(). Errors: invalid_input (an entry that is not linked to the one before, is no event,
  /// or breaks a rule), io.
  [[nodiscard]] static Result<std::unique_ptr<Ledger>> open(std::unique_ptr<Store> store);

  ~Ledger();
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;
  Ledger(Ledger&&) = delete;
  Ledger& operator=(Ledger&&) = delete;

  /// Appends the event and gives the head of which it is the last entry; that survives a loss of
  /// power. Those that come while others are written wait and are written together, in one turn.
  /// `at` must not be before that of the last entry; where it is by less than a minute, it
  /// is recorded at that of the last.
  /// @param expected  nothing must have been recorded since this head; null: whatever was
  /// Errors: invalid_input (every rule that it breaks), conflict (something was recorded since
  /// `expected`; or other machines were quicker every time), io (whether it is recorded is not
  /// known: catch_up() finds out).
  [[nodiscard]] Result<Head> record(const Event& event, const Head* expected = nullptr);

  /// The same of several, in this order: all of them, or none. Of no events, the head as it is.
  /// @param expected  as of record(), before the first of them
  /// Errors: as record(); but it tries once, and where other machines were quicker nothing of
  /// theirs is taken in: catch_up() does that.
  [[nodiscard]] Result<Head> record_all(std::span<const Event> events,
                                        const Head* expected = nullptr);

  /// Takes in what others have appended to the store. Errors: as open.
  [[nodiscard]] Result<Head> catch_up();

  [[nodiscard]] Head head() const;
  [[nodiscard]] std::string name() const;  ///< empty before it is opened
  [[nodiscard]] Second last_at() const;    ///< of the last entry; the epoch where there is none
  [[nodiscard]] std::optional<Date> last_day() const;              ///< as Projection::last_day
  [[nodiscard]] std::string key_of(std::string_view actor) const;  ///< as of Projection
  /// What a signature of the event must hold it to, as the next entry.
  [[nodiscard]] Binding binding(const Event& event) const;
  [[nodiscard]] State state(const View& view) const;
  /// As Projection::order.
  [[nodiscard]] std::vector<Placed> order(const View& view, std::string_view of = "") const;

  /// Calls of record() that are not answered yet.
  [[nodiscard]] std::size_t waiting() const;

  /// What record() would refuse of it now. Empty: it would take it.
  [[nodiscard]] std::vector<Diagnostic> refusals(const Event& event);

  /// The events of last quarter's sheet, as events_of_sheet() makes them for this record.
  [[nodiscard]] Result<std::vector<Event>> read_sheet(std::string_view text,
                                                      const std::string& file, Second at);

  /// Errors: as those of the store.
  [[nodiscard]] Result<std::vector<Entry>> read(std::uint64_t after, std::size_t most);
  [[nodiscard]] Result<Head> backup(const std::string& path);

 private:
  explicit Ledger(std::unique_ptr<Store> store);

  struct Wish;
  [[nodiscard]] Wish wish(const Event& event, const Head* expected) const;
  void write(std::vector<Wish*>& wishes);
  [[nodiscard]] bool write_once(std::vector<Wish*>& wishes);
  void admit(Wish& wish, std::vector<std::string>& bodies, Head& head);
  void keep(const Head& head);
  void add(const Hash& hash);
  void take_back();
  [[nodiscard]] Binding bound(const Event& event, std::string_view name) const;
  [[nodiscard]] Result<void> take_new();
  [[nodiscard]] Result<void> take_entry(const Entry& entry);

  std::unique_ptr<Store> store_;

  mutable std::shared_mutex reading_;  // guards projection_ and head_
  Projection projection_;
  Head head_;

  // Guards name_ and hashes_, so that nobody waits for a disk to learn them.
  mutable std::mutex naming_;
  std::string name_;
  std::vector<Hash> hashes_;  ///< of all entries, also of those that are being appended

  std::unique_ptr<internal::Turns<Wish>> turns_;
};

}  // namespace tandem::ledger
