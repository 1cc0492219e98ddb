#pragma once

#include <vector>

#include "tandem/stress/history.h"
#include "tandem/stress/world.h"

/// What the parties expect of each other.
namespace tandem::stress {

/// How likely each holds each other to carry out its part after a record, as a history has it in
/// the first month that is left to chance; [i][j] is what i expects of j, 1 of itself. Shape
/// [parties][parties]; empty in a case in which nobody doubts.
[[nodiscard]] std::vector<std::vector<double>> beliefs_after(const World& world, const Past& past);

}  // namespace tandem::stress
