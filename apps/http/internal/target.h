#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

/// What stands between the method and the version of a request (RFC 9112, 3.2.1: origin form).
namespace tandem::http::internal {

struct Target {
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;
};

/// Decoded once, so that "%252e" is the text "%2e". Or what is wrong with it, as a sentence: bytes
/// that no path of ours has, and whatever two readers could understand differently ("..", "//").
[[nodiscard]] tl::expected<Target, std::string_view> decode_target(std::string_view raw);

/// The other way, of a path or of one part of a query: anything that is not a letter, a digit or
/// one of "-._~" and `kept` becomes %XX.
[[nodiscard]] std::string percent_encode(std::string_view text, std::string_view kept);

}  // namespace tandem::http::internal
