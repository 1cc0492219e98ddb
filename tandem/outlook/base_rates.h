#pragma once

#include <array>
#include <string_view>

#include "tandem/base/statistics.h"

/// How other agreements were carried out: what an early warning is held against.
namespace tandem::outlook {

/// A kind of obligation as studies of many agreements know it.
enum class RateKind { all, security, verification, political, economic, humanitarian };

/// Share of provisions fully carried out, `years` after the signature.
struct RatePoint {
  double years = 0;
  double share = 0;
  Interval range{};  ///< 95 % interval (Wilson), provisions taken as independent
};

struct BaseRate {
  RateKind kind{};
  std::string_view words;           ///< "security provisions"
  int provisions = 0;               ///< that were coded
  std::array<RatePoint, 4> points;  ///< after 1, 3, 5 and 10 years
  std::string_view source;
};

[[nodiscard]] const BaseRate& base_rate(RateKind kind);

/// Between the points by straight lines, from none at the signature; after the last as there.
[[nodiscard]] RatePoint rate_at(const BaseRate& of, double years);

/// Which a track of that id is compared with; `all` where no study has it.
[[nodiscard]] RateKind rate_of_track(std::string_view track);

}  // namespace tandem::outlook
