#pragma once

#include <cstddef>
#include <vector>

#include "tandem/stress/internal/process.h"

namespace tandem::stress::internal {

/// Stocks and diffusions, month by month. Their pace is kept until something changes it.
class Indicators {
 public:
  /// @param world  outlives this
  explicit Indicators(const World& world);

  void begin();
  void touch(std::size_t m) { stale_ = stale_ || world_.tables.of_pace[m] != 0; }
  void touch_mode() { stale_ = true; }
  /// Takes what a step removes as it enters into force.
  void remove(const Step& step);
  /// A month passes.
  void accrue(const Process& process);
  [[nodiscard]] const std::vector<double>& levels() const { return level_; }

 private:
  void see(const Process& process);
  [[nodiscard]] double pace_of(const model::Indicator& one, const Process& process) const;

  const World& world_;
  const std::vector<model::Indicator>& all_;
  /// What a month asks of an indicator.
  struct Month {
    double pace = 0;  // units of a stock, else a factor
    double least = 0;
    double most = 0;
    const model::Diffusion* diffusion = nullptr;  // null: a stock
  };
  std::vector<double> level_;  // shape [indicators]
  std::vector<Month> month_;   // shape [indicators]
  bool stale_ = true;
};

}  // namespace tandem::stress::internal
