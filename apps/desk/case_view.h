#pragma once

#include <string>

#include "apps/desk/workbench.h"

namespace tandem::desk {

/// What a case's page shows of a text: whether it is one, what is in it, what lies beside it.
/// @param text  of the file as it is, or with changes
[[nodiscard]] Json case_view(Workbench& bench, const OnDisk& on_disk, const std::string& text);

/// Its schema, with more keys.
[[nodiscard]] Json case_view_schema(std::vector<schema::Member> more = {});

}  // namespace tandem::desk
