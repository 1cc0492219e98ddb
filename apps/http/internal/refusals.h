#pragma once

#include <cstdint>

#include "apps/http/message.h"

/// What the server itself answers, in the one shape of an error.
namespace tandem::http::internal {

[[nodiscard]] Response misdirected();  ///< 421
[[nodiscard]] Response overloaded();   ///< 503
[[nodiscard]] Response late();         ///< 408
[[nodiscard]] Response failed();       ///< 500

/// The id of the Last-Event-ID header; 0 where there is none or it is none of ours.
[[nodiscard]] std::uint64_t last_event_id(const Request& request);
/// Whether the answer is a stream of which the peer has all.
[[nodiscard]] bool nothing_comes(const Request& request, const Response& response);

}  // namespace tandem::http::internal
