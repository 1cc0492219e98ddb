#include "tandem/solver/solver.h"

#include <algorithm>

#ifdef TANDEM_HAVE_HIGHS
#include "tandem/solver/internal/highs.h"
#else
#include "tandem/solver/internal/cbc.h"
#endif

namespace tandem::solver {

Limits::Clock::time_point Limits::in(double seconds) {
  constexpr double kMost = 1e8;
  const std::chrono::duration<double> from_now(std::min(seconds, kMost));
  return Clock::now() + std::chrono::duration_cast<Clock::duration>(from_now);
}

double Limits::seconds_left() const {
  constexpr double kMoment = 0.05;
  if (end == Clock::time_point::max()) return kInfinity;
  return std::max(kMoment, std::chrono::duration<double>(end - Clock::now()).count());
}

std::unique_ptr<Solver> make_solver() {
#ifdef TANDEM_HAVE_HIGHS
  return internal::make_highs();
#else
  return internal::make_cbc();
#endif
}

}  // namespace tandem::solver
