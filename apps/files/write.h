#pragma once

#include <string>
#include <string_view>

#include "tandem/base/result.h"

/// Files as they are written: whole, or not at all.
namespace tandem::files {

/// Whether `text` could be written. A file is opened only here, where what it will hold is known;
/// it is all there or as it was before. Links and permissions stay.
[[nodiscard]] bool write_file(const std::string& path, std::string_view text);

/// Of a file or folder that could not be written.
[[nodiscard]] Error unwritable(const std::string& path);

}  // namespace tandem::files
