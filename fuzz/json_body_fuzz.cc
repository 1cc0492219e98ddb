#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "apps/http/json.h"
#include "tandem/base/text.h"

namespace http = tandem::http;

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

std::size_t depth(const nlohmann::ordered_json& value) {
  std::size_t deepest = 0;
  if (value.is_structured()) {
    for (const auto& one : value) deepest = std::max(deepest, depth(one));
    ++deepest;
  }
  return deepest;
}

}  // namespace

/// Any bytes are refused with a reason, or are a value that is read back as it is written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto parsed = http::parse_json(text);
  if (!parsed) {
    demand(parsed.error().details.size() == 1);
    demand(!parsed.error().details.front().message.empty());
    const http::Response refusal = http::error_response(400, "json", parsed.error());
    demand(http::parse_json(*refusal.body).has_value());
    return 0;
  }
  demand(tandem::utf8_prefix(text) == text.size());
  demand(depth(*parsed) <= http::kJsonDepth);
  const http::Response answer = http::json_response(*parsed);
  const auto again = http::parse_json(*answer.body);
  demand(again && *again == *parsed);
  return 0;
}
