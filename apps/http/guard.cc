#include "apps/http/guard.h"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "apps/http/internal/same_letters.h"
#include "apps/http/internal/target.h"
#include "apps/http/json.h"

namespace tandem::http {

namespace {

using internal::same_letters;

constexpr std::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kLeastToken = 32;  // letters
constexpr std::string_view kHowIn = "open the address that the desk printed when it started";

std::string_view stripped(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  const std::size_t end = text.find_last_not_of(" \t") + 1;  // npos + 1 is 0
  return begin < end ? text.substr(begin, end - begin) : std::string_view{};
}

std::string cookie_name(const GuardOptions& options) {
  return fmt::format("tandem-{}", options.port);
}

/// No token opens a desk that has none.
bool right(std::string_view token, const GuardOptions& options) {
  return !options.token.empty() && same_secret(token, options.token);
}

bool changes(const Request& request) { return request.method != "GET"; }

bool own_origin(const Request& request, const GuardOptions& options) {
  const std::string_view origin = request.header("origin");
  const std::string own =
      fmt::format("{}://{}", options.tls ? "https" : "http", request.header("host"));
  return same_letters(origin, own) ||
         std::ranges::any_of(options.origins,
                             [&](const std::string& one) { return same_letters(origin, one); });
}

/// A page of another origin, or of another port of this host, made the browser ask.
std::optional<Response> refuse_strangers(const Request& request, const GuardOptions& options) {
  const std::string_view site = request.header("sec-fetch-site");
  const bool has_origin = request.headers.contains("origin");
  const bool foreign = site == "cross-site" || site == "same-site";
  if (!foreign && (!has_origin || own_origin(request, options))) return std::nullopt;
  return error_response(403, "foreign-origin", "a page of another origin asked",
                        "ask from the desk's own page, or from a program without an Origin header");
}

enum class Proof { none, cookie, header };

Proof proof_of(const Request& request, const GuardOptions& options) {
  if (request.headers.contains("authorization")) {
    constexpr std::string_view kScheme = "Bearer ";
    const std::string_view said = request.header("authorization");
    const bool bearer =
        said.size() > kScheme.size() && same_letters(said.substr(0, kScheme.size()), kScheme);
    return bearer && right(stripped(said.substr(kScheme.size())), options) ? Proof::header
                                                                           : Proof::none;
  }
  const auto held = cookies(request.header("cookie"), cookie_name(options));
  const bool ours =
      std::ranges::any_of(held, [&](std::string_view value) { return right(value, options); });
  return ours ? Proof::cookie : Proof::none;
}

bool json_body(const Request& request) {
  const std::string_view type = request.header("content-type");
  return same_letters(stripped(type.substr(0, type.find(';'))), "application/json");
}

std::optional<Response> refuse_api(const Request& request, const GuardOptions& options) {
  if (auto refusal = refuse_strangers(request, options)) return refusal;
  const Proof proof = proof_of(request, options);
  if (proof == Proof::none) {
    Response refusal =
        error_response(401, "no-session", "the session's token is missing or wrong", kHowIn);
    refusal.headers.push_back({"WWW-Authenticate", "Bearer"});
    return refusal;
  }
  if (proof == Proof::cookie && changes(request) && request.header("x-tandem") != "1") {
    return error_response(403, "no-intent", "the header X-Tandem is missing",
                          "send X-Tandem: 1 with every request that changes something");
  }
  if (!request.body.empty() && !json_body(request)) {
    return error_response(415, "not-json", "the body is not application/json",
                          "send JSON with Content-Type: application/json");
  }
  return std::nullopt;
}

Response wrong_token() {
  Response answer{.status = 403, .type = "text/html; charset=utf-8"};
  answer.body = std::make_shared<const std::string>(fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>tandem: no entry"
      "</title></head>\n<body><h1>This address does not open this desk</h1>\n<p>Its token is not "
      "that of the desk that runs now. To enter, {}.</p></body></html>\n",
      kHowIn));
  answer.headers.push_back({"Cache-Control", "no-store"});
  return answer;
}

/// The address of the request without its token.
std::string without_token(const Request& request) {
  std::string address = internal::percent_encode(request.path, "/");
  char mark = '?';
  for (const auto& [name, value] : request.query) {
    if (name == "token") continue;
    address += fmt::format("{}{}={}", mark, internal::percent_encode(name, ""),
                           internal::percent_encode(value, ""));
    mark = '&';
  }
  return address;
}

Response way_in(const Request& request, const GuardOptions& options) {
  Response answer{.status = 303, .type = ""};
  answer.headers.push_back({"Location", without_token(request)});
  answer.headers.push_back(
      {"Set-Cookie", fmt::format("{}={}; HttpOnly; SameSite=Strict; Path=/{}", cookie_name(options),
                                 options.token, options.tls ? "; Secure" : "")});
  answer.headers.push_back({"Cache-Control", "no-store"});
  return answer;
}

}  // namespace

std::string make_token() {
  std::array<unsigned char, kTokenBytes> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
    throw std::runtime_error("the system has no randomness to give");
  std::string token;
  std::uint32_t held = 0;  // bits not yet written, the last at the right
  int bits = 0;
  for (const unsigned char byte : bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 6; bits -= 6) token += kBase64Url[(held >> (bits - 6)) & 63];
  }
  if (bits > 0) token += kBase64Url[(held << (6 - bits)) & 63];
  return token;
}

bool usable_token(std::string_view token) {
  return token.size() >= kLeastToken && std::ranges::all_of(token, [](char letter) {
           return kBase64Url.find(letter) != std::string_view::npos;
         });
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::vector<std::string_view> cookies(std::string_view header, std::string_view name) {
  std::vector<std::string_view> values;
  for (std::size_t begin = 0; begin < header.size();) {
    const std::size_t end = std::min(header.find(';', begin), header.size());
    const std::string_view pair = header.substr(begin, end - begin);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && stripped(pair.substr(0, equals)) == name)
      values.push_back(stripped(pair.substr(equals + 1)));
    begin = end + 1;
  }
  return values;
}

Access check(const Request& request, const GuardOptions& options) {
  if (request.path == "/api" || request.path.starts_with("/api/")) {
    auto refusal = refuse_api(request, options);
    return refusal ? Access{false, std::move(*refusal)} : Access{true};
  }
  const auto token = request.parameter("token");
  if (!token || changes(request)) return {true};
  if (!right(*token, options)) return {false, wrong_token()};
  return {false, way_in(request, options)};
}

std::vector<Header> security_headers() {
  return {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
       "font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self'; "
       "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy",
       "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
       "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"},
  };
}

}  // namespace tandem::http
