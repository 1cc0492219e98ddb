#include "tandem/stress/internal/indicators.h"

#include <algorithm>

namespace tandem::stress::internal {

Indicators::Indicators(const World& world)
    : world_(world), all_(world.of.dynamics().indicators), pace_(all_.size()) {}

void Indicators::begin() {
  level_.clear();
  for (const model::Indicator& one : all_) level_.push_back(one.start.mode);
  stale_ = true;
}

void Indicators::remove(const Step& step) {
  for (std::size_t k = 0; k < all_.size(); ++k) {
    const auto& stock = all_[k].stock;
    if (!stock) continue;
    for (const auto& [measure, amount] : stock->removes)
      if (measure == step.measure)
        level_[k] = std::max(level_[k] - step.share * amount.mode, stock->least);
  }
}

void Indicators::accrue(const Process& process) {
  if (stale_) {
    for (std::size_t k = 0; k < all_.size(); ++k) {
      const model::Indicator& one = all_[k];
      const double pace = pace_of(one, process);
      pace_[k] = one.stock ? pace * one.stock->grows.mode / 12 : pace / 12;
    }
    stale_ = false;
  }
  for (std::size_t k = 0; k < all_.size(); ++k) {
    double& level = level_[k];
    if (const auto& stock = all_[k].stock) {
      level = std::clamp(level + pace_[k], stock->least, stock->most);
      continue;
    }
    const model::Diffusion& d = *all_[k].diffusion;
    const double without = d.market.mode - level;
    level += pace_[k] * without * (d.innovation.mode + d.imitation.mode * level / d.market.mode);
    level = std::clamp(level, 0.0, d.market.mode);
  }
}

double Indicators::pace_of(const model::Indicator& one, const Process& process) const {
  double pace = 1;
  for (const auto& [measure, factor] : one.measures)
    pace *= 1 - process.share[measure.index()] * (1 - factor.mode);
  if (process.mode == Mode::suspended) pace *= one.while_suspended.mode;
  if (process.mode == Mode::collapsed || process.mode == Mode::before)
    pace *= one.while_collapsed.mode;
  if (process.runs() || process.mode == Mode::suspended)
    pace *= 1 - world_.promised * (1 - one.final_goals.mode);
  return pace;
}

}  // namespace tandem::stress::internal
