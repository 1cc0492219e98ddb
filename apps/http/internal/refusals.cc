#include "apps/http/internal/refusals.h"

#include <charconv>
#include <cstdint>
#include <string_view>
#include <system_error>

#include "apps/http/event_log.h"
#include "apps/http/json.h"
#include "apps/http/message.h"

namespace tandem::http::internal {

Response misdirected() {
  return error_response(421, "wrong-host", "the Host header is not a name of this server",
                        "open it by the address that it prints, or start it with the name allowed");
}

Response overloaded() {
  Response response =
      error_response(503, "overloaded", "too many requests wait for an answer", "ask again later");
  response.headers.push_back({"Retry-After", "1"});
  return response;
}

Response late() {
  return error_response(408, "timeout", "the request did not come in whole in time",
                        "send it again, faster");
}

Response failed() {
  return error_response(500, "internal", "the server failed at this request",
                        "report it, with what you did before");
}

std::uint64_t last_event_id(const Request& request) {
  const std::string_view text = request.header("last-event-id");
  const char* const end = text.data() + text.size();
  std::uint64_t id = 0;
  const auto [read, ec] = std::from_chars(text.data(), end, id);
  return ec == std::errc() && read == end ? id : 0;
}

bool nothing_comes(const Request& request, const Response& response) {
  const std::uint64_t last = last_event_id(request);
  if (!response.events || last == 0) return false;
  const EventLog::Batch batch = response.events->after(last);
  return batch.closed && batch.events.empty();
}

}  // namespace tandem::http::internal
