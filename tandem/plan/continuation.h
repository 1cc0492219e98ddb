#pragma once

#include <map>

#include "tandem/model/roadmap.h"

namespace tandem::plan {

/// Where a roadmap stands that is to be carried on.
struct Continuation {
  int from = 1;           ///< the first phase that is still open
  model::Roadmap done;    ///< what was started before it and holds, when it really was; no more
  model::Roadmap agreed;  ///< the roadmap so far
  double keep = 0;        ///< least share of its steps from then on that keep their phase
};

/// Share of one measure that starts in each phase.
using Places = std::map<int, double>;

/// What of `roadmap` is not done yet, by measure: what was done stands for its earliest shares. A
/// place before the continuation is late.
[[nodiscard]] std::map<MeasureId, Places> open_steps(const model::Case& of,
                                                     const Continuation& continuation,
                                                     const model::Roadmap& roadmap);

}  // namespace tandem::plan
