#include "tandem/casefile/internal/yaml_write.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tandem::casefile::internal {
namespace {

constexpr std::array<std::string_view, 9> kReserved = {"yes",   "no",   "on", "off", "true",
                                                       "false", "null", "y",  "n"};

bool is_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string lower(std::string_view text) {
  std::string made(text);
  for (char& c : made)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return made;
}

/// Whether no reader, inside or outside brackets, takes it for anything but this text.
bool is_safe(std::string_view text) {
  if (text.empty() || !is_alnum(text.front()) || text.back() == ' ') return false;
  if (looks_octal(text) || std::ranges::find(kReserved, lower(text)) != kReserved.end())
    return false;
  return std::ranges::all_of(text, [](char c) {
    return is_alnum(c) || std::string_view(" -_./+@()").find(c) != std::string_view::npos;
  });
}

/// Code point that starts at text[at], and its length; invalid bytes stand for themselves.
std::pair<unsigned, std::size_t> decode_utf8(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned>(static_cast<unsigned char>(text[i]));
  };
  const unsigned lead = byte(at);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (length == 1 || at + length > text.size()) return {lead, 1};
  unsigned code = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code = (code << 6U) | (byte(at + i) & 0x3FU);
  return {code, length};
}

/// What YAML does not allow as it is, or reads as the end of a line.
bool needs_escape(unsigned code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 ||
         code == 0xFEFF || code == 0xFFFE || code == 0xFFFF;
}

}  // namespace

std::string yaml_text(std::string_view text) {
  if (is_safe(text)) return std::string(text);
  std::string quoted = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, length] = decode_utf8(text, at);
    if (code == '"' || code == '\\')
      (quoted += '\\') += text[at];
    else if (code == '\n')
      quoted += "\\n";
    else if (needs_escape(code))
      quoted += fmt::format("\\u{:04x}", code);
    else
      quoted += text.substr(at, length);
    at += length;
  }
  return quoted + "\"";
}

std::string yaml_flow(const Node& node) {
  std::string inside;
  switch (node.kind) {
    case Node::Kind::sequence:
      for (const Node& item : node.items) {
        if (!inside.empty()) inside += ", ";
        inside += yaml_flow(item);
      }
      return "[" + inside + "]";
    case Node::Kind::mapping:
      for (const Entry& entry : node.entries) {
        if (!inside.empty()) inside += ", ";
        inside += yaml_text(entry.key) + ": " + yaml_flow(entry.value);
      }
      return "{" + inside + "}";
    default:
      return node.plain ? node.text : yaml_text(node.text);
  }
}

}  // namespace tandem::casefile::internal
