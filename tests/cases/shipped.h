#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "apps/files/library.h"

/// The cases that the repository ships, found by listing the library.
namespace tandem::test {

inline constexpr std::size_t kQuicklyPlanned = 20;  ///< measures; more take a plan seconds

[[nodiscard]] inline std::vector<files::LibraryCase> shipped_cases() {
  return files::list_cases(std::string(TANDEM_SOURCE_DIR) + "/cases");
}

/// A test's name for the case: letters, digits and underscores.
[[nodiscard]] inline std::string test_name(const files::LibraryCase& shipped) {
  std::string name = shipped.head.id;
  std::ranges::replace(name, '-', '_');
  return name;
}

}  // namespace tandem::test

namespace tandem::files {

inline void PrintTo(const LibraryCase& shipped, std::ostream* out) { *out << shipped.head.id; }

}  // namespace tandem::files
