#include "apps/http/internal/request_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace tandem::http::internal {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using State = RequestReader::State;

constexpr std::size_t kHeader = 1024;
constexpr std::size_t kBody = 4096;

/// Everything that a connection which brings these bytes leads to, in words.
std::vector<std::string> read(std::string_view bytes, std::size_t piece) {
  RequestReader reader(kHeader, kBody);
  std::vector<std::string> found;
  for (;;) {
    switch (reader.parse()) {
      case State::ready: {
        const Received received = reader.take();
        found.push_back(received.request.method + " " + received.request.path + " " +
                        received.request.body + (received.keep_alive ? "" : " last"));
        continue;
      }
      case State::expects:
        found.emplace_back("expects");
        continue;
      case State::refused:
        found.push_back("refused " + std::to_string(reader.refusal().status));
        return found;
      case State::more:
        break;
    }
    if (bytes.empty()) return found;
    const auto space = reader.space();
    const std::size_t taken = std::min({piece, space.size(), bytes.size()});
    std::memcpy(space.data(), bytes.data(), taken);
    reader.filled(taken);
    bytes.remove_prefix(taken);
  }
}

std::vector<std::string> read(std::string_view bytes) {
  auto whole = read(bytes, bytes.size());
  // However the network cuts it.
  for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{100}})
    EXPECT_EQ(read(bytes, piece), whole) << "in pieces of " << piece << ": " << bytes;
  return whole;
}

std::string post(std::string_view headers, std::string_view body) {
  return std::string("POST /x HTTP/1.1\r\nHost: a\r\n").append(headers).append("\r\n").append(body);
}

TEST(RequestReader, ReadsWhatOneAsks) {
  RequestReader reader(kHeader, kBody);
  const std::string_view bytes =
      "PUT /a%20b?x=1 HTTP/1.1\r\nHost: a:1\r\nX-Some:  thing \r\nAccept: a\r\naccept: b\r\n"
      "Cookie: a=1\r\nCookie: b=2\r\nContent-Length: 4\r\n\r\nbody";
  std::memcpy(reader.space().data(), bytes.data(), bytes.size());
  EXPECT_FALSE(reader.begun());
  reader.filled(bytes.size());
  EXPECT_TRUE(reader.begun());
  ASSERT_EQ(reader.parse(), State::ready);
  const Received received = reader.take();
  EXPECT_FALSE(reader.begun());
  EXPECT_EQ(received.request.method, "PUT");
  EXPECT_EQ(received.request.path, "/a b");
  EXPECT_THAT(received.request.query, ElementsAre(Pair("x", "1")));
  EXPECT_THAT(
      received.request.headers,
      ElementsAre(Pair("accept", "a, b"), Pair("content-length", "4"), Pair("cookie", "a=1; b=2"),
                  Pair("host", "a:1"), Pair("x-some", "thing")));
  EXPECT_EQ(received.request.body, "body");
  EXPECT_FALSE(received.head);
  EXPECT_TRUE(received.keep_alive);
}

TEST(RequestReader, AsksForAHeadAsForAGet) {
  RequestReader reader(kHeader, kBody);
  const std::string_view bytes = "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n";
  std::memcpy(reader.space().data(), bytes.data(), bytes.size());
  reader.filled(bytes.size());
  ASSERT_EQ(reader.parse(), State::ready);
  const Received received = reader.take();
  EXPECT_EQ(received.request.method, "GET");
  EXPECT_TRUE(received.head);
}

TEST(RequestReader, ReadsOneAfterTheOther) {
  EXPECT_THAT(read("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\n"
                   "Content-Length: 3\r\n\r\nabcGET /3 HTTP/1.1\r\nHost: a\r\n\r\n"),
              ElementsAre("GET /1 ", "POST /2 abc", "GET /3 "));
}

