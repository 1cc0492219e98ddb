#pragma once

#include <optional>
#include <string_view>
#include <vector>

/// The built pages, inside the program.
namespace tandem::desk {

struct Asset {
  std::string_view path;  ///< "/assets/app.js"
  std::string_view type;  ///< its media type, with the charset of a text
  std::string_view bytes;
  bool hashed = false;  ///< its name changes with its bytes, so it can be kept for ever
};

/// Nothing where there is none of that path; the path is taken as it is.
[[nodiscard]] std::optional<Asset> asset(std::string_view path);
/// All, by path.
[[nodiscard]] std::vector<Asset> assets();

}  // namespace tandem::desk
