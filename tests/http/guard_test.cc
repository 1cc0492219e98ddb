#include "apps/http/guard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace tandem::http {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kToken = "0123456789abcdefghijklmnopqrstuvwxyz-_ABCDE";

GuardOptions guarded() { return {.token = std::string(kToken), .port = 8437}; }

/// A request of the desk's own page.
Request own(std::string method = "GET", std::string path = "/api/v1/cases") {
  Request request{.method = std::move(method), .path = std::move(path)};
  request.headers = {{"host", "127.0.0.1:8437"},
                     {"cookie", "tandem-8437=" + std::string(kToken)},
                     {"sec-fetch-site", "same-origin"}};
  if (request.method != "GET") {
    request.headers["origin"] = "http://127.0.0.1:8437";
    request.headers["x-tandem"] = "1";
    request.headers["content-type"] = "application/json";
    request.body = "{}";
  }
  return request;
}

Request with(Request request, const std::string& name, const std::string& value) {
  request.headers[name] = value;
  return request;
}

Request without(Request request, const std::string& name) {
  request.headers.erase(name);
  return request;
}

/// 0: allowed
unsigned status_of(const Request& request, const GuardOptions& options = guarded()) {
  const Access access = check(request, options);
  return access.allowed ? 0 : access.answer.status;
}

std::string header_of(const Response& response, std::string_view name) {
  const auto found = std::ranges::find(response.headers, name, &Header::name);
  return found == response.headers.end() ? "" : found->value;
}

TEST(Token, IsNewEachTimeAndFitsIntoACookie) {
  std::set<std::string> made;
  for (int i = 0; i < 200; ++i) made.insert(make_token());
  EXPECT_EQ(made.size(), 200U);
  std::set<char> letters;
  for (const std::string& token : made) {
    EXPECT_EQ(token.size(), 43U);
    EXPECT_TRUE(usable_token(token));
    letters.insert(token.begin(), token.end());
  }
  EXPECT_EQ(letters.size(), 64U);
}

TEST(Token, OfAnotherMustBeLongAndPlain) {
  EXPECT_TRUE(usable_token(std::string(32, 'a')));
  EXPECT_FALSE(usable_token(std::string(31, 'a')));
  EXPECT_FALSE(usable_token(std::string(40, 'a') + ";"));
  EXPECT_FALSE(usable_token(std::string(40, 'a') + " "));
  EXPECT_FALSE(usable_token(""));
}

TEST(SameSecret, ComparesWholeTexts) {
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_FALSE(same_secret("abc", "abd"));
  EXPECT_FALSE(same_secret("abc", "ab"));
  EXPECT_FALSE(same_secret("", "a"));
}

TEST(Cookies, AreFoundByTheirWholeName) {
  EXPECT_THAT(cookies("a=1; tandem-1=x=y ;b=2;tandem-1=z", "tandem-1"), ElementsAre("x=y", "z"));
  EXPECT_THAT(cookies("xtandem-1=1; tandem-11=2; tandem-1", "tandem-1"), IsEmpty());
  EXPECT_THAT(cookies("tandem-1=", "tandem-1"), ElementsAre(""));
  EXPECT_THAT(cookies("", "tandem-1"), IsEmpty());
}

TEST(Guard, LetsTheDesksOwnPageAsk) {
  for (const std::string_view method : {"GET", "POST", "PUT", "DELETE"})
    EXPECT_EQ(status_of(own(std::string(method))), 0U) << method;
}

TEST(Guard, WantsTheTokenBelowApi) {
  EXPECT_EQ(status_of(without(own(), "cookie")), 401U);
  EXPECT_EQ(status_of(with(own(), "cookie", "tandem-8437=")), 401U);
  EXPECT_EQ(status_of(with(own(), "cookie", "tandem-8437=x" + std::string(kToken))), 401U);
  EXPECT_EQ(status_of(without(own("GET", "/api"), "cookie")), 401U);
  const Access access = check(without(own(), "cookie"), guarded());
  EXPECT_EQ(header_of(access.answer, "WWW-Authenticate"), "Bearer");
  EXPECT_EQ(nlohmann::json::parse(*access.answer.body)["error"]["code"], "no-session");
}

