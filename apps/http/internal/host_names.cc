#include "apps/http/internal/host_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "apps/http/internal/same_letters.h"

namespace tandem::http::internal {

HostNames::HostNames(std::span<const std::string> names, std::uint16_t port, bool tls) {
  // A browser leaves out the port that its scheme means anyway.
  const std::string usual = tls ? ":443" : ":80";
  for (const std::string& name : names) {
    const std::size_t colon = name.rfind(':');
    const bool has_port = colon != std::string::npos && name.find(']', colon) == std::string::npos;
    std::string whole = has_port ? name : fmt::format("{}:{}", name, port);
    // A proxy before us may speak the other scheme.
    const bool bare =
        has_port ? whole.ends_with(":443") || whole.ends_with(":80") : whole.ends_with(usual);
    if (bare) values_.push_back(whole.substr(0, whole.rfind(':')));
    values_.push_back(std::move(whole));
  }
}

bool HostNames::has(std::string_view host) const {
  return std::ranges::any_of(values_,
                             [&](const std::string& value) { return same_letters(value, host); });
}

}  // namespace tandem::http::internal
