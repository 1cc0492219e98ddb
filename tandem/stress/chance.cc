#include <algorithm>
#include <cmath>

#include "tandem/stress/stress.h"

namespace tandem::stress {

void Chance::add(std::size_t hits, std::size_t trials) {
  hits_ += hits;
  trials_ += trials;
  ++worlds_;
  squares_ += hits * hits;
  trial_squares_ += trials * trials;
}

void Chance::merge(const Chance& other) {
  hits_ += other.hits_;
  trials_ += other.trials_;
  worlds_ += other.worlds_;
  squares_ += other.squares_;
  trial_squares_ += other.trial_squares_;
}

double Chance::share() const {
  return trials_ == 0 ? 0 : static_cast<double>(hits_) / static_cast<double>(trials_);
}

double Chance::between() const {
  if (worlds_ < 2) return 0;
  const auto worlds = static_cast<double>(worlds_);
  const double size = static_cast<double>(trials_) / worlds;
  const double p = share();
  const double seen =
      (static_cast<double>(squares_) / (size * size) - worlds * p * p) / (worlds - 1);
  if (size <= 1) return 0;
  return std::max(0.0, (seen - p * (1 - p) / size) / (1 - 1 / size));
}

Interval Chance::sampling() const {
  const double p = share();
  if (worlds_ < 2 || p <= 0 || p >= 1) return wilson(hits_, trials_);
  const auto worlds = static_cast<double>(worlds_);
  const double size = static_cast<double>(trials_) / worlds;
  const double variance = (between() * (1 - 1 / size) + p * (1 - p) / size) / worlds;
  const double as_many = std::max(1.0, p * (1 - p) / variance);
  return wilson(static_cast<std::size_t>(std::llround(p * as_many)),
                static_cast<std::size_t>(std::llround(as_many)));
}

Interval Chance::worlds() const {
  const double p = share();
  const double variance = between();
  if (variance <= 0 || p <= 0 || p >= 1) return {p, p};
  const double weight = std::max(p * (1 - p) / variance - 1, 1e-3);
  return beta_interval(p * weight, (1 - p) * weight, 0.9);
}

}  // namespace tandem::stress
