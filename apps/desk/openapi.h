#pragma once

#include "apps/desk/schema.h"

namespace tandem::desk {

/// The OpenAPI 3.1 document of all routes.
[[nodiscard]] Json openapi_document();

}  // namespace tandem::desk
