#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "apps/http/guard.h"
#include "apps/http/internal/answer.h"
#include "apps/http/internal/request_reader.h"
#include "apps/http/internal/target.h"
#include "apps/http/message.h"
#include "tandem/base/text.h"

namespace http = tandem::http;
using http::internal::RequestReader;

namespace {

constexpr std::size_t kHeader = 512;
constexpr std::size_t kBody = 256;
constexpr std::string_view kToken = "0123456789abcdef0123456789abcdef";

void demand(bool holds) {
  if (!holds) std::abort();
}

/// What the handler relies on, whatever was sent.
void check_request(const http::Request& request) {
  const std::string_view path = request.path;
  demand(path.starts_with('/') && tandem::utf8_prefix(path) == path.size());
  demand(path.find("//") == std::string_view::npos && path.find('\0') == std::string_view::npos);
  const std::string closed = request.path + "/";
  demand(closed.find("/../") == std::string::npos && closed.find("/./") == std::string::npos);
  demand(request.body.size() <= kBody && !request.header("host").empty());
  for (const auto& [name, value] : request.query)
    demand(tandem::utf8_prefix(name) == name.size() && tandem::utf8_prefix(value) == value.size());
  const auto again = http::internal::decode_target(http::internal::percent_encode(path, "/"));
  demand(again && again->path == path);
}

/// Nobody comes in without the token, and nothing that is answered can end its own head.
void check_access(const http::Request& request) {
  const http::GuardOptions options{.token = std::string(kToken), .port = 8437};
  const http::Access access = http::check(request, options);
  bool told = false;
  for (const auto& [name, value] : request.headers)
    told = told || value.find(kToken) != std::string::npos;
  demand(!access.allowed || !request.path.starts_with("/api/") || told);
  demand(http::internal::sendable(access.answer));
  const std::string head = http::internal::answer_head(access.answer, {.usual = {}, .date = "now"});
  demand(head.find("\r\n\r\n") == head.size() - 4);
}

struct Told {
  std::string requests;  // a text for all that came in whole
  bool refused = false;  // what came after them, else more was waited for
};

/// All that the bytes lead to when they come in pieces of `piece`.
Told read(std::string_view bytes, std::size_t piece) {
  RequestReader reader(kHeader, kBody);
  Told told;
  std::string& found = told.requests;
  for (;;) {
    const RequestReader::State state = reader.parse();
    if (state == RequestReader::State::ready) {
      const http::internal::Received received = reader.take();
      check_request(received.request);
      check_access(received.request);
      found += received.request.method + received.request.path + '\n' + received.request.body;
      for (const auto& [name, value] : received.request.headers) found += name + value + '\n';
      continue;
    }
    if (state == RequestReader::State::refused) {
      demand(reader.refusal().status >= 400 && reader.refusal().body != nullptr);
      told.refused = true;
      return told;
    }
    if (state == RequestReader::State::expects) continue;
    if (bytes.empty()) return told;
    const auto space = reader.space();
    demand(!space.empty());
    const std::size_t taken = std::min({piece, space.size(), bytes.size()});
    std::memcpy(space.data(), bytes.data(), taken);
    reader.filled(taken);
    bytes.remove_prefix(taken);
  }
}

}  // namespace

/// Any bytes are requests as the handler expects them or are refused, and it does not matter how
/// the network cut them, but that an impossible head may be refused before its end or at it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string ended = std::string(bytes) + "\r\n\r\n";
  const Told whole = read(bytes, std::max<std::size_t>(1, size));
  for (const std::size_t piece : {std::size_t{1}, std::size_t{13}}) {
    const Told cut = read(bytes, piece);
    demand(cut.requests == whole.requests);
    demand(cut.refused == whole.refused || read(ended, piece).refused == read(ended, size).refused);
  }
  return 0;
}
