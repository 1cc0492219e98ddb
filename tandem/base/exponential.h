#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace tandem {

/// 1 / 13!, 1 / 12!, ..., 1 / 0!.
inline constexpr std::array<double, 14> kInverseFactorials = [] {
  std::array<double, 14> all{};
  double inverse = 1;
  for (std::size_t n = 0; n < all.size(); ++n) {
    if (n > 0) inverse /= static_cast<double>(n);
    all[all.size() - 1 - n] = inverse;
  }
  return all;
}();

/// e^x for x <= 0, to some units in the last place, by the same operations on every machine: a
/// library's exp may differ from one to the next. 0 below -700.
/// Source: reduction by multiples of ln 2 in two parts (Cody and Waite 1980), then Taylor's series.
[[nodiscard]] constexpr double exp_of(double x) noexcept {
  if (!(x > -700)) return 0;
  constexpr double kPerLog2 = 1.4426950408889634074;
  constexpr double kLog2High = 6.93147180369123816490e-01;
  constexpr double kLog2Low = 1.90821492927058770002e-10;
  const auto times = static_cast<std::int64_t>(x * kPerLog2 - 0.5);
  const auto k = static_cast<double>(times);
  const double rest = (x - k * kLog2High) - k * kLog2Low;
  double sum = 0;
  for (const double inverse_factorial : kInverseFactorials) sum = sum * rest + inverse_factorial;
  return sum * std::bit_cast<double>(static_cast<std::uint64_t>(times + 1023) << 52U);
}

}  // namespace tandem
