#pragma once

#include <algorithm>
#include <iterator>

#include "tandem/window/explore.h"

namespace tandem::window::internal {

[[nodiscard]] inline Limits without(const Limits& all, const Limits& some) {
  Limits rest;
  std::ranges::set_difference(all, some, std::back_inserter(rest));
  return rest;
}

[[nodiscard]] inline Limits together(const Limits& a, const Limits& b) {
  Limits both;
  std::ranges::set_union(a, b, std::back_inserter(both));
  return both;
}

}  // namespace tandem::window::internal
