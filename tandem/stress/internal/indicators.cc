#include "tandem/stress/internal/indicators.h"

#include <algorithm>

namespace tandem::stress::internal {

Indicators::Indicators(const World& world) : world_(world), all_(world.of.dynamics().indicators) {
  for (const model::Indicator& one : all_)
    month_.push_back({0, one.stock ? one.stock->least : 0,
                      one.stock ? one.stock->most : one.diffusion->market.mode,
                      one.stock ? nullptr : &*one.diffusion});
}

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

void Indicators::see(const Process& process) {
  stale_ = false;
  for (std::size_t k = 0; k < all_.size(); ++k) {
    const double pace = pace_of(all_[k], process);
    month_[k].pace = all_[k].stock ? pace * all_[k].stock->grows.mode / 12 : pace / 12;
  }
}

void Indicators::accrue(const Process& process) {
  if (stale_) see(process);
  for (std::size_t k = 0; k < level_.size(); ++k) {
    const auto& [pace, least, most, diffusion] = month_[k];
    const double level = level_[k];
    double more = pace;
    if (diffusion != nullptr)
      more = pace * (most - level) *
             (diffusion->innovation.mode + diffusion->imitation.mode * level / most);
    level_[k] = std::clamp(level + more, least, most);
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
