#pragma once

#include "tests/report/sample.h"

namespace tandem::test {

/// The small sample with an indicator and a government, and histories made up by hand: 4 of 24
/// months in 2 worlds, of which 3 break down by the crisis and 1 by North. In month 24 one has
/// never been suspended and three live. In both years quantiles of risk reduction are their own
/// level, all have the share 0.2 of the final goals, and the indicator goes from 40 to 80. North's
/// values are -10, 0, 10, 20 and 30; the others have 5.
struct Played {
  Played();

  report::Brief brief;  ///< without a page under stress
  stress::Results results;
};

}  // namespace tandem::test
