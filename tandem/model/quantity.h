#pragma once

#include <optional>

#include "tandem/base/id.h"

namespace tandem::model {

/// A number with its range and its provenance. low <= mode <= high; equal where not `ranged`.
struct Quantity {
  double low = 0;
  double mode = 0;
  double high = 0;
  bool ranged = false;
  std::optional<ProvenanceId> provenance;
};

}  // namespace tandem::model
