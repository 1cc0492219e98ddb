#include "tandem/ledger/keys.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/ledger/events.h"

namespace tandem::ledger {
namespace {

// RFC 8032, section 7.1, test 1: the secret key and the public key that it gives.
constexpr std::string_view kSecret = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
constexpr std::string_view kOpen = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

TEST(Keys, GiveThePublicKeyOfTheStandard) {
  const auto made = sign(event(EventKind::acceded, "2027-01-01", "north"), {"l"}, kSecret);
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(made->key, kOpen);
  EXPECT_TRUE(is_signed_well(*made, {"l"}));
  EXPECT_TRUE(mistakes_in(*made).empty());
}

Hash hash_of(std::uint8_t filled) {
  Hash made{};
  made.fill(filled);
  return made;
}

Event answer(std::uint64_t to) {
  Event made = event(EventKind::consented, "2027-01-01", "north");
  made.to = to;
  return made;
}

TEST(Binding, IsTheNameUntilThereIsAnAgreementAndThenItsEntry) {
  const std::vector<Hash> before{hash_of(1), hash_of(2), hash_of(3)};
  const std::span all(before);
  const Event open = opened("2027-01-01");
  EXPECT_EQ(binding_of(open, "", {}), Binding{open.of});
  const Event report = event(EventKind::reported, "2027-01-01", "north", "A1");
  EXPECT_EQ(binding_of(report, "l", all.first(1)), Binding{"l"});
  EXPECT_EQ(binding_of(report, "l", all.first(2)), (Binding{"", hash_of(2), {}}));
  EXPECT_EQ(binding_of(report, "m", all), (Binding{"", hash_of(2), {}}));
  EXPECT_EQ(binding_of(answer(3), "l", all), (Binding{"", hash_of(2), hash_of(3)}));
  EXPECT_EQ(binding_of(answer(1), "l", all), (Binding{"", hash_of(2), hash_of(1)}));
  EXPECT_EQ(binding_of(answer(4), "l", all), (Binding{"", hash_of(2), {}})) << "there is none yet";
}

TEST(Binding, StandsBeforeTheStatementInWhatIsSigned) {
  Event one = answer(3);
  one.key = "key";
  one.signature = "signature";
  Event bare = one;
  bare.signature.clear();
  EXPECT_EQ(signed_bytes(one, {"korea"}), "tandem-event-1\nledger korea\n" + statement_of(bare));
  EXPECT_EQ(signed_bytes(one, {"", hash_of(0xab), hash_of(0x0c)}),
            "tandem-event-1\nagreement " + hex(hash_of(0xab)) + "\nanswers " + hex(hash_of(0x0c)) +
                "\n" + statement_of(bare));
}

TEST(Keys, SignTheAgreementAndTheEntryThatIsAnswered) {
  const Binding bound{"", hash_of(2), hash_of(3)};
  const Event made = sign(answer(3), bound, kSecret).value();
  EXPECT_TRUE(is_signed_well(made, bound));
  EXPECT_FALSE(is_signed_well(made, {"", hash_of(4), hash_of(3)}));
  EXPECT_FALSE(is_signed_well(made, {"", hash_of(2), hash_of(4)}));
  EXPECT_FALSE(is_signed_well(made, {hex(hash_of(2)), {}, hash_of(3)}));
  const Binding loose{"", hash_of(2), {}};
  EXPECT_FALSE(is_signed_well(sign(answer(3), loose, kSecret).value(), loose))
      << "an answer is one to an entry";
  EXPECT_EQ(bad_signature(made).rule, "bad-signature");
  EXPECT_NE(bad_signature(made).message.find("as an answer to entry 3"), std::string::npos);
}

TEST(Keys, SignTheEventAndTheNameOfTheLedger) {
  const auto made = sign(event(EventKind::reported, "2027-01-01", "north", "A1"), {"l"}, kSecret);
  ASSERT_TRUE(made.has_value());
  EXPECT_FALSE(is_signed_well(*made, {"m"}));
  Event other = *made;
  other.of = "A2";
  EXPECT_FALSE(is_signed_well(other, {"l"}));
  other = *made;
  other.of = "B1";
  EXPECT_FALSE(is_signed_well(other, {"l"}));
  other = *made;
  other.at += std::chrono::seconds{1};
  EXPECT_TRUE(is_signed_well(other, {"l"})) << "when it is recorded is the keeper's word";
}

TEST(Keys, ThatAreMadeAreNewAndSign) {
  const auto one = make_keys();
  const auto two = make_keys();
  ASSERT_TRUE(one && two);
  EXPECT_NE(one->secret, two->secret);
  EXPECT_TRUE(is_key(one->open));
  auto made = sign(event(EventKind::acceded, "2027-01-01", "north"), {"l"}, one->secret);
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(made->key, one->open);
  EXPECT_TRUE(is_signed_well(*made, {"l"}));
  made->key = two->open;
  EXPECT_FALSE(is_signed_well(*made, {"l"}));
}

TEST(Keys, AChangedSignatureIsNone) {
  const auto made = sign(event(EventKind::acceded, "2027-01-01", "north"), {"l"}, kSecret);
  ASSERT_TRUE(made.has_value());
  for (std::size_t k = 0; k < made->signature.size(); ++k) {
    Event other = *made;
    other.signature[k] = other.signature[k] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(is_signed_well(other, {"l"})) << k;
  }
  Event bare = *made;
  bare.signature.clear();
  EXPECT_FALSE(is_signed_well(bare, {"l"}));
}

TEST(Keys, AreReadInTheOneWayOfWritingThem) {
  EXPECT_TRUE(is_key(kOpen));
  std::string loose(kOpen);
  loose[42] = 'p';  // 'o' and 'p' differ in bits that no byte has
  EXPECT_FALSE(is_key(loose));
  EXPECT_FALSE(is_key(std::string(kOpen) + "\n"));
  EXPECT_FALSE(is_key(kOpen.substr(1)));
  EXPECT_FALSE(is_key(std::string(44, '*')));
  EXPECT_FALSE(is_signature(kOpen));
  const auto signed_event = sign(Event{}, {"l"}, "secret");
  ASSERT_FALSE(signed_event.has_value());
  EXPECT_EQ(rules_of(signed_event), "bad-key");
}

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// In base64, bit by bit.
std::string written(const std::vector<std::uint8_t>& bytes) {
  std::string text;
  unsigned held = 0;
  unsigned bits = 0;
  for (const std::uint8_t byte : bytes) {
    held = held << 8U | byte;
    for (bits += 8; bits >= 6; bits -= 6) text += kDigits[held >> (bits - 6) & 63U];
  }
  if (bits > 0) text += kDigits[held << (6 - bits) & 63U];
  return text.append((4 - text.size() % 4) % 4, '=');
}

std::vector<std::uint8_t> read(std::string_view text) {
  std::vector<std::uint8_t> bytes;
  unsigned held = 0;
  unsigned bits = 0;
  for (const char c : text.substr(0, text.find('='))) {
    held = held << 6U | static_cast<unsigned>(kDigits.find(c));
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<std::uint8_t>(held >> bits));
  }
  return bytes;
}

/// The number that is `first` and then 30 bytes, the least significant first, with either x.
void expect_no_key(std::uint8_t first, std::uint8_t middle, std::uint8_t last) {
  for (const unsigned sign : {0U, 0x80U}) {
    std::vector<std::uint8_t> key(32, middle);
    key.front() = first;
    key.back() = static_cast<std::uint8_t>(last | sign);
    EXPECT_FALSE(is_key(written(key))) << written(key);
  }
}

TEST(Keys, WithWhichAnybodyCanSignAreNone) {
  ASSERT_EQ(written(read(kOpen)), kOpen);
  expect_no_key(0x01, 0x00, 0x00);  // of order 1
  expect_no_key(0xec, 0xff, 0x7f);  // 2: y is -1
  expect_no_key(0x00, 0x00, 0x00);  // 4
  // 8, by whoever adds 8 of each: 26e8...fc05 and what is left of the prime without it.
  for (const std::string_view text : {"JuiVj8KyJ7BFw/SJ8u+Y8NXfrAXTxjM5sTgCiG1T/AU=",
                                      "JuiVj8KyJ7BFw/SJ8u+Y8NXfrAXTxjM5sTgCiG1T/IU=",
                                      "xxdqcD1N2E+6PAt2DRBnDyogU/osOczGTsf9d5KsA3o=",
                                      "xxdqcD1N2E+6PAt2DRBnDyogU/osOczGTsf9d5KsA/o="})
    EXPECT_FALSE(is_key(text)) << text;
}

TEST(Keys, ArePointsThatAreWrittenInTheOneWay) {
  for (unsigned first = 0xed; first <= 0xff; ++first)  // the prime, and what follows it
    expect_no_key(static_cast<std::uint8_t>(first), 0xff, 0x7f);
  std::vector<std::uint8_t> below(32, 0xff);
  below.front() = 0xeb;
  below.back() = 0x7f;
  EXPECT_TRUE(is_key(written(below)));
}

/// The order added once more is the same number: whoever takes it lets a signature be rewritten.
TEST(Keys, ASignatureIsWrittenInTheOneWay) {
  const Event made = sign(event(EventKind::acceded, "2027-01-01", "north"), {"l"}, kSecret).value();
  const auto order = read("7dP1XBpjEljWnPei3vneFAAAAAAAAAAAAAAAAAAAABA=");
  auto bytes = read(made.signature);
  unsigned carry = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    carry += bytes[32 + k] + order[k];
    bytes[32 + k] = static_cast<std::uint8_t>(carry);
    carry >>= 8U;
  }
  Event again = made;
  again.signature = written(bytes);
  ASSERT_TRUE(is_signature(again.signature));
  EXPECT_FALSE(is_signed_well(again, {"l"}));
}

TEST(Keys, ThatAreNoneSignNothingAndNothingIsSignedWithThem) {
  EXPECT_EQ(rules_of(sign(event(EventKind::acceded, "2027-01-01", "north"), {"l"}, "abc")),
            "bad-key");
  const auto made = sign(event(EventKind::acceded, "2027-01-01", "north"), {"l"}, kSecret).value();
  Event other = made;
  other.key = "abc";
  EXPECT_FALSE(is_signed_well(other, {"l"}));
  other = made;
  other.signature = "abc";
  EXPECT_FALSE(is_signed_well(other, {"l"}));
}

}  // namespace
}  // namespace tandem::ledger
