#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "tandem/model/draft.h"

namespace tandem::model {

/// Calls `visit` with every number of the world that the draft holds and the user wrote: each has a
/// place or a provenance. Defaults and the grid of the calculation are left out. In file order
/// within a section.
void for_each_number(const CaseDraft& draft, const std::function<void(const Number&)>& visit);

/// How many numbers of a case, as written, rest on what.
struct Census {
  std::size_t sourced = 0;
  std::size_t judged = 0;
  std::size_t unattributed = 0;
  std::size_t ranged = 0;
  std::vector<std::size_t> numbers;     ///< that rest on each provenance; shape [provenances]
  std::vector<std::size_t> boundaries;  ///< whose statement does; shape [provenances]

  [[nodiscard]] std::size_t all() const noexcept { return sourced + judged + unattributed; }
};
[[nodiscard]] Census census(const CaseDraft& draft);

}  // namespace tandem::model
