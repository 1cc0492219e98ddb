#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/casefile/internal/foreign_names.h"
#include "tandem/model/trigger.h"

/// What the conditions of a foreign table say of the rows that they name.
namespace tandem::casefile::internal {

/// The words of a condition that name rows; a number in them tells them from other words.
[[nodiscard]] std::vector<std::string> rows_named(const std::string& condition,
                                                  const RowNames& names);

/// Small letters, without the full stop of a sentence: what the functions below read.
[[nodiscard]] std::string condition_words(std::string_view written);

/// What "not before A1" waits for; nothing where it says something else.
[[nodiscard]] std::optional<std::string> not_before(std::string_view small);

/// The event of the row `id` that makes void: "unless A1", "not reinstated(A1)", "not if A1",
/// "provided that A1 has not happened"; nothing where more is said of it.
[[nodiscard]] std::optional<model::Moment> event_against(std::string_view small,
                                                         const std::string& id);

/// "not", "no later than", "before": what it names is not simply waited for.
[[nodiscard]] bool says_against(std::string_view small);

}  // namespace tandem::casefile::internal
