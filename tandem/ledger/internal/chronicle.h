#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ranges>
#include <utility>
#include <vector>

#include "tandem/ledger/event.h"
#include "tandem/ledger/internal/names.h"

namespace tandem::ledger::internal {

/// Entries in the order of the days on which they happened, those of one day in the order of their
/// numbers. They come in any order, so they are kept in short runs: neither a million that come
/// backwards nor a walk through all of them is slow.
class Chronicle {
 public:
  /// What a walk needs, side by side: to fetch a million entries from all over the memory takes
  /// longer than all else.
  struct Item {
    std::int32_t day = 0;  ///< since 1970-01-01
    Seq seq = 0;
    double share = 1;
    Name by = kNoName;
    EventKind kind = EventKind::opened;
    Finding finding = Finding::met;
    bool corrected = false;  ///< at some time; the entry's mark says when

    [[nodiscard]] std::pair<std::int32_t, Seq> key() const { return {day, seq}; }
    friend bool operator<(const Item& a, const Item& b) { return a.key() < b.key(); }
  };

  void add(const Item& item) {
    if (runs_.empty()) runs_.emplace_back();
    auto run = run_of(item);
    run->insert(std::upper_bound(run->begin(), run->end(), item), item);
    if (run->size() < kLongestRun) return;
    const auto half = run->begin() + static_cast<std::ptrdiff_t>(kLongestRun / 2);
    std::vector<Item> later(half, run->end());
    run->erase(half, run->end());
    runs_.insert(run + 1, std::move(later));
  }

  /// @pre one of that day and number is there
  void remove(const Item& item) {
    auto run = run_of(item);
    run->erase(std::lower_bound(run->begin(), run->end(), item));
    if (run->empty()) runs_.erase(run);
  }
  void correct(const Item& item, bool corrected) {
    auto run = run_of(item);
    std::lower_bound(run->begin(), run->end(), item)->corrected = corrected;
  }

  /// Those up to the end of the day, the first first.
  template <class Visit>
  void each_until(std::int32_t day, Visit visit) const {
    for (const auto& run : runs_)
      for (const Item& item : run) {
        if (item.day > day) return;
        visit(item);
      }
  }

  /// Those up to the end of the day, the last first, until `stop` says so.
  template <class Stop>
  void back_from(std::int32_t day, Stop stop) const {
    for (const auto& run : std::views::reverse(runs_)) {
      if (run.front().day > day) continue;
      for (const Item& item : std::views::reverse(run))
        if (item.day <= day && stop(item)) return;
    }
  }

 private:
  static constexpr std::size_t kLongestRun = 512;

  [[nodiscard]] std::vector<std::vector<Item>>::iterator run_of(const Item& item) {
    const auto later = [](const Item& one, const std::vector<Item>& run) {
      return !run.empty() && one < run.front();
    };
    const auto next = std::upper_bound(runs_.begin(), runs_.end(), item, later);
    return next == runs_.begin() ? next : next - 1;
  }

  std::vector<std::vector<Item>>
      runs_;  // none is empty, but for one that is made for what is added
};

}  // namespace tandem::ledger::internal
