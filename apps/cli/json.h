#pragma once

#include <nlohmann/json.hpp>
#include <ostream>
#include <span>

#include "tandem/base/result.h"

/// The JSON that several commands print: one shape for mistakes, one way of writing.
namespace tandem::cli {

using Json = nlohmann::ordered_json;

/// {"severity", "file", "line", "column", "rule", "message", "repair"} of each.
[[nodiscard]] Json to_json(std::span<const Diagnostic> diagnostics);

/// Writes `value`, indented by two, with a newline. Bytes of file names that are no UTF-8 are
/// replaced.
void write_json(std::ostream& out, const Json& value);

}  // namespace tandem::cli
