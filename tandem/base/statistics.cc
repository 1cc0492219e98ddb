#include "tandem/base/statistics.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>

namespace tandem {

Interval wilson(std::size_t hits, std::size_t trials) {
  constexpr double kZ = 1.959963984540054;  // of 97.5 %
  if (trials == 0) return {};
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(hits) / n;
  const double centre = share + kZ * kZ / (2 * n);
  const double half = kZ * std::sqrt(share * (1 - share) / n + kZ * kZ / (4 * n * n));
  const double scale = 1 + kZ * kZ / n;
  return {std::max(0.0, (centre - half) / scale), std::min(1.0, (centre + half) / scale)};
}

Interval beta_interval(double a, double b, double share) {
  const double outside = (1 - share) / 2;
  return {boost::math::ibeta_inv(a, b, outside), boost::math::ibeta_inv(a, b, 1 - outside)};
}

}  // namespace tandem
