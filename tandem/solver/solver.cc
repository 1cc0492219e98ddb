#include "tandem/solver/solver.h"

#ifdef TANDEM_HAVE_HIGHS
#include "tandem/solver/internal/highs.h"
#else
#include "tandem/solver/internal/cbc.h"
#endif

namespace tandem::solver {

std::unique_ptr<Solver> make_solver() {
#ifdef TANDEM_HAVE_HIGHS
  return internal::make_highs();
#else
  return internal::make_cbc();
#endif
}

}  // namespace tandem::solver
