#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace tandem {

inline constexpr int kPhiloxRounds = 10;
inline constexpr std::uint64_t kPhiloxFirst = 0xD2511F53U;
inline constexpr std::uint64_t kPhiloxSecond = 0xCD9E8D57U;
inline constexpr std::uint32_t kPhiloxKeyFirst = 0x9E3779B9U;
inline constexpr std::uint32_t kPhiloxKeySecond = 0xBB67AE85U;
inline constexpr std::uint64_t kPhiloxLow = 0xFFFFFFFFU;

/// Random numbers by their place: word `word` of block `counter` of experiment `key`, the same in
/// any order and on any machine.
/// Source: Philox 4x32 with ten rounds, Salmon, Moraes, Dror and Shaw, SC 2011.
class Philox {
 public:
  using Block = std::array<std::uint32_t, 4>;

  explicit constexpr Philox(std::uint64_t key) noexcept
      : key_{static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32U)} {}

  [[nodiscard]] constexpr Block block(Block counter) const noexcept {
    auto key = key_;
    for (int round = 0; round < kPhiloxRounds; ++round) {
      const std::uint64_t first = kPhiloxFirst * counter[0];
      const std::uint64_t second = kPhiloxSecond * counter[2];
      counter = {static_cast<std::uint32_t>(second >> 32U) ^ counter[1] ^ key[0],
                 static_cast<std::uint32_t>(second),
                 static_cast<std::uint32_t>(first >> 32U) ^ counter[3] ^ key[1],
                 static_cast<std::uint32_t>(first)};
      key[0] += kPhiloxKeyFirst;
      key[1] += kPhiloxKeySecond;
    }
    return counter;
  }

 private:
  std::array<std::uint32_t, 2> key_;
};

/// The blocks at `counter` and after it, counted by its third word, in lanes.
/// @param out  shape [4][count]: the first words of all blocks, then the second, ...
void philox_blocks(std::uint64_t key, Philox::Block counter, std::size_t count, std::uint32_t* out);

/// A chance as a threshold: a uniform 32-bit word is below it with that chance, to 2^-33.
[[nodiscard]] constexpr std::uint64_t threshold_of(double chance) noexcept {
  if (!(chance > 0)) return 0;
  if (chance >= 1) return std::uint64_t{1} << 32U;
  return (static_cast<std::uint64_t>(chance * 0x1p33) + 1) / 2;  // rounded
}

}  // namespace tandem
