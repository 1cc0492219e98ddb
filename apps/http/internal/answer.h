#pragma once

#include <ctime>
#include <span>
#include <string>
#include <string_view>

#include "apps/http/internal/request_reader.h"
#include "apps/http/message.h"

/// An answer as bytes; no network.
namespace tandem::http::internal {

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7)
[[nodiscard]] std::string http_date(std::time_t time);

/// Whether every header is one line: a name or a value with a line break would be a second answer.
[[nodiscard]] bool sendable(const Response& response);

/// Whether the request says that it has what the answer's ETag names: by the weak comparison, and
/// "*" is any (RFC 9110, 13.1.2).
[[nodiscard]] bool not_modified(const Request& request, const Response& response);

/// What an answer says of itself besides its own headers.
struct HeadOptions {
  std::span<const Header> usual;  ///< those that the answer does not set itself
  std::string_view date;
  bool keep_alive = false;
};

/// The status line and the headers, with the empty line after them. A stream's has no length: it
/// ends with the connection.
[[nodiscard]] std::string answer_head(const Response& response, const HeadOptions& options);

/// Whether an answer of this status has a body at all.
[[nodiscard]] bool has_body(unsigned status);

}  // namespace tandem::http::internal
