#include "apps/http/internal/target.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace tandem::http::internal {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(DecodeTarget, SplitsAndDecodesPathAndQuery) {
  const auto target = decode_target("/cases/a%20b%C3%A9/?q=1%2B1=2&empty=&bare&&x=a+b");
  ASSERT_TRUE(target.has_value());
  EXPECT_EQ(target->path, "/cases/a bé/");
  EXPECT_THAT(target->query, ElementsAre(Pair("q", "1+1=2"), Pair("empty", ""), Pair("bare", ""),
                                         Pair("x", "a b")));
}

TEST(DecodeTarget, DecodesOnce) {
  EXPECT_EQ(decode_target("/%252e%252e/x")->path, "/%2e%2e/x");
  EXPECT_EQ(decode_target("/a+b")->path, "/a+b");
}

TEST(DecodeTarget, RefusesWhatLeavesTheFolderInAnyEncoding) {
  for (const std::string_view raw : {"/..",     "/../x",        "/a/../../x",
                                     "/a/..",   "/%2e%2e/x",    "/%2E./x",
                                     "/.%2e",   "/..%2fx",      "/a/%2e%2e%2f%2e%2e%2fetc/passwd",
                                     "/..%5cx", "/..\\x",       "/%c0%ae%c0%ae/x",
                                     "/%c0%af", "/.",           "/./x",
                                     "/a/./b",  "//etc/passwd", "/a//b",
                                     "/%2fetc", "/..%00/x"}) {
    EXPECT_FALSE(decode_target(raw).has_value()) << raw;
  }
}

TEST(DecodeTarget, LetsDotsStandInNames) {
  for (const std::string_view raw : {"/...", "/.well-known/x", "/a..b", "/x.js", "/a/"})
    EXPECT_TRUE(decode_target(raw).has_value()) << raw;
}

TEST(DecodeTarget, RefusesBytesThatNoPathHas) {
  for (const std::string_view raw :
       {"", "x", "*", "http://a/x", "/a%", "/a%4", "/a%zz", "/a%-1", "/%00", "/%0d%0aX: y", "/%7f",
        "/%ff", "/%ed%a0%80", "/?a=%", "/?%g0=1", "/?a=%00", "/?a=%ff", "/?%fe=1", "/a#b"}) {
    EXPECT_FALSE(decode_target(raw).has_value()) << raw;
  }
}

TEST(PercentEncode, ComesBackAsItWas) {
  std::string every = "/";
  for (int byte = 32; byte < 127; ++byte) {
    if (byte != '\\' && byte != '/' && byte != '.') every += static_cast<char>(byte);
  }
  every += "é한";
  const std::string encoded = percent_encode(every, "/");
  EXPECT_EQ(decode_target(encoded)->path, every);
  EXPECT_EQ(decode_target("/?x=" + percent_encode(every, ""))->query.at(0).second, every);
}

}  // namespace
}  // namespace tandem::http::internal
