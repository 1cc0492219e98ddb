#include "apps/http/internal/target.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "tandem/base/text.h"

namespace tandem::http::internal {

namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

std::optional<std::string> percent_decode(std::string_view raw, bool plus_is_space) {
  std::string text;
  text.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '%') {
      text += raw[i] == '+' && plus_is_space ? ' ' : raw[i];
      continue;
    }
    if (i + 2 >= raw.size()) return std::nullopt;
    const int high = hex_value(raw[i + 1]);
    const int low = hex_value(raw[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    text += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return text;
}

bool control(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value < 0x20 || value == 0x7f;
}

/// Empty where nothing is wrong with a decoded path.
std::string_view path_mistake(std::string_view path) {
  if (utf8_prefix(path) != path.size()) return "the path is not UTF-8";
  if (std::ranges::any_of(path, control)) return "the path has a control character";
  if (path.find('\\') != std::string_view::npos) return "the path has a backslash";
  for (std::size_t begin = 1; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view segment = path.substr(begin, end - begin);
    if (segment == "." || segment == "..") return "the path has a segment of dots";
    if (segment.empty() && end < path.size()) return "the path has an empty segment";
    begin = end + 1;
  }
  return {};
}

/// What is wrong with it, or nothing after it was added.
std::string_view add_parameter(std::string_view raw, Target& target) {
  const std::size_t equals = std::min(raw.find('='), raw.size());
  auto name = percent_decode(raw.substr(0, equals), true);
  auto value = percent_decode(raw.substr(std::min(equals + 1, raw.size())), true);
  if (!name || !value) return "the query has a % without two hexadecimal digits";
  for (const std::string* text : {&*name, &*value}) {
    if (utf8_prefix(*text) != text->size()) return "the query is not UTF-8";
    if (text->find('\0') != std::string::npos) return "the query has a NUL";
  }
  target.query.emplace_back(std::move(*name), std::move(*value));
  return {};
}

tl::unexpected<std::string_view> wrong(std::string_view sentence) {
  return tl::unexpected<std::string_view>(sentence);
}

}  // namespace

tl::expected<Target, std::string_view> decode_target(std::string_view raw) {
  if (raw.empty() || raw.front() != '/') return wrong("the target is not a path");
  if (raw.find('#') != std::string_view::npos) return wrong("the target has a fragment");
  const std::size_t mark = std::min(raw.find('?'), raw.size());
  auto path = percent_decode(raw.substr(0, mark), false);
  if (!path) return wrong("the path has a % without two hexadecimal digits");
  if (const auto mistake = path_mistake(*path); !mistake.empty()) return tl::unexpected(mistake);
  Target target{std::move(*path), {}};
  for (std::size_t begin = mark + 1; begin < raw.size();) {
    const std::size_t end = std::min(raw.find('&', begin), raw.size());
    if (end > begin) {
      const auto mistake = add_parameter(raw.substr(begin, end - begin), target);
      if (!mistake.empty()) return tl::unexpected(mistake);
    }
    begin = end + 1;
  }
  return target;
}

std::string percent_encode(std::string_view text, std::string_view kept) {
  std::string encoded;
  encoded.reserve(text.size());
  for (const char byte : text) {
    const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                       (byte >= 'a' && byte <= 'z') ||
                       std::string_view("-._~").find(byte) != std::string_view::npos ||
                       kept.find(byte) != std::string_view::npos;
    if (plain) {
      encoded += byte;
    } else {
      const auto value = static_cast<unsigned char>(byte);
      encoded += '%';
      encoded += kHexDigits[value >> 4];
      encoded += kHexDigits[value & 15];
    }
  }
  return encoded;
}

}  // namespace tandem::http::internal
