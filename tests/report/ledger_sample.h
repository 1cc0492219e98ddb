#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/ledger/event.h"
#include "tandem/ledger/history.h"
#include "tandem/ledger/ledger.h"
#include "tandem/ledger/state.h"

namespace tandem::test {

/// North withdraws the guns by 1 March 2027 (A1, to be mended within 30 days), 30 days later South
/// opens the crossing (B1); the maps (C1) wait for a toll that only a few know of (X1, red), and
/// their printing (D1) for the maps; the board meets every month until June (R1); a rule (K1).
[[nodiscard]] std::string crossing_text();
/// `text` with the first `from` in it written as `to`. @pre it is there
[[nodiscard]] std::string with(std::string text, std::string_view from, std::string_view to);

/// @pre the text is a day
[[nodiscard]] Date date_of(std::string_view text);

/// A record that grows; every event must be one that it takes.
class Record {
 public:
  /// Opened by "keeper" as "crossing"; signed on 1 January 2027.
  explicit Record(const std::string& text = crossing_text());

  /// Recorded on the day after it happened, or with the entry before, whichever is later.
  /// @return its number
  std::uint64_t add(ledger::Event event);
  std::uint64_t add(ledger::EventKind kind, std::string_view on, std::string by,
                    std::string of = "", std::string says = "");
  std::uint64_t finding(ledger::Finding finding, std::string_view on, std::string by,
                        std::string of);
  std::uint64_t answer(ledger::EventKind kind, std::string_view on, std::string by,
                       std::uint64_t to);
  std::uint64_t share(double share, std::string_view on, std::string by, std::string of);
  std::uint64_t dispute(ledger::DisputeStep step, std::string_view on, std::string by,
                        std::string of, std::uint64_t to = 0, std::string_view until = "");
  std::uint64_t amend(std::string_view on, std::string by, std::string text);

  [[nodiscard]] const std::vector<ledger::Event>& events() const { return events_; }
  [[nodiscard]] ledger::State state(std::string_view on) const;
  [[nodiscard]] std::vector<ledger::Recorded> history() const;
  /// The same in a ledger in memory.
  [[nodiscard]] std::unique_ptr<ledger::Ledger> ledger() const;

 private:
  std::vector<ledger::Event> events_;
  ledger::Projection projection_;
};

}  // namespace tandem::test
