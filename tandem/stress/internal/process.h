#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "tandem/stress/world.h"

/// Where a process stands in the middle of a history.
namespace tandem::stress::internal {

enum class Mode { before, running, suspended, collapsed };
enum class Flow { standing, leaving, withdrawn, returning };
enum class Stage { due, under_way, in_force };

struct Process {
  Mode mode = Mode::running;
  int clock = 0;                                   ///< months of the roadmap that are done
  std::vector<Stage> stage;                        ///< shape [steps]
  std::vector<std::size_t> forced;                 ///< steps in force; shape [measures]
  std::vector<Flow> flow;                          ///< shape [measures]
  std::vector<double> share;                       ///< in force, not withdrawn; shape [measures]
  std::vector<std::size_t> under_way;              ///< steps, ascending
  std::vector<std::optional<std::size_t>> cheats;  ///< on which measure; shape [parties]
  std::size_t cheating = 0;                        ///< parties

  [[nodiscard]] bool runs() const { return mode == Mode::running; }
  [[nodiscard]] bool any_in_force(std::size_t m) const { return forced[m] > 0; }
  [[nodiscard]] bool stands(std::size_t m) const {
    return flow[m] == Flow::standing || flow[m] == Flow::leaving;
  }
  [[nodiscard]] bool cheated(std::size_t m) const {
    if (cheating > 0)
      for (const auto& one : cheats)
        if (one == m) return true;
    return false;
  }
};

}  // namespace tandem::stress::internal