TEST(Guard, TakesNoCookieOfAnotherPort) {
  EXPECT_EQ(status_of(with(own(), "cookie", "tandem-8438=" + std::string(kToken))), 401U);
  EXPECT_EQ(status_of(with(own(), "cookie", "tandem-843=" + std::string(kToken))), 401U);
}

TEST(Guard, FindsItsCookieBehindOneThatAnotherPortHasSet) {
  EXPECT_EQ(
      status_of(with(own(), "cookie", "tandem-8437=forged; tandem-8437=" + std::string(kToken))),
      0U);
}

TEST(Guard, OpensToNobodyWhenItHasNoToken) {
  GuardOptions options = guarded();
  options.token.clear();
  EXPECT_EQ(status_of(with(own(), "cookie", "tandem-8437="), options), 401U);
  EXPECT_EQ(status_of(with(without(own(), "cookie"), "authorization", "Bearer "), options), 401U);
  Request entry = own("GET", "/");
  entry.query = {{"token", ""}};
  EXPECT_EQ(status_of(entry, options), 403U);
}

TEST(Guard, TakesTheTokenOfAProgram) {
  Request request{.method = "POST", .path = "/api/v1/jobs"};
  request.headers = {{"host", "localhost:8437"}};
  EXPECT_EQ(status_of(with(request, "authorization", "Bearer " + std::string(kToken))), 0U);
  EXPECT_EQ(status_of(with(request, "authorization", "bearer  " + std::string(kToken))), 0U);
  EXPECT_EQ(status_of(with(request, "authorization", "Bearer")), 401U);
  EXPECT_EQ(status_of(with(request, "authorization", "Bearer x")), 401U);
  EXPECT_EQ(status_of(with(request, "authorization", "Basic " + std::string(kToken))), 401U);
  EXPECT_EQ(status_of(with(request, "authorization", std::string(kToken))), 401U);
}

TEST(Guard, LooksAtNoCookieBesideAWrongHeader) {
  EXPECT_EQ(status_of(with(own(), "authorization", "Bearer x")), 401U);
}

TEST(Guard, RefusesPagesOfOthers) {
  for (const std::string method : {"GET", "POST"}) {
    EXPECT_EQ(status_of(with(own(method), "sec-fetch-site", "cross-site")), 403U);
    EXPECT_EQ(status_of(with(own(method), "sec-fetch-site", "same-site")), 403U);
    for (const std::string_view origin :
         {"http://evil.example", "http://127.0.0.1:8438", "https://127.0.0.1:8437", "null", "",
          "http://127.0.0.1", "http://127.0.0.1:8437.evil.example", "http://localhost:8437"}) {
      EXPECT_EQ(status_of(with(own(method), "origin", std::string(origin))), 403U) << origin;
    }
    // Before the token: a stranger does not learn whether it was right.
    EXPECT_EQ(status_of(without(with(own(method), "sec-fetch-site", "cross-site"), "cookie")),
              403U);
  }
  EXPECT_EQ(status_of(with(own(), "sec-fetch-site", "none")), 0U);
}

TEST(Guard, KnowsTheOriginOfAProxyThatItWasToldOf) {
  GuardOptions options = guarded();
  options.origins = {"https://desk.example.org"};
  EXPECT_EQ(status_of(with(own("POST"), "origin", "https://desk.example.org"), options), 0U);
  EXPECT_EQ(status_of(with(own("POST"), "origin", "https://example.org"), options), 403U);
}

TEST(Guard, ComparesTheSchemeWithItsOwn) {
  GuardOptions options = guarded();
  options.tls = true;
  EXPECT_EQ(status_of(with(own("POST"), "origin", "https://127.0.0.1:8437"), options), 0U);
  EXPECT_EQ(status_of(own("POST"), options), 403U);
}

