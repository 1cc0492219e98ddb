#pragma once

#include <cstddef>
#include <vector>

#include "tandem/interop/view.h"

namespace tandem::interop {

/// Obligations of which each of one side is exchanged for each of the other; positions, in order.
struct Package {
  std::vector<std::size_t> one;
  std::vector<std::size_t> other;
};

/// The exchanges of what is shown, each in one package: as few lines as a drawing needs. Packages
/// of several on both sides first, then pairs.
[[nodiscard]] std::vector<Package> packages(const View& view);

}  // namespace tandem::interop
