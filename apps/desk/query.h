#pragma once

#include "apps/desk/refusal.h"
#include "apps/desk/schema.h"
#include "apps/http/message.h"

namespace tandem::desk {

/// The parameters of an address as a value that fits the schema, with what is absent and has a
/// default. @param schema  an object of texts, days, flags and whole numbers; null: null
/// Errors: query (every mistake; the place of each is "?" and the name).
[[nodiscard]] Answer<Json> query_of(const Json& schema, const http::Request& request);

}  // namespace tandem::desk
