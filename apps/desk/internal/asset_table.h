#pragma once

/// Written by the build from web/dist: the last row is empty.
namespace tandem::desk::internal {

struct AssetRow {
  const char* path;  ///< "/assets/app.js"
  const char* begin;
  const char* end;
};

extern const AssetRow kAssetRows[];

}  // namespace tandem::desk::internal
