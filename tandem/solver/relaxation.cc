#include "tandem/solver/relaxation.h"

#ifdef TANDEM_HAVE_HIGHS
#include "tandem/solver/internal/highs.h"
#else
#include "tandem/solver/internal/cbc_relaxation.h"
#endif

namespace tandem::solver {

std::unique_ptr<Relaxation> make_relaxation(const Program& program) {
#ifdef TANDEM_HAVE_HIGHS
  return internal::make_highs_relaxation(program);
#else
  return internal::make_clp(program);
#endif
}

std::string_view relaxation_name() {
#ifdef TANDEM_HAVE_HIGHS
  return "HiGHS";
#else
  return "CLP";
#endif
}

}  // namespace tandem::solver
