#include "tandem/ledger/chain.h"

#include <gtest/gtest.h>

#include <thread>

namespace tandem::ledger {
namespace {

// Worked out by hashlib of Python: sha256(b"tandem-ledger-1\n" + before + struct.pack("<Q", seq) +
// body), each of the three after the one above it.
constexpr std::string_view kFirst =
    "d54574786855654c1049aa1b4e3c2e0823e06829bf862bf6c9fb21e9b3143bad";
constexpr std::string_view kSecond =
    "6de4a6136dd4c68b13be0ae0d1f639a4c385d80e856db0be638757ca0bcec001";
constexpr std::string_view kFar =
    "11f93607c8b72b9ef71df640bbb0846f699851ef85cf4b918e4eba492d0320d9";

TEST(Chain, LinksAsAnotherImplementationDoes) {
  const Hash first = link({}, 1, "");
  EXPECT_EQ(hex(first), kFirst);
  const Hash second = link(first, 2, "abc");
  EXPECT_EQ(hex(second), kSecond);
  EXPECT_EQ(hex(link(second, 0x0102030405060708U, "Κύπρος")), kFar);
}

TEST(Chain, LinkChangesWithEachPartOfIt) {
  const Hash as_it_is = link({}, 1, "abc");
  EXPECT_NE(link(as_it_is, 1, "abc"), as_it_is);
  EXPECT_NE(link({}, 2, "abc"), as_it_is);
  EXPECT_NE(link({}, 1, "abd"), as_it_is);
  EXPECT_EQ(link({}, 1, "abc"), as_it_is);
}

TEST(Chain, ThreadsLinkAtOnce) {
  Hash other{};
  std::thread thread([&other] {
    for (std::uint64_t i = 1; i <= 1000; ++i) other = link(other, i, "x");
  });
  Hash own{};
  for (std::uint64_t i = 1; i <= 1000; ++i) own = link(own, i, "x");
  thread.join();
  EXPECT_EQ(own, other);
}

TEST(Chain, HashReadsBackFromHexadecimal) {
  const auto hash = hash_of_hex(kSecond);
  ASSERT_TRUE(hash);
  EXPECT_EQ((*hash)[0], 0x6d);
  EXPECT_EQ((*hash)[31], 0x01);
  EXPECT_EQ(hex(*hash), kSecond);
}

TEST(Chain, WhatIsNoHashIsRefused) {
  const std::string good(kFirst);
  EXPECT_FALSE(hash_of_hex(""));
  EXPECT_FALSE(hash_of_hex(good.substr(1)));
  EXPECT_FALSE(hash_of_hex(good + "0"));
  EXPECT_FALSE(hash_of_hex("D" + good.substr(1)));
  EXPECT_FALSE(hash_of_hex(good.substr(1) + "g"));
  EXPECT_FALSE(hash_of_hex("g" + good.substr(1)));
}

TEST(Chain, ReceiptReadsBack) {
  const Head head{.seq = 42, .hash = *hash_of_hex(kFirst)};
  EXPECT_EQ(receipt(head), "42:" + std::string(kFirst));
  EXPECT_EQ(head_of_receipt(receipt(head)), head);
  EXPECT_EQ(receipt({}), "0:" + std::string(64, '0'));
  EXPECT_EQ(head_of_receipt(receipt({})), Head{});
  const Head last{.seq = 18446744073709551615U, .hash = head.hash};
  EXPECT_EQ(head_of_receipt(receipt(last)), last);
}

TEST(Chain, WhatIsNoReceiptIsRefused) {
  const std::string hash(kFirst);
  for (const std::string& text :
       {std::string(), hash, ":" + hash, "042:" + hash, "+42:" + hash, "-1:" + hash, "42 :" + hash,
        "42: " + hash, "42:" + hash + "\n", "42:" + hash.substr(2), "18446744073709551616:" + hash,
        "0:" + hash, "00:" + std::string(64, '0'), "42:" + std::string(64, '0'), "x:" + hash})
    EXPECT_FALSE(head_of_receipt(text)) << text;
}

}  // namespace
}  // namespace tandem::ledger
