#include "tandem/ledger/keys.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/ledger/events.h"

namespace tandem::ledger {
namespace {

// RFC 8032, section 7.1, test 1: the secret key and the public key that it gives.
constexpr std::string_view kSecret = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
constexpr std::string_view kOpen = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

TEST(Keys, GiveThePublicKeyOfTheStandard) {
  const auto made = sign(event(EventKind::acceded, "2027-01-01", "north"), "l", kSecret);
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(made->key, kOpen);
  EXPECT_TRUE(is_signed_well(*made, "l"));
  EXPECT_TRUE(mistakes_in(*made).empty());
}

TEST(Keys, SignTheEventAndTheNameOfTheLedger) {
  const auto made = sign(event(EventKind::reported, "2027-01-01", "north", "A1"), "l", kSecret);
  ASSERT_TRUE(made.has_value());
  EXPECT_FALSE(is_signed_well(*made, "m"));
  Event other = *made;
  other.of = "A2";
  EXPECT_FALSE(is_signed_well(other, "l"));
  other = *made;
  other.of = "B1";
  EXPECT_FALSE(is_signed_well(other, "l"));
  other = *made;
  other.at += std::chrono::seconds{1};
  EXPECT_TRUE(is_signed_well(other, "l")) << "when it is recorded is the keeper's word";
}

TEST(Keys, ThatAreMadeAreNewAndSign) {
  const auto one = make_keys();
  const auto two = make_keys();
  ASSERT_TRUE(one && two);
  EXPECT_NE(one->secret, two->secret);
  EXPECT_TRUE(is_key(one->open));
  auto made = sign(event(EventKind::acceded, "2027-01-01", "north"), "l", one->secret);
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(made->key, one->open);
  EXPECT_TRUE(is_signed_well(*made, "l"));
  made->key = two->open;
  EXPECT_FALSE(is_signed_well(*made, "l"));
}

TEST(Keys, AChangedSignatureIsNone) {
  const auto made = sign(event(EventKind::acceded, "2027-01-01", "north"), "l", kSecret);
  ASSERT_TRUE(made.has_value());
  for (std::size_t k = 0; k < made->signature.size(); ++k) {
    Event other = *made;
    other.signature[k] = other.signature[k] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(is_signed_well(other, "l")) << k;
  }
  Event bare = *made;
  bare.signature.clear();
  EXPECT_FALSE(is_signed_well(bare, "l"));
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
  const auto signed_event = sign(Event{}, "l", "secret");
  ASSERT_FALSE(signed_event.has_value());
  EXPECT_EQ(rules_of(signed_event), "bad-key");
}

TEST(Keys, ThatAreNoneSignNothingAndNothingIsSignedWithThem) {
  EXPECT_EQ(rules_of(sign(event(EventKind::acceded, "2027-01-01", "north"), "l", "abc")),
            "bad-key");
  const auto made = sign(event(EventKind::acceded, "2027-01-01", "north"), "l", kSecret).value();
  Event other = made;
  other.key = "abc";
  EXPECT_FALSE(is_signed_well(other, "l"));
  other = made;
  other.signature = "abc";
  EXPECT_FALSE(is_signed_well(other, "l"));
}

}  // namespace
}  // namespace tandem::ledger
