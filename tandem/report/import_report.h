#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tandem/casefile/obligations_table.h"

/// What was made of a table of obligations.
namespace tandem::report {

/// The assumptions in groups of one reason, each with its rows: a few lines a group, at most 80
/// columns. Empty where there are none.
[[nodiscard]] std::string assumptions_text(const casefile::ImportedObligations& from);

/// Everything that an import would do: the columns, how each trigger was read, and each assumption;
/// at most 80 columns.
[[nodiscard]] std::string import_text(const casefile::ImportedObligations& from);

/// {"native", "rows", "columns", "triggers", "assumptions"}.
[[nodiscard]] nlohmann::ordered_json import_json(const casefile::ImportedObligations& from);

}  // namespace tandem::report