TEST(Guard, WantsTheHeaderThatNoFormSendsForAChange) {
  for (const std::string method : {"POST", "PUT", "DELETE", "PATCH"}) {
    EXPECT_EQ(status_of(without(own(method), "x-tandem")), 403U) << method;
    EXPECT_EQ(status_of(with(own(method), "x-tandem", "0")), 403U) << method;
  }
}

TEST(Guard, TakesNoBodyButJson) {
  EXPECT_EQ(status_of(with(own("POST"), "content-type", "application/json; charset=utf-8")), 0U);
  EXPECT_EQ(status_of(with(own("POST"), "content-type", "Application/JSON")), 0U);
  for (const std::string_view type : {"text/plain", "application/x-www-form-urlencoded", "",
                                      "application/jsonp", "text/plain; application/json"}) {
    EXPECT_EQ(status_of(with(own("POST"), "content-type", std::string(type))), 415U) << type;
  }
  Request empty = without(own("DELETE"), "content-type");
  empty.body.clear();
  EXPECT_EQ(status_of(empty), 0U);
}

TEST(Guard, LetsAnyoneHaveThePages) {
  for (const std::string_view path : {"/", "/assets/app.js", "/apix", "/cases/korea"})
    EXPECT_EQ(status_of(Request{.method = "GET", .path = std::string(path)}), 0U) << path;
}

TEST(Guard, GivesTheCookieForTheRightToken) {
  Request request{.method = "GET", .path = "/"};
  request.query = {{"lang", "ko&한"}, {"token", std::string(kToken)}, {"x", ""}};
  const Access access = check(request, guarded());
  ASSERT_FALSE(access.allowed);
  EXPECT_EQ(access.answer.status, 303U);
  EXPECT_EQ(header_of(access.answer, "Location"), "/?lang=ko%26%ED%95%9C&x=");
  EXPECT_EQ(header_of(access.answer, "Set-Cookie"),
            "tandem-8437=" + std::string(kToken) + "; HttpOnly; SameSite=Strict; Path=/");
  EXPECT_EQ(header_of(access.answer, "Cache-Control"), "no-store");
  GuardOptions tls = guarded();
  tls.tls = true;
  EXPECT_THAT(header_of(check(request, tls).answer, "Set-Cookie"), HasSubstr("; Secure"));
}

TEST(Guard, RefusesAWrongTokenInWords) {
  Request request{.method = "GET", .path = "/"};
  request.query = {{"token", "<script>"}};
  const Access access = check(request, guarded());
  EXPECT_EQ(access.answer.status, 403U);
  EXPECT_THAT(access.answer.type, HasSubstr("text/html"));
  EXPECT_THAT(*access.answer.body, HasSubstr("does not open this desk"));
  EXPECT_EQ(access.answer.body->find("<script>"), std::string::npos);
  EXPECT_EQ(header_of(access.answer, "Set-Cookie"), "");
}

TEST(Guard, TakesNoTokenInTheAddressOfTheApi) {
  Request request = without(own(), "cookie");
  request.query = {{"token", std::string(kToken)}};
  EXPECT_EQ(status_of(request), 401U);
}

TEST(SecurityHeaders, ForbidEverythingThatIsNotOurs) {
  const auto headers = security_headers();
  const auto value = [&](std::string_view name) {
    const auto found = std::ranges::find(headers, name, &Header::name);
    return found == headers.end() ? std::string() : found->value;
  };
  EXPECT_THAT(value("Content-Security-Policy"),
              HasSubstr("default-src 'none'; script-src 'self';"));
  EXPECT_EQ(value("Content-Security-Policy").find("unsafe"), std::string::npos);
  EXPECT_EQ(value("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(value("Referrer-Policy"), "no-referrer");
  EXPECT_EQ(value("Cross-Origin-Opener-Policy"), "same-origin");
  EXPECT_EQ(value("Cross-Origin-Resource-Policy"), "same-origin");
  EXPECT_THAT(value("Permissions-Policy"), HasSubstr("camera=()"));
}

}  // namespace
}  // namespace tandem::http
