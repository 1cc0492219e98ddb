#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "apps/http/message.h"

/// Who may ask: a token of each run, in a cookie or in a header, and nobody through a stranger's
/// page. Pure but for the making of a token.
namespace tandem::http {

/// 256 bits of the system's randomness: 43 letters, digits, '-' and '_' (base64url, RFC 4648).
[[nodiscard]] std::string make_token();
/// Whether a token of somebody else's making has letters that fit into a cookie and an address,
/// and enough of them (32).
[[nodiscard]] bool usable_token(std::string_view token);
/// In a time that tells nothing but whether the lengths are the same.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b);

/// Every value of that name in a Cookie header. A page at another port of the host can set one of
/// our name, and nobody says which comes first.
[[nodiscard]] std::vector<std::string_view> cookies(std::string_view header, std::string_view name);

struct GuardOptions {
  std::string token;
  std::uint16_t port =
      0;  ///< that of the server: cookies do not keep ports apart, so their name does
  bool tls = false;
  /// Others besides our scheme and the request's Host, e.g. of a proxy that adds TLS.
  std::vector<std::string> origins = {};
};

struct Access {
  bool allowed = false;
  Response answer = {};  ///< where it is not allowed: the refusal, or the way in
};

/// Everything below /api/ needs the token, as `Authorization: Bearer` or in the cookie; one with a
/// cookie that changes something also `X-Tandem: 1`, which no page of another origin can send. A
/// body is application/json. Other paths need nothing, but ?token= on them is the way in: the
/// cookie and the same address without it.
[[nodiscard]] Access check(const Request& request, const GuardOptions& options);

/// What every answer says to a browser: to run, load, frame and tell nothing that is not ours.
[[nodiscard]] std::vector<Header> security_headers();

}  // namespace tandem::http
