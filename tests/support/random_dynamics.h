#pragma once

#include "tandem/base/random.h"
#include "tandem/model/draft.h"

namespace tandem::test {

/// Dynamics in which everything that the case file can say may occur, often enough to matter within
/// a few years.
void add_random_dynamics(model::CaseDraft& draft, Rng& rng);

/// Nothing goes wrong, nobody errs and nobody is late.
void make_certain(model::CaseDraft& draft);

}  // namespace tandem::test
