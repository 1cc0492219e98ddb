#pragma once

#include <filesystem>
#include <string>

#include "apps/desk/refusal.h"
#include "apps/desk/route.h"

/// Files of our own that a request writes beside a case.
namespace tandem::desk {

/// The {name} of a path as the name of a file. Errors: name, with one that would do.
[[nodiscard]] Answer<std::string> file_name_of(const Call& call);

/// Writes a file. Errors: exists, io.
/// @param replace  whether one of that name may be written over
/// @param answer   where it is written
[[nodiscard]] Answer<http::Response> write_beside(const std::filesystem::path& path,
                                                  const std::string& text, bool replace,
                                                  const Json& answer);

/// The member "replace" of a request.
[[nodiscard]] schema::Member replace_member();

}  // namespace tandem::desk
