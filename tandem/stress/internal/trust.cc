#include "tandem/stress/internal/trust.h"

#include <algorithm>

namespace tandem::stress::internal {

Trust::Trust(const World& world) : world_(world), parties_(world.of.parties().size()) {}

void Trust::begin() {
  const model::Dynamics& dynamics = world_.of.dynamics();
  kept_.clear();
  broken_.clear();
  stale_ = true;
  if (dynamics.beliefs.empty()) return;
  for (std::size_t i = 0; i < parties_; ++i)
    for (std::size_t j = 0; j < parties_; ++j) {
      const double weight = dynamics.belief_weight.mode;
      kept_.push_back(dynamics.beliefs[i].mode * weight);
      broken_.push_back(weight - kept_.back());
    }
}

double Trust::least(std::size_t p) const {
  double least = 1;
  if (!kept_.empty())
    for (const std::size_t j : world_.tables.principals)
      if (j != p) least = std::min(least, belief(p, j));
  return least;
}

double Trust::mean() const {
  if (!stale_) return mean_;
  stale_ = false;
  mean_ = 1;
  if (kept_.empty()) return mean_;
  double sum = 0;
  int pairs = 0;
  for (const std::size_t i : world_.tables.principals)
    for (const std::size_t j : world_.tables.principals)
      if (i != j) {
        sum += belief(i, j);
        ++pairs;
      }
  if (pairs > 0) mean_ = sum / pairs;
  return mean_;
}

void Trust::keeps(PartyId j, double share) {
  learn(kept_, j, world_.of.dynamics().kept.mode * share);
}

void Trust::violates(PartyId j) { learn(broken_, j, world_.of.dynamics().broken.mode); }

void Trust::learn(std::vector<double>& cases, PartyId j, double more) {
  if (cases.empty()) return;
  stale_ = true;
  for (std::size_t i = 0; i < parties_; ++i) cases[i * parties_ + j.index()] += more;
}

}  // namespace tandem::stress::internal
