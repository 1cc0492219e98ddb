#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/model/agreement.h"

/// Texts of an agreement without what a reader may not see: not covered over, but never there.
namespace tandem::report {

/// Whether an obligation may be seen, by its id.
using Shows = std::function<bool(std::string_view)>;

struct RedactedText {
  std::string text;  ///< a file of the obligations that are shown; all actors are in it still
  std::string face;  ///< the same of what is shown alone: what differs in it can be seen
  model::Agreement agreement;
  /// Obligations whose own trigger named something hidden: it is gone.
  std::set<std::string, std::less<>> cut;
  /// Those whose day waits for one of these, and these.
  std::set<std::string, std::less<>> dependent;
  std::size_t hidden = 0;  ///< obligations that are left out
};

/// Errors: invalid_input (nothing is left).
[[nodiscard]] Result<RedactedText> redacted(const std::string& text, const Shows& shows);

/// The actors that the obligations name, and the members of the groups among them, by id.
[[nodiscard]] std::set<std::string, std::less<>> named_actors(const model::Agreement& of);
/// The outside events that they name in a trigger.
[[nodiscard]] std::set<std::string, std::less<>> named_events(const model::Agreement& of);

}  // namespace tandem::report
