#pragma once

#include <string>
#include <string_view>

#include "tandem/base/result.h"

namespace tandem::casefile {

/// `text` with lines put into the mapping at `path`, as lint proposes them under `paste:`. They are
/// ids with keys: the keys of an id that is there are set, the others added; an id that is not
/// there comes whole, after the one whose name it continues ("S08-first" after "S08"), else at the
/// end. Comments and all else stay as they are.
/// @param file  of `text`, as messages name it
/// Errors: invalid_input where the lines are no such mapping or find no place.
[[nodiscard]] Result<std::string> paste(std::string_view text, std::string_view lines,
                                        const std::string& path, const std::string& file);

}  // namespace tandem::casefile
