#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The record as a chain of texts: each is bound to all before it by a hash.
namespace tandem::ledger {

using Hash = std::array<std::uint8_t, 32>;

/// Where a ledger ends: how many entries it has, and the hash of the last. A party that keeps one
/// can tell later that the ledger it is shown still has all that it had then.
struct Head {
  std::uint64_t seq = 0;  ///< of the last entry; 0: there is none
  Hash hash{};            ///< of the last entry; zeros: there is none
  bool operator==(const Head&) const = default;
};

struct Entry {
  std::uint64_t seq = 0;  ///< counts from 1, without a gap
  std::string body;       ///< canonical JSON of an event, UTF-8
  Hash hash{};            ///< link() of the hash before
  bool operator==(const Entry&) const = default;
};

/// SHA-256 over "tandem-ledger-1\n", the 32 bytes of the hash before (zeros before the first), the
/// number as eight bytes with the least significant first, and the body.
[[nodiscard]] Hash link(const Hash& before, std::uint64_t seq, std::string_view body);

/// Lower-case hexadecimal, 64 digits.
[[nodiscard]] std::string hex(const Hash& hash);
[[nodiscard]] std::optional<Hash> hash_of_hex(std::string_view text);

/// "SEQ:HEX", as a party notes a head. Absent where it is none.
[[nodiscard]] std::string receipt(const Head& head);
[[nodiscard]] std::optional<Head> head_of_receipt(std::string_view text);

}  // namespace tandem::ledger
