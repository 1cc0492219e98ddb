#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <utility>

#include "apps/desk/ledger_place.h"
#include "apps/desk/refusal.h"
#include "apps/files/ledgers.h"
#include "tandem/ledger/chain.h"
#include "tandem/ledger/event.h"
#include "tandem/ledger/ledger.h"
#include "tandem/ledger/store.h"
#include "tandem/ledger/verify.h"

namespace tandem::desk {

/// The time by this machine's clock.
[[nodiscard]] ledger::Second clock_now();

/// A ledger as it was found to be just now. It can be used for as long as it is held, whatever
/// becomes of the file.
struct CurrentLedger {
  std::shared_ptr<ledger::Ledger> book;
  std::string title;
  ledger::Head head;
  std::optional<files::FileStamp> stamp;  ///< of the file; absent: it is in none
};

/// What was added, or would be.
struct AddedRows {
  std::size_t rows = 0;
  std::optional<ledger::Head> head;  ///< absent: nothing was recorded
};

/// A ledger that the desk keeps open between two requests. Any thread may call anything.
class KeptLedger {
 public:
  KeptLedger(std::string key, LedgerPlace place) : key_(std::move(key)), place_(std::move(place)) {}

  [[nodiscard]] const std::string& key() const { return key_; }
  [[nodiscard]] const LedgerPlace& place() const { return place_; }
  /// Why nothing can be recorded in it; empty: it can.
  [[nodiscard]] std::string why_read_only() const;

  /// With all that was recorded until now, by whomever. Errors: gone (there is no such file any
  /// more), rewritten (it does not have all that this desk has seen in it), and of its store.
  [[nodiscard]] Answer<CurrentLedger> current();

  /// Errors: read-only, conflict (it does not end in the head that is expected).
  [[nodiscard]] Answer<void> may_record(const CurrentLedger& to,
                                        const std::optional<ledger::Head>& expected) const;

  /// Errors: read-only, conflict, entry (every rule that it breaks, at its JSON pointer), as
  /// current().
  /// @param expected  as of Ledger::record
  [[nodiscard]] Answer<ledger::Head> record(const CurrentLedger& to, const ledger::Event& event,
                                            const ledger::Head* expected);
  /// The rows of a sheet, all of them or none. @param name  of the sheet, as messages have it
  /// @param dry_run  nothing is recorded
  /// Errors: read-only, conflict, sheet (every mistake with its line), as current().
  [[nodiscard]] Answer<AddedRows> record_sheet(const std::string& text, const std::string& name,
                                               const std::optional<ledger::Head>& expected,
                                               bool dry_run);

  /// Every entry, looked at anew, apart from what is kept open. @param receipt  a head that someone
  /// kept; absent: the first that this desk has seen. Errors: of its store.
  [[nodiscard]] Answer<ledger::Examination> examine(std::optional<ledger::Head> receipt);

  /// An error of its record or its store, without what is secret: a store that can't be read may
  /// answer again (503), and a file that is not found is gone.
  [[nodiscard]] Refusal refusal_of(Error error) const;

 private:
  [[nodiscard]] Answer<void> follow();
  [[nodiscard]] Answer<void> open();
  [[nodiscard]] Answer<void> compare();
  [[nodiscard]] Answer<ledger::Head> acknowledged(const CurrentLedger& in,
                                                  const ledger::Head& recorded);
  [[nodiscard]] Answer<std::unique_ptr<ledger::Store>> store() const;
  [[nodiscard]] Refusal not_known(Error error) const;
  [[nodiscard]] Refusal gone() const;
  [[nodiscard]] Answer<void> may_write() const;

  const std::string key_;
  const LedgerPlace place_;

  std::mutex opening_;  // guards what follows
  std::shared_ptr<ledger::Ledger> book_;
  std::optional<files::FileStamp> stamp_;  ///< of the file that `book_` was opened from
  std::string title_;
  ledger::Head first_seen_;
  ledger::Head last_seen_;
  std::optional<Refusal> unreachable_;  ///< a server, when it was asked last
  std::chrono::steady_clock::time_point asked_;

  std::shared_mutex adding_;  // entries come together, a sheet by itself
};

}  // namespace tandem::desk
