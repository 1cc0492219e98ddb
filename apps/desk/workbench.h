#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "apps/desk/jobs.h"
#include "apps/desk/ledger_shelf.h"
#include "apps/desk/lru.h"
#include "apps/desk/opened.h"
#include "apps/desk/refusal.h"
#include "apps/desk/results.h"
#include "apps/desk/schema.h"
#include "apps/desk/shelf.h"
#include "apps/desk/yardsticks.h"
#include "tandem/casefile/changes.h"

namespace tandem::desk {

/// A file as it is on the disk now.
struct OnDisk {
  Shelved shelved;
  std::string text;
  std::string revision;  ///< of the text
};

/// What lies on the desk: the cases, what was computed of them and what is being computed. Any
/// thread may call anything.
class Workbench {
 public:
  /// @param places  as of Shelf
  /// @param stores  as of LedgerShelf
  explicit Workbench(std::vector<std::string> places, std::vector<std::string> stores = {})
      : shelf(std::move(places)), ledgers(shelf, std::move(stores)) {}

  /// Errors: not-found, io.
  [[nodiscard]] Answer<OnDisk> read(const std::string& key);
  using Text = std::shared_ptr<const std::string>;
  /// The text of a case's file with changes. Errors: of a change that does not fit.
  [[nodiscard]] Answer<Text> changed(const OnDisk& on_disk, const Json& changes);
  /// The case of a text, from what is kept or anew. Errors: every mistake of the text.
  [[nodiscard]] Answer<OpenedCase> open(const std::string& file, const std::string& text);
  /// The case with changes. Errors: as the three above.
  [[nodiscard]] Answer<OpenedCase> open(const std::string& key, const Json& changes);

  /// Holds back other writers of case files while it lives.
  [[nodiscard]] std::unique_lock<std::mutex> writing() { return std::unique_lock(writing_); }

  Shelf shelf;
  LedgerShelf ledgers;
  Results results;
  Lru<std::shared_ptr<const std::string>> briefs{32, std::size_t{64} * 1024 * 1024};
  Yardsticks yardsticks;

 private:
  static constexpr std::size_t kOpened = 24;
  static constexpr std::size_t kTexts = 64;

  std::mutex writing_;
  Lru<Text> texts_{kTexts};
  Lru<OpenedCase> opened_{kOpened};

 public:
  Jobs jobs;  ///< last, so that they end before what they work on
};

/// The changes of a body, which fits the schema.
[[nodiscard]] std::vector<casefile::Change> changes_of(const Json& changes);
/// The same the other way.
[[nodiscard]] Json changes_json(const std::vector<casefile::Change>& changes);

}  // namespace tandem::desk
