#include "tandem/ledger/keys.h"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <utility>

#include "tandem/ledger/internal/refusal.h"

namespace tandem::ledger {
namespace {

using Byte = unsigned char;
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kSignatureBytes = 64;
/// Four characters for three bytes begun, and the zero that OpenSSL ends them with.
template <std::size_t bytes>
constexpr std::size_t kBase64 = (bytes + 2) / 3 * 4 + 1;

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;

const Byte* bytes(std::string_view text) { return reinterpret_cast<const Byte*>(text.data()); }

template <std::size_t size>
std::string base64(const std::array<Byte, size>& from) {
  std::array<Byte, kBase64<size>> text{};
  const int length = EVP_EncodeBlock(text.data(), from.data(), static_cast<int>(size));
  return {text.begin(), text.begin() + length};
}

/// OpenSSL reads blanks and loose bits at the end too: only what it would write counts.
template <std::size_t size>
std::optional<std::array<Byte, size>> from_base64(std::string_view text) {
  if (text.size() + 1 != kBase64<size>) return std::nullopt;
  std::array<Byte, kBase64<size>> room{};
  if (EVP_DecodeBlock(room.data(), bytes(text), static_cast<int>(text.size())) < 0)
    return std::nullopt;
  std::array<Byte, size> value{};
  std::copy_n(room.begin(), size, value.begin());
  OPENSSL_cleanse(room.data(), room.size());
  return base64(value) == text ? std::optional(value) : std::nullopt;
}

std::optional<std::string> open_half(EVP_PKEY* key) {
  std::array<Byte, kKeyBytes> raw{};
  std::size_t length = raw.size();
  if (EVP_PKEY_get_raw_public_key(key, raw.data(), &length) != 1) return std::nullopt;
  return base64(raw);
}

std::optional<std::string> secret_half(EVP_PKEY* key) {
  std::array<Byte, kKeyBytes> raw{};
  std::size_t length = raw.size();
  if (EVP_PKEY_get_raw_private_key(key, raw.data(), &length) != 1) return std::nullopt;
  std::string text = base64(raw);
  OPENSSL_cleanse(raw.data(), raw.size());
  return text;
}

std::optional<std::string> signature_of(EVP_PKEY* key, std::string_view message) {
  const Context context(EVP_MD_CTX_new());
  std::array<Byte, kSignatureBytes> raw{};
  std::size_t length = raw.size();
  if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key) != 1 ||
      EVP_DigestSign(context.get(), raw.data(), &length, bytes(message), message.size()) != 1)
    return std::nullopt;
  return base64(raw);
}

/// The number in 32 bytes, the least significant first, as hexadecimal has it.
constexpr std::array<Byte, kKeyBytes> number(std::string_view hexadecimal) {
  constexpr auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::array<Byte, kKeyBytes> made{};
  for (std::size_t k = 0; k < kKeyBytes; ++k)
    made[kKeyBytes - 1 - k] =
        static_cast<Byte>(16 * digit(hexadecimal[2 * k]) + digit(hexadecimal[2 * k + 1]));
  return made;
}
/// 2^255 - 19.
constexpr auto kPrime = number("7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed");
/// The y of the eight points whose order divides 8, which sign anything: of order 1, 2, 4 and,
/// twice, 8; with either x.
constexpr std::array kWeak{
    number("0000000000000000000000000000000000000000000000000000000000000001"),
    number("7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec"),
    number("0000000000000000000000000000000000000000000000000000000000000000"),
    number("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826"),
    number("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7")};

/// Whether the point is written in the one way, and its order is not small.
bool is_strong(std::array<Byte, kKeyBytes> y) {
  y.back() &= 0x7FU;  // the sign of x
  const bool is_reduced =
      std::ranges::lexicographical_compare(y.rbegin(), y.rend(), kPrime.rbegin(), kPrime.rend());
  return is_reduced && std::ranges::count(kWeak, y) == 0;
}

tl::unexpected<Error> unable() {
  return tl::unexpected(Error{Errc::internal, "the cryptographic library can't do Ed25519 here"});
}

}  // namespace

Result<KeyPair> make_keys() {
  const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  if (!key) return unable();
  auto secret = secret_half(key.get());
  auto open = open_half(key.get());
  if (!secret || !open) return unable();
  return KeyPair{std::move(*secret), std::move(*open)};
}

Binding binding_of(const Event& event, std::string_view ledger, std::span<const Hash> before) {
  Binding made;
  if (before.size() > 1)
    made.agreement = before[1];
  else
    made.ledger = before.empty() ? event.of : ledger;
  if (event.to != 0 && event.to <= before.size()) made.answered = before[event.to - 1];
  return made;
}

std::string signed_bytes(const Event& event, const Binding& binding) {
  Event bare = event;
  bare.signature.clear();
  std::string made = "tandem-event-1\n";
  made += binding.agreement ? fmt::format("agreement {}\n", hex(*binding.agreement))
                            : fmt::format("ledger {}\n", binding.ledger);
  if (binding.answered) made += fmt::format("answers {}\n", hex(*binding.answered));
  return made + statement_of(bare);
}

Result<Event> sign(Event event, const Binding& binding, std::string_view secret) {
  auto raw = from_base64<kKeyBytes>(secret);
  if (!raw)
    return tl::unexpected(internal::invalid("this is no secret key", "bad-key",
                                            "a secret key is 32 bytes, 44 characters of base64",
                                            "give the file that the keys were written to"));
  const Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, raw->data(), raw->size()));
  OPENSSL_cleanse(raw->data(), raw->size());
  auto open = key ? open_half(key.get()) : std::nullopt;
  if (!open) return unable();
  event.key = std::move(*open);
  auto signature = signature_of(key.get(), signed_bytes(event, binding));
  if (!signature) return unable();
  event.signature = std::move(*signature);
  return event;
}

bool is_signed_well(const Event& event, const Binding& binding) {
  if (binding.answered.has_value() != (event.to != 0)) return false;
  const auto raw = from_base64<kKeyBytes>(event.key);
  const auto signature = from_base64<kSignatureBytes>(event.signature);
  if (!raw || !signature) return false;
  const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw->data(), raw->size()));
  const Context context(EVP_MD_CTX_new());
  if (!key || !context) return false;
  const std::string message = signed_bytes(event, binding);
  return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), signature->data(), signature->size(), bytes(message),
                          message.size()) == 1;
}

Diagnostic bad_signature(const Event& event) {
  const std::string answered =
      event.to == 0 ? "" : fmt::format(", as an answer to entry {}", event.to);
  return internal::refusal(
      "signature", "bad-signature",
      fmt::format("the signature is not that of its key over this event, under this agreement{}",
                  answered),
      "it was changed, or signed for another ledger, text or entry: ask the party that it names, "
      "which can sign again with a copy of this ledger");
}

bool is_key(std::string_view text) {
  const auto point = from_base64<kKeyBytes>(text);
  return point && is_strong(*point);
}

bool is_signature(std::string_view text) { return from_base64<kSignatureBytes>(text).has_value(); }

}  // namespace tandem::ledger
