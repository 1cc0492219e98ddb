#include "apps/desk/assets.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "apps/desk/internal/asset_table.h"

namespace tandem::desk {
namespace {

constexpr std::array kTypes = std::to_array<std::pair<std::string_view, std::string_view>>({
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".webmanifest", "application/manifest+json"},
    {".woff2", "font/woff2"},
});

std::string_view type_of(std::string_view path) {
  const auto* const found =
      std::ranges::find_if(kTypes, [&](const auto& type) { return path.ends_with(type.first); });
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

Asset asset_of(const internal::AssetRow& row) {
  const std::string_view path = row.path;
  const std::string_view bytes(row.begin, static_cast<std::size_t>(row.end - row.begin));
  return {path, type_of(path), bytes, path.starts_with("/assets/")};
}

}  // namespace

std::optional<Asset> asset(std::string_view path) {
  for (const internal::AssetRow* row = internal::kAssetRows; row->path != nullptr; ++row)
    if (row->path == path) return asset_of(*row);
  return std::nullopt;
}

std::vector<Asset> assets() {
  std::vector<Asset> all;
  for (const internal::AssetRow* row = internal::kAssetRows; row->path != nullptr; ++row)
    all.push_back(asset_of(*row));
  return all;
}

}  // namespace tandem::desk
