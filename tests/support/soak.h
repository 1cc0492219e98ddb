#pragma once

#include <cstdint>
#include <cstdlib>

namespace tandem::test {

/// How many cases a slow property is tried on: `usual` in the tests, so many times more in a soak.
[[nodiscard]] inline std::uint64_t soaked(std::uint64_t usual) {
  const char* times = std::getenv("TANDEM_SOAK");
  const std::uint64_t more = times == nullptr ? 1 : std::strtoull(times, nullptr, 10);
  return usual * (more == 0 ? 1 : more);
}

}  // namespace tandem::test
