#pragma once

#include <ClpEventHandler.hpp>

#include "tandem/solver/program.h"

namespace tandem::solver::internal {

/// Ends one linear program when asked to or when its time is over.
class LinearListener : public ClpEventHandler {
 public:
  /// @param limits  outlive this
  explicit LinearListener(const Limits& limits) : limits_(&limits) {}
  [[nodiscard]] ClpEventHandler* clone() const override { return new LinearListener(*this); }
  int event(Event /*which*/) override {
    constexpr int kStop = 5;
    constexpr int kGoOn = -1;
    return limits_->over() ? kStop : kGoOn;
  }

 private:
  const Limits* limits_;
};

}  // namespace tandem::solver::internal
