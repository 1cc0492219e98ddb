#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tandem/casefile/internal/foreign_moment.h"

/// Triggers as tables of others spell them.
namespace tandem::casefile::internal {

/// What else of the row bears on how its trigger is read.
struct TriggerContext {
  bool milestone = false;  ///< a day without a word is then the day itself, not the last one
  bool dated = false;      ///< the table has a day for it
  std::string type = {};   ///< what the table says of the trigger, in small letters
};

struct ForeignTrigger {
  model::Trigger trigger = {};
  std::vector<std::string> outside = {};  ///< ids of events that are no rows, in order
  std::vector<Reading> readings = {};     ///< what could be meant otherwise; at least one
  bool kept_as_words = false;             ///< what was written is not understood
  bool anchor = false;                    ///< the row is itself the outside event that it names
};

/// Reads what it can; the rest is kept as words.
[[nodiscard]] ForeignTrigger read_foreign_trigger(std::string_view text, const RowNames& rows,
                                                  const TriggerContext& context);

}  // namespace tandem::casefile::internal
