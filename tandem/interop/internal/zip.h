#pragma once

#include <span>
#include <string>

#include "tandem/base/result.h"

namespace tandem::interop {

struct ZipEntry {
  std::string name;
  std::string bytes;
};

/// An archive of the entries in this order, stored as they are, all dated 1 January 1980.
[[nodiscard]] Result<std::string> zipped(std::span<const ZipEntry> entries);

}  // namespace tandem::interop
