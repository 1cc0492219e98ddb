#include "tandem/ledger/chain.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <charconv>
#include <memory>
#include <new>

namespace tandem::ledger {

namespace {

constexpr std::string_view kDomain = "tandem-ledger-1\n";
constexpr std::string_view kDigits = "0123456789abcdef";
constexpr unsigned kNibble = 4;
constexpr unsigned kByte = 8;

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

/// One a thread: making one anew takes longer than the hash of a short text.
EVP_MD_CTX* context_of_thread() {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> kContext{EVP_MD_CTX_new()};
  return kContext.get();
}

/// OpenSSL looks the algorithm up by its name at each use unless it has been fetched once.
const EVP_MD* sha256() {
  static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> kAlgorithm{
      EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free};
  return kAlgorithm.get();
}

std::array<std::uint8_t, sizeof(std::uint64_t)> little_endian(std::uint64_t number) {
  std::array<std::uint8_t, sizeof(std::uint64_t)> bytes{};
  for (std::uint8_t& byte : bytes) {
    byte = static_cast<std::uint8_t>(number);
    number >>= kByte;
  }
  return bytes;
}

}  // namespace

Hash link(const Hash& before, std::uint64_t seq, std::string_view body) {
  EVP_MD_CTX* const context = context_of_thread();
  const auto number = little_endian(seq);
  Hash made{};
  // SHA-256 itself cannot fail; that it cannot be begun means no memory, or an OpenSSL without it.
  if (context == nullptr || EVP_DigestInit_ex2(context, sha256(), nullptr) != 1 ||
      EVP_DigestUpdate(context, kDomain.data(), kDomain.size()) != 1 ||
      EVP_DigestUpdate(context, before.data(), before.size()) != 1 ||
      EVP_DigestUpdate(context, number.data(), number.size()) != 1 ||
      EVP_DigestUpdate(context, body.data(), body.size()) != 1 ||
      EVP_DigestFinal_ex(context, made.data(), nullptr) != 1)
    throw std::bad_alloc();
  return made;
}

std::string hex(const Hash& hash) {
  std::string text;
  text.reserve(2 * hash.size());
  for (const std::uint8_t byte : hash) {
    text += kDigits[byte >> kNibble];
    text += kDigits[byte & (kDigits.size() - 1)];
  }
  return text;
}

std::optional<Hash> hash_of_hex(std::string_view text) {
  Hash hash{};
  if (text.size() != 2 * hash.size()) return std::nullopt;
  for (std::size_t i = 0; i < hash.size(); ++i) {
    const auto high = kDigits.find(text[2 * i]);
    const auto low = kDigits.find(text[2 * i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    hash[i] = static_cast<std::uint8_t>(high << kNibble | low);
  }
  return hash;
}

std::string receipt(const Head& head) { return fmt::format("{}:{}", head.seq, hex(head.hash)); }

std::optional<Head> head_of_receipt(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  Head head;
  const char* const end = text.data() + colon;
  const auto [stop, error] = std::from_chars(text.data(), end, head.seq);
  const auto hash = hash_of_hex(text.substr(colon + 1));
  if (error != std::errc{} || stop != end || !hash) return std::nullopt;
  head.hash = *hash;
  // One head has one receipt: no leading zeros, and only the empty ledger has neither.
  if ((text.front() == '0' && colon > 1) || (head.seq == 0) != (head.hash == Hash{}))
    return std::nullopt;
  return head;
}

}  // namespace tandem::ledger
