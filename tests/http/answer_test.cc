#include "apps/http/internal/answer.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "apps/http/event_log.h"
#include "apps/http/internal/host_names.h"

namespace tandem::http::internal {
namespace {

TEST(HttpDate, IsThatOfTheRfc) {
  EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");  // RFC 9110, 5.6.7
}

TEST(AnswerHead, SaysWhatComes) {
  Response response{.status = 201, .type = "text/plain"};
  response.body = std::make_shared<const std::string>("hello");
  response.headers = {{"X-Own", "1"}, {"x-usual", "own"}};
  const std::vector<Header> usual = {{"X-Usual", "usual"}, {"X-Other", "2"}};
  EXPECT_EQ(answer_head(response, {.usual = usual, .date = "now", .keep_alive = true}),
            "HTTP/1.1 201 Created\r\nDate: now\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n"
            "Connection: keep-alive\r\nX-Own: 1\r\nx-usual: own\r\nX-Other: 2\r\n\r\n");
}

TEST(AnswerHead, HasNoLengthWhereNoBodyCan) {
  EXPECT_EQ(answer_head({.status = 304}, {.usual = {}, .date = "now"}),
            "HTTP/1.1 304 Not Modified\r\nDate: now\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(
      answer_head({.status = 303, .type = ""}, {.usual = {}, .date = "now"}),
      "HTTP/1.1 303 See Other\r\nDate: now\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

TEST(AnswerHead, OfAStreamEndsWithTheConnection) {
  Response response;
  response.events = std::make_shared<EventLog>();
  const std::vector<Header> usual = {{"Cache-Control", "no-cache"}};
  EXPECT_EQ(answer_head(response, {.usual = usual, .date = "now"}),
            "HTTP/1.1 200 OK\r\nDate: now\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
            "Cache-Control: no-store\r\nConnection: close\r\n\r\n");
}

TEST(Sendable, RefusesALineBreakInAHeader) {
  EXPECT_TRUE(sendable({.headers = {{"X", "a\tb é"}}}));
  EXPECT_FALSE(sendable({.headers = {{"X", "a\r\nSet-Cookie: b"}}}));
  EXPECT_FALSE(sendable({.headers = {{"X\n", "a"}}}));
  EXPECT_FALSE(sendable({.headers = {{"X: y", "a"}}}));
  EXPECT_FALSE(sendable({.headers = {{"", "a"}}}));
  EXPECT_FALSE(sendable({.type = "a\nb"}));
}

TEST(NotModified, ComparesTags) {
  const Response tagged{.headers = {{"ETag", "\"abc\""}}};
  const auto asked = [](const std::string& tags) {
    Request request{.method = "GET", .path = "/"};
    request.headers["if-none-match"] = tags;
    return request;
  };
  EXPECT_TRUE(not_modified(asked("\"abc\""), tagged));
  EXPECT_TRUE(not_modified(asked("\"x\", W/\"abc\" "), tagged));
  EXPECT_TRUE(not_modified(asked("*"), tagged));
  EXPECT_FALSE(not_modified(asked("\"ab\""), tagged));
  EXPECT_FALSE(not_modified(asked("abc"), tagged));
  EXPECT_FALSE(not_modified(asked("*"), Response{}));
  EXPECT_FALSE(not_modified(Request{.method = "GET", .path = "/"}, tagged));
  Request post = asked("*");
  post.method = "POST";
  EXPECT_FALSE(not_modified(post, tagged));
  Response missing = tagged;
  missing.status = 404;
  EXPECT_FALSE(not_modified(asked("\"abc\""), missing));
}

TEST(HostNames, AreTheNamesWithThePort) {
  const std::vector<std::string> names = {"localhost", "[::1]", "127.0.0.1", "desk.example:443"};
  const HostNames hosts(names, 8437, false);
  for (const char* host : {"localhost:8437", "LOCALHOST:8437", "[::1]:8437", "127.0.0.1:8437",
                           "desk.example", "desk.example:443"}) {
    EXPECT_TRUE(hosts.has(host)) << host;
  }
  for (const char* host :
       {"localhost", "localhost:80", "localhost:8437.evil.example", "evil.example:8437", "[::1]",
        "", ":8437", "127.0.0.1:84370", "desk.example:8437", "0x7f000001:8437", "127.1:8437"}) {
    EXPECT_FALSE(hosts.has(host)) << host;
  }
}

TEST(HostNames, LeaveOutThePortOfTheScheme) {
  const std::vector<std::string> names = {"desk.example", "[::1]"};
  EXPECT_TRUE(HostNames(names, 80, false).has("desk.example"));
  EXPECT_TRUE(HostNames(names, 80, false).has("[::1]"));
  EXPECT_TRUE(HostNames(names, 443, true).has("desk.example"));
  EXPECT_FALSE(HostNames(names, 443, false).has("desk.example"));
  EXPECT_FALSE(HostNames(names, 80, true).has("desk.example"));
}

}  // namespace
}  // namespace tandem::http::internal
