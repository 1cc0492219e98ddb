#include <algorithm>
#include <cmath>

#include "tandem/stress/compare.h"

namespace tandem::stress {
namespace {

constexpr double kUnit = 0x1p20;

}  // namespace

void Moments::add(double of_world) {
  const std::int64_t units = std::llround(of_world * kUnit);
  ++worlds_;
  sum_ += units;
  __extension__ using Wide = __int128;
  squares_ += static_cast<Wide>(units) * units;
}

void Moments::merge(const Moments& other) {
  worlds_ += other.worlds_;
  sum_ += other.sum_;
  squares_ += other.squares_;
}

double Moments::mean() const {
  return worlds_ == 0 ? 0 : static_cast<double>(sum_) / kUnit / static_cast<double>(worlds_);
}

Estimate Moments::estimate() const {
  const double middle = mean();
  if (worlds_ < 2) return {middle, middle, middle};
  const auto n = static_cast<double>(worlds_);
  const double square = static_cast<double>(squares_) / (kUnit * kUnit) / n;
  const double variance = std::max(0.0, square - middle * middle) * n / (n - 1);
  const double half = kNormal95 * std::sqrt(variance / n);
  return {middle, middle - half, middle + half};
}

}  // namespace tandem::stress
