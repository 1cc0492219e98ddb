#pragma once

#include <cstddef>

namespace tandem {

/// Standard errors on either side of a mean that make a 95 % interval.
inline constexpr double kNormal95 = 1.959963984540054;

struct Interval {
  double low = 0;
  double high = 1;
};

/// 95 % interval of a share of which `hits` of `trials` independent trials were seen; all of [0, 1]
/// without trials. Source: Wilson, Journal of the American Statistical Association 22(158), 1927.
[[nodiscard]] Interval wilson(std::size_t hits, std::size_t trials);

/// The middle `share` of the Beta distribution. @pre a > 0 and b > 0 and share in (0, 1)
[[nodiscard]] Interval beta_interval(double a, double b, double share);

}  // namespace tandem
