#pragma once

#include <nlohmann/json_fwd.hpp>

#include "tandem/stress/world.h"

namespace tandem::bench {

/// All that a history needs of a world, for a player in another language: steps, rounds, chances
/// and worths, with positions instead of names. Months that never come and what is absent are null.
[[nodiscard]] nlohmann::json world_json(const stress::World& world);

}  // namespace tandem::bench
