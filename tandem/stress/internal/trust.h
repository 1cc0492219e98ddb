#pragma once

#include <cstddef>
#include <vector>

#include "tandem/stress/world.h"

namespace tandem::stress::internal {

/// What the parties expect of each other: the mean of a Beta distribution, by cases for and
/// against. In a case without beliefs nobody doubts the others.
class Trust {
 public:
  /// @param world  outlives this
  explicit Trust(const World& world);

  void begin();
  void keeps(PartyId j, double share);
  void violates(PartyId j);

  /// How likely `p` holds the principal that it trusts least to carry out its part.
  [[nodiscard]] double least(std::size_t p) const;
  /// What `i` expects of `j`. @pre the case has beliefs
  [[nodiscard]] double belief(std::size_t i, std::size_t j) const {
    const std::size_t k = i * parties_ + j;
    return kept_[k] / (kept_[k] + broken_[k]);
  }
  /// Mean belief between principals.
  [[nodiscard]] double mean() const;

 private:
  void learn(std::vector<double>& cases, PartyId j, double more);

  const World& world_;
  std::size_t parties_;
  std::vector<double> kept_;    // cases for a belief; shape [parties, parties], or empty
  std::vector<double> broken_;  // cases against it
  mutable double mean_ = 1;
  mutable bool stale_ = true;
};

}  // namespace tandem::stress::internal
