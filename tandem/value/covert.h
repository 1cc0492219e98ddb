#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "tandem/value/game.h"

namespace tandem::value {

/// What it takes to deter covert cheating on one measure in force.
struct CovertThreshold {
  PartyId party;
  MeasureId measure;
  std::optional<double> detection;  ///< as the case has it, chance a month; absent: no verification
  std::optional<double> needed;     ///< smallest chance a month that deters; absent: none does
  int worst_month = 0;              ///< month in which cheating tempts most
};

/// For each burden that an acceded party bears for a measure of its own that is wholly in force at
/// some decision month: the smallest monthly detection probability at which the party prefers to
/// go on. The cheat saves the measure's burden flow until it is found, after a geometric number of
/// months, and the process breaks down in the month of detection.
[[nodiscard]] std::vector<CovertThreshold> covert_thresholds(const model::Case& of,
                                                             const Economics& worth,
                                                             const model::Roadmap& roadmap);

/// What one party saves by cheating covertly on a measure of its own, less what it loses when it is
/// found.
class Cheating {
 public:
  /// @param worth  outlives this
  Cheating(const model::Case& of, const Economics& worth, const model::Roadmap& roadmap, PartyId i);
  ~Cheating();
  Cheating(const Cheating&) = delete;
  Cheating& operator=(const Cheating&) = delete;
  Cheating(Cheating&&) = delete;
  Cheating& operator=(Cheating&&) = delete;

  /// What cheating on `m` from `month` on adds to going on, in points at `month`, when each month
  /// of it is found with chance `detection`; 0 where `m` is no burden of the party's own.
  /// @pre `m` is wholly in force at `month`
  [[nodiscard]] double gain(MeasureId m, int month, double detection) const;

 private:
  struct Parts;
  const Discount& discount_;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace tandem::value
