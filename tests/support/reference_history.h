#pragma once

#include "tandem/stress/history.h"

namespace tandem::test {

/// stress::history() as plainly as it can be said: everything is looked up anew in every month.
/// What the fast one does must be this to the last bit.
[[nodiscard]] stress::Outcome reference_history(const stress::World& world, std::uint64_t seed,
                                                std::uint64_t number,
                                                const stress::Setting& setting = {},
                                                std::vector<stress::Event>* story = nullptr);

}  // namespace tandem::test
