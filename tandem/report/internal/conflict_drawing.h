#pragma once

#include <string>
#include <vector>

#include "tandem/model/limits.h"
#include "tandem/report/internal/html.h"

namespace tandem::report {

/// Limits that cannot all be held, under a short name.
struct NamedConflict {
  std::string name;  ///< one or two letters
  const model::Case* of = nullptr;
  std::vector<model::Limit> limits;
  std::string doubt;  ///< what its proof leaves open, as doubt_words(); not drawn
};

/// One column a conflict, one row a limit, by holder: dots where a limit is in a conflict, joined
/// by a line. Empty where there is none. For a page with chart_style().
[[nodiscard]] Html conflict_drawing(const std::vector<NamedConflict>& conflicts,
                                    const std::string& title);

}  // namespace tandem::report
