#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tandem/stress/internal/process.h"

namespace tandem::stress::internal {

/// What a process brings: points a month to each party, security and final goals. Sums are kept in
/// whole quanta, which add up to the same in any order, and only what changed is added up.
class Flows {
 public:
  /// @param world  outlives this
  explicit Flows(const World& world);

  /// Nothing flows.
  void begin();
  /// What measure `m` brings may have changed.
  void touch(std::size_t m) {
    changed_ = true;
    if (dirty_[m]) return;
    dirty_[m] = true;
    touched_.push_back(m);
  }
  /// The process starts or stops to run.
  void touch_mode(const Process& process);
  void touch_cheats() { changed_ = true; }

  /// Values are paid up to the horizon when a flow begins, and taken back when it ends.
  /// @param from   month from which things stand as they do now
  /// @param value  shape [parties]
  void account(const Process& process, int from, std::vector<double>& value) {
    if (changed_) settle(process, from, value);
  }

  /// Risk reduction in force, in the case's units.
  [[nodiscard]] double security() const { return world_.tables.of_quanta(sums_[parties_]); }
  /// Weight of the final goals in force.
  [[nodiscard]] double goals() const { return world_.tables.of_quanta(sums_[parties_ + 1]); }

 private:
  void settle(const Process& process, int from, std::vector<double>& value);
  void add_up(const Process& process, std::size_t m);
  [[nodiscard]] std::int64_t of_cheat(std::size_t p, std::size_t m) const;

  const World& world_;
  std::size_t parties_;
  std::vector<const Quanta*> rows_;  // what each step brings now, or null; shape [steps]
  bool broken_ = false;              // whether breakdown points flow
  std::vector<Quanta> sums_;         // shape [lanes]
  std::vector<Quanta> rate_;         // of each party, paid for; shape [parties]
  bool changed_ = false;
  std::vector<char> dirty_;           // shape [measures]
  std::vector<std::size_t> touched_;  // measures
};

}  // namespace tandem::stress::internal
