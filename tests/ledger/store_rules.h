#pragma once

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/ledger/store.h"

/// What every store must keep, whatever it is made of.
namespace tandem::ledger {

/// Where stores of one kind are kept.
class Shelf {
 public:
  Shelf() = default;
  Shelf(const Shelf&) = delete;
  Shelf& operator=(const Shelf&) = delete;
  virtual ~Shelf() = default;

  /// An address that no store has had.
  [[nodiscard]] virtual std::string fresh_address() = 0;
  [[nodiscard]] virtual Result<std::unique_ptr<Store>> open(const std::string& address,
                                                            Opening opening) = 0;
};

/// A rule, checked by the assertions of GoogleTest.
struct StoreRule {
  std::string_view name;
  void (*check)(Shelf& shelf) = nullptr;
};
std::ostream& operator<<(std::ostream& out, const StoreRule& rule);

[[nodiscard]] std::vector<StoreRule> rules_of_every_store();
/// Of one that outlives its object and can be opened twice.
[[nodiscard]] std::vector<StoreRule> rules_of_lasting_stores();

/// All entries, in windows. A failure of the test where the store can't be read or a link is wrong.
[[nodiscard]] std::vector<Entry> checked_entries(Store& store);

/// Every entry of the writers is there once, and those of each in its order. @param bodies "WRITER
/// NUMBER", numbers from 1 to `each`
void expect_history(const std::vector<Entry>& entries, int writers, int each);

/// Appends "WRITER NUMBER" for all numbers up to `each`, again after every conflict.
void write_history(Store& store, int writer, int each);

}  // namespace tandem::ledger
