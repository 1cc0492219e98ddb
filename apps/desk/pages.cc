#include "apps/desk/pages.h"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "apps/desk/assets.h"
#include "apps/desk/hash.h"
#include "apps/desk/refusal.h"

namespace tandem::desk {
namespace {

constexpr std::string_view kStart = "/index.html";

/// An asset as it is answered: made once, since its bytes never change.
std::map<std::string, http::Response, std::less<>> all_answers() {
  std::map<std::string, http::Response, std::less<>> all;
  for (const Asset& one : assets()) {
    http::Response made{.type = std::string(one.type),
                        .body = std::make_shared<const std::string>(one.bytes)};
    made.headers = {
        {"Cache-Control", one.hashed ? "public, max-age=31536000, immutable" : "no-cache"},
        {"ETag", fmt::format("\"{}\"", hash_of({one.bytes}))}};
    all.emplace(one.path, std::move(made));
  }
  return all;
}

bool has_extension(std::string_view path) {
  return path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos;
}

}  // namespace

http::Response page(const http::Request& request) {
  static const auto kAnswers = all_answers();
  if (request.method != "GET" && request.method != "HEAD") {
    auto refused = response_of({405, "method", "pages are only read", "use GET"});
    refused.headers.push_back({"Allow", "GET, HEAD"});
    return refused;
  }
  const auto exact = kAnswers.find(request.path);
  if (exact != kAnswers.end()) return exact->second;
  const auto start = kAnswers.find(kStart);
  if (!has_extension(request.path) && start != kAnswers.end()) return start->second;
  return response_of(
      {404, "not-found", fmt::format("there is no page {}", request.path), "begin at /"});
}

}  // namespace tandem::desk
