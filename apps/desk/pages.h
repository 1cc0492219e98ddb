#pragma once

#include "apps/http/message.h"

namespace tandem::desk {

/// The built page, script or style of a path; of a path without an extension the page in which the
/// browser finds its own way. 404 of any other.
[[nodiscard]] http::Response page(const http::Request& request);

}  // namespace tandem::desk
