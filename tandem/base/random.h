#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace tandem {

/// Stream `run` of experiment `seed`: the same numbers on any machine, with any thread count.
/// Source: xoshiro256** seeded by splitmix64, Blackman and Vigna 2018.
class Rng {
 public:
  Rng(std::uint64_t seed, std::uint64_t run) noexcept {
    std::uint64_t z = seed * 0x9e3779b97f4a7c15U + run;
    for (auto& word : state_) word = splitmix(z);
  }

  [[nodiscard]] std::uint64_t bits() noexcept {
    const std::uint64_t out = rotl(state_[1] * 5U, 7) * 9U;
    const std::uint64_t shifted = state_[1] << 17U;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotl(state_[3], 45);
    return out;
  }

  /// In [0, 1).
  [[nodiscard]] double uniform() noexcept { return static_cast<double>(bits() >> 11U) * 0x1p-53; }

  /// In [low, high).
  [[nodiscard]] double uniform(double low, double high) noexcept {
    return low + (high - low) * uniform();
  }

  /// In 0..n-1. @pre n > 0
  [[nodiscard]] std::size_t below(std::size_t n) noexcept {
    return static_cast<std::size_t>(uniform() * static_cast<double>(n));
  }

 private:
  static std::uint64_t splitmix(std::uint64_t& z) noexcept {
    z += 0x9e3779b97f4a7c15U;
    std::uint64_t x = z;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
    return x ^ (x >> 31U);
  }
  static std::uint64_t rotl(std::uint64_t x, unsigned k) noexcept {
    return (x << k) | (x >> (64U - k));
  }

  std::array<std::uint64_t, 4> state_{};
};

}  // namespace tandem