TEST(RequestReader, KnowsWhoWantsToStay) {
  EXPECT_THAT(read("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
              ElementsAre("GET /  last"));
  EXPECT_THAT(read("GET / HTTP/1.0\r\nHost: a\r\n\r\n"), ElementsAre("GET /  last"));
  EXPECT_THAT(read("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n"),
              ElementsAre("GET / "));
}

TEST(RequestReader, ReadsABodyInChunks) {
  EXPECT_THAT(read(post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n5\r\ndefgh\r\n0\r\n\r\n")),
              ElementsAre("POST /x abcdefgh"));
  // What comes after the last chunk is no header.
  RequestReader reader(kHeader, kBody);
  const std::string bytes =
      post("Transfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\nAuthorization: Bearer x\r\n\r\n");
  std::memcpy(reader.space().data(), bytes.data(), bytes.size());
  reader.filled(bytes.size());
  ASSERT_EQ(reader.parse(), State::ready);
  EXPECT_EQ(reader.take().request.header("authorization"), "");
}

TEST(RequestReader, SaysThatThePeerWaitsBeforeItSendsTheBody) {
  EXPECT_THAT(read(post("Expect: 100-continue\r\nContent-Length: 2\r\n", ""), 1000),
              ElementsAre("expects"));
  EXPECT_THAT(read(post("Expect: 100-Continue\r\nContent-Length: 2\r\n", "ab"), 1),
              ElementsAre("expects", "POST /x ab"));
  EXPECT_THAT(read(post("Expect: 100-continue\r\nContent-Length: 5000\r\n", "")),
              ElementsAre("refused 413"));
  EXPECT_THAT(read(post("Expect: 200-ok\r\nContent-Length: 2\r\n", "ab")),
              ElementsAre("refused 417"));
}

TEST(RequestReader, RefusesWhatTwoReadersUnderstandDifferently) {
  for (const std::string_view headers :
       {"Content-Length: 3\r\nContent-Length: 4\r\n",
        "Content-Length: 3\r\nContent-Length: 3\r\n",
        "Content-Length: 3, 3\r\n",
        "Content-Length: +3\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 0x3\r\n",
        "Content-Length: 3 3\r\n",
        "Content-Length: \r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Content-Length : 3\r\n",
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: \r\n",
        "Transfer-Encoding:\r\nContent-Length: 3\r\n",
        "Host: b\r\n",
        "X\r\n",

        "X: a\rY: b\r\n",
        "X: a\nContent-Length: 3\r\n",
        "X: \x01\r\n",
        "X y: 1\r\n",
        ": 1\r\n",
        "Authorization: a\r\nAuthorization: b\r\n",
        "Origin: a\r\nOrigin: b\r\n",
        "X-Tandem: 0\r\nx-tandem: 1\r\n"}) {
    EXPECT_THAT(read(post(headers, "abc")), ElementsAre("refused 400")) << headers;
  }
  for (const std::string_view coding : {"gzip", "chunked, gzip", "gzip, chunked", "xchunked",
                                        "identity", "chunked;q=1", "\"chunked\""}) {
    EXPECT_THAT(read(post(std::string("Transfer-Encoding: ").append(coding) + "\r\n", "0\r\n\r\n")),
                ElementsAre("refused 501"))
        << coding;
  }
}

TEST(RequestReader, RefusesChunksThatAreNone) {
  for (const std::string_view body :
       {"x\r\n", "-1\r\n\r\n", "3;a=b\r\nabc\r\n0\r\n\r\n", "3\r\nabcd\r\n0\r\n\r\n",
        "10000000000000000000\r\n", "3 \r\nabc\r\n", "0x3\r\nabc\r\n\r\n", "3\nabc\r\n0\r\n\r\n"}) {
    const auto found = read(post("Transfer-Encoding: chunked\r\n", body), 1000);
    ASSERT_EQ(found.size(), 1U) << body;
    EXPECT_THAT(found[0], testing::AnyOf("refused 400", "refused 413")) << body;
  }
}

TEST(RequestReader, RefusesLinesThatAreNoRequest) {
  for (const std::string_view line :
       {"get / HTTP/1.1", "GET  / HTTP/1.1", "GET /", "GET / HTTP/2.0", "GET / HTTP/1.1 ",
        "GET / http/1.1", "/ GET HTTP/1.1", "GET http://a/ HTTP/1.1", "CONNECT a:1 HTTP/1.1",
        "OPTIONS * HTTP/1.1", "G@T / HTTP/1.1", "GET /\x01 HTTP/1.1", "GET /a%2 HTTP/1.1",
        "GET /../x HTTP/1.1", "\x16\x03\x01\x02"}) {
    EXPECT_THAT(read(std::string(line) + "\r\nHost: a\r\n\r\n"), ElementsAre("refused 400"))
        << line;
  }
  EXPECT_THAT(read("GET / HTTP/1.1\r\n\r\n"), ElementsAre("refused 400"));
  EXPECT_THAT(read("GET / HTTP/1.1\r\nHost:\r\n\r\n"), ElementsAre("refused 400"));
}

TEST(RequestReader, RefusesHeadersOverTheLimitAndTakesThoseBelow) {
  const std::string_view start = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
  const auto with_header_of = [&](std::size_t bytes) {
    return std::string(start) + std::string(bytes - start.size() - 4, 'x') + "\r\n\r\n";
  };
  EXPECT_THAT(read(with_header_of(kHeader)), ElementsAre("GET / "));
  EXPECT_THAT(read(with_header_of(kHeader + 3)), ElementsAre("refused 431"));
  EXPECT_THAT(read(with_header_of(100 * kHeader)), ElementsAre("refused 431"));
  // One that never ends, a target, many that are short, and both halves below the limit.
  EXPECT_THAT(read(std::string(10 * kHeader, 'G')), ElementsAre("refused 431"));
  EXPECT_THAT(read("GET /" + std::string(kHeader, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n"),
              ElementsAre("refused 431"));
  std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 300; ++i) many += "a" + std::to_string(i) + ":\r\n";
  EXPECT_THAT(read(many + "\r\n"), ElementsAre("refused 431"));
  EXPECT_THAT(read("GET /" + std::string(600, 'x') +
                   " HTTP/1.1\r\nHost: a\r\nX: " + std::string(600, 'x') + "\r\n\r\n"),
              ElementsAre("refused 431"));
}

TEST(RequestReader, RefusesBodiesOverTheLimitAndTakesThoseBelow) {
  const std::string full(kBody, 'b');
  EXPECT_THAT(read(post("Content-Length: 4096\r\n", full)), ElementsAre("POST /x " + full));
  EXPECT_THAT(read(post("Content-Length: 4097\r\n", "")), ElementsAre("refused 413"));
  EXPECT_THAT(read(post("Transfer-Encoding: chunked\r\n", "1000\r\n" + full + "\r\n0\r\n\r\n")),
              ElementsAre("POST /x " + full));
  EXPECT_THAT(
      read(post("Transfer-Encoding: chunked\r\n", "1000\r\n" + full + "\r\n1\r\nx\r\n0\r\n\r\n")),
      ElementsAre("refused 413"));
  // A trailer or the line of a chunk without an end.
  EXPECT_THAT(read(post("Transfer-Encoding: chunked\r\n",
                        "0\r\nX: " + std::string(3 * kHeader, 'x') + "\r\n\r\n"),
                   100),
              ElementsAre("refused 431"));
  EXPECT_THAT(
      read(post("Transfer-Encoding: chunked\r\n", std::string(3 * kHeader, '0') + "1\r\n"), 100),
      ElementsAre("refused 431"));
}

TEST(RequestReader, SaysWhyAndHowToMendIt) {
  RequestReader reader(kHeader, kBody);
  const std::string_view bytes = "GET /../x HTTP/1.1\r\nHost: a\r\n\r\n";
  std::memcpy(reader.space().data(), bytes.data(), bytes.size());
  reader.filled(bytes.size());
  ASSERT_EQ(reader.parse(), State::refused);
  EXPECT_THAT(*reader.refusal().body, HasSubstr("the path has a segment of dots"));
  EXPECT_THAT(*reader.refusal().body, HasSubstr("\"repair\":\"send"));
  EXPECT_EQ(reader.parse(), State::refused);
}

}  // namespace
}  // namespace tandem::http::internal
