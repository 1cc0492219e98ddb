#pragma once

#include "tandem/assess/assessment.h"
#include "tandem/stress/stress.h"

/// From the histories that stress plays to what assess asks of them.
namespace tandem::durable {

/// @param seed  of the histories
[[nodiscard]] assess::Durability durability(const stress::Results& results, std::uint64_t seed);

}  // namespace tandem::durable
