#include "tandem/base/philox.h"

#include <algorithm>
#include <array>

#include "tandem/base/each_processor.h"

namespace tandem {
namespace {

constexpr std::size_t kLanes = 8;
using Lanes = std::array<std::uint64_t, kLanes>;  // words of 32 bits

}  // namespace

TANDEM_EACH_PROCESSOR
void philox_blocks(std::uint64_t key, Philox::Block counter, std::size_t count,
                   std::uint32_t* out) {
  for (std::size_t first = 0; first < count; first += kLanes) {
    Lanes c0{};
    Lanes c1{};
    Lanes c2{};
    Lanes c3{};
    for (std::size_t l = 0; l < kLanes; ++l) {
      c0[l] = counter[0];
      c1[l] = counter[1];
      c2[l] = static_cast<std::uint32_t>(counter[2] + first + l);
      c3[l] = counter[3];
    }
    std::uint64_t k0 = key & kPhiloxLow;
    std::uint64_t k1 = key >> 32U;
    for (int round = 0; round < kPhiloxRounds; ++round) {
      for (std::size_t l = 0; l < kLanes; ++l) {
        const std::uint64_t a = kPhiloxFirst * c0[l];
        const std::uint64_t b = kPhiloxSecond * c2[l];
        c0[l] = (b >> 32U) ^ c1[l] ^ k0;
        c1[l] = b & kPhiloxLow;
        c2[l] = (a >> 32U) ^ c3[l] ^ k1;
        c3[l] = a & kPhiloxLow;
      }
      k0 = (k0 + kPhiloxKeyFirst) & kPhiloxLow;
      k1 = (k1 + kPhiloxKeySecond) & kPhiloxLow;
    }
    const std::size_t some = std::min(kLanes, count - first);
    for (std::size_t l = 0; l < some; ++l) {
      out[first + l] = static_cast<std::uint32_t>(c0[l]);
      out[count + first + l] = static_cast<std::uint32_t>(c1[l]);
      out[2 * count + first + l] = static_cast<std::uint32_t>(c2[l]);
      out[3 * count + first + l] = static_cast<std::uint32_t>(c3[l]);
    }
  }
}

}  // namespace tandem
