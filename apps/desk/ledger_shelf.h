#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "apps/desk/ledger_kept.h"
#include "apps/desk/refusal.h"
#include "apps/desk/shelf.h"

namespace tandem::desk {

/// The ledgers that a desk shows, each under a key that is good for an address: those that it was
/// given, then the files and at last the exports in the folders that it looks through for cases,
/// and beside these. A key stays with its ledger for as long as the desk runs.
class LedgerShelf {
 public:
  /// @param cases   outlives it
  /// @param stores  addresses: files, and ledgers of databases
  LedgerShelf(Shelf& cases, std::vector<std::string> stores)
      : cases_(cases), addresses_(std::move(stores)) {}

  /// Every address that is none. A server is not asked.
  [[nodiscard]] std::vector<Refusal> unknown_addresses() const;

  using Kept = std::shared_ptr<KeptLedger>;
  /// Looks again at what is there.
  [[nodiscard]] std::vector<Kept> list();
  /// Errors: not-found, with what was probably meant.
  [[nodiscard]] Answer<Kept> find(const std::string& key);

 private:
  [[nodiscard]] std::vector<LedgerPlace> places() const;
  [[nodiscard]] Kept kept(const LedgerPlace& place);

  Shelf& cases_;
  const std::vector<std::string> addresses_;
  std::mutex mutex_;                            // guards what follows
  std::map<std::string, Kept> by_key_;          ///< all that were ever seen
  std::map<std::string, std::string> keys_of_;  ///< by what a place is known by
};

/// The key of the case that the agreement of a ledger names, else of the case, or the agreement
/// without one, that it is beside; empty: there is none. @param agreement_of  the id of the case
/// that it names, or empty
[[nodiscard]] std::string case_of_ledger(const LedgerPlace& place, const std::string& agreement_of,
                                         const std::vector<Shelved>& cases);

}  // namespace tandem::desk
