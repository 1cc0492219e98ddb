#pragma once

#include <ClpEventHandler.hpp>
#include <chrono>

#include "tandem/solver/program.h"

namespace tandem::solver::internal {

/// Ends one linear program when asked to or when its time is over.
class LinearListener : public ClpEventHandler {
 public:
  /// @param limits  outlive this
  explicit LinearListener(const Limits& limits) : limits_(&limits), end_(end_of(limits)) {}
  [[nodiscard]] ClpEventHandler* clone() const override { return new LinearListener(*this); }
  int event(Event /*which*/) override {
    constexpr int kStop = 5;
    constexpr int kGoOn = -1;
    return limits_->stop.stop_requested() || Clock::now() > end_ ? kStop : kGoOn;
  }

 private:
  using Clock = std::chrono::steady_clock;
  static Clock::time_point end_of(const Limits& limits) {
    const std::chrono::duration<double> most(1e8);
    return Clock::now() + std::chrono::duration_cast<Clock::duration>(std::min(most, limits.wall));
  }

  const Limits* limits_;
  Clock::time_point end_;
};

}  // namespace tandem::solver::internal
