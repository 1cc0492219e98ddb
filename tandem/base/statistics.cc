#include "tandem/base/statistics.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>

namespace tandem {

Interval wilson(std::size_t hits, std::size_t trials) {
  if (trials == 0) return {};
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(hits) / n;
  const double centre = share + kNormal95 * kNormal95 / (2 * n);
  const double half =
      kNormal95 * std::sqrt(share * (1 - share) / n + kNormal95 * kNormal95 / (4 * n * n));
  const double scale = 1 + kNormal95 * kNormal95 / n;
  return {std::max(0.0, (centre - half) / scale), std::min(1.0, (centre + half) / scale)};
}

Interval beta_interval(double a, double b, double share) {
  const double outside = (1 - share) / 2;
  return {boost::math::ibeta_inv(a, b, outside), boost::math::ibeta_inv(a, b, 1 - outside)};
}

}  // namespace tandem
