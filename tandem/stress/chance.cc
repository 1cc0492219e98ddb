#include <algorithm>
#include <cmath>

#include "tandem/stress/stress.h"

namespace tandem::stress {

void Chance::add(std::size_t hits, std::size_t trials) {
  sums_.hits += hits;
  sums_.trials += trials;
  ++sums_.worlds;
  sums_.squares += hits * hits;
  sums_.trial_squares += trials * trials;
}

void Chance::merge(const Chance& other) {
  sums_.hits += other.sums_.hits;
  sums_.trials += other.sums_.trials;
  sums_.worlds += other.sums_.worlds;
  sums_.squares += other.sums_.squares;
  sums_.trial_squares += other.sums_.trial_squares;
}

double Chance::share() const {
  return sums_.trials == 0 ? 0
                           : static_cast<double>(sums_.hits) / static_cast<double>(sums_.trials);
}

double Chance::between() const {
  if (sums_.worlds < 2) return 0;
  const auto worlds = static_cast<double>(sums_.worlds);
  const double size = static_cast<double>(sums_.trials) / worlds;
  const double p = share();
  const double seen =
      (static_cast<double>(sums_.squares) / (size * size) - worlds * p * p) / (worlds - 1);
  if (size <= 1) return 0;
  return std::max(0.0, (seen - p * (1 - p) / size) / (1 - 1 / size));
}

Interval Chance::sampling() const {
  const double p = share();
  if (sums_.worlds < 2 || p <= 0 || p >= 1) return wilson(sums_.hits, sums_.trials);
  const auto worlds = static_cast<double>(sums_.worlds);
  const double size = static_cast<double>(sums_.trials) / worlds;
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
