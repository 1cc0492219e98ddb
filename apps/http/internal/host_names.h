#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tandem::http::internal {

/// The values of a Host header that are ours. A page of a stranger whose name was bound to our
/// address after it was loaded still says the stranger's name.
class HostNames {
 public:
  HostNames() = default;
  /// @param names  "name", for our port, or "name:port"
  HostNames(std::span<const std::string> names, std::uint16_t port, bool tls);

  [[nodiscard]] bool has(std::string_view host) const;

 private:
  std::vector<std::string> values_;
};

}  // namespace tandem::http::internal
