#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/model/limits.h"

namespace tandem::window {

/// What a roadmap is to reach beyond what its case demands: no limit, but what limits are asked
/// about.
struct Target {
  std::string text;                  ///< as typed
  std::string words;                 ///< a sentence
  std::vector<model::Limit> limits;  ///< of the aimed case that say it
};

struct Aim {
  model::Case of;  ///< the case that also demands the targets
  std::vector<Target> targets;
};

/// Reads targets: "LIMIT=NUMBER", a threshold that is to be met, shares in percent ("long-game=80",
/// "early-security-12=50", "first-payoff=12", "self-enforcing.us=2"); "MEASURE@MONTH", in force by
/// the end of that month; "verified.MEASURE@MONTH", for so long in force that its verification
/// would have found a violation, at the case's confidence; "MEASURE", carried out at all.
/// @param any_month  whether a month that is met or missed in any case is no error
[[nodiscard]] Result<Aim> aim(const model::Case& of, std::span<const std::string> targets,
                              bool any_month = false);

}  // namespace tandem::window
