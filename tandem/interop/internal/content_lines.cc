#include "tandem/interop/internal/content_lines.h"

#include <cstddef>

namespace tandem::interop {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Octets of `line` from `at` on that fit in `most` and end with a whole character.
std::size_t whole_octets(std::string_view line, std::size_t at, std::size_t most) {
  if (line.size() - at <= most) return line.size() - at;
  std::size_t end = at + most;
  while (end > at + 1 && continues(line[end])) --end;
  return end - at;
}

}  // namespace

std::string folded(std::string_view line) {
  std::size_t at = whole_octets(line, 0, kMostOctets);
  std::string out(line.substr(0, at));
  while (at < line.size()) {
    const std::size_t more = whole_octets(line, at, kMostOctets - 1);  // after the blank
    out += "\r\n ";
    out += line.substr(at, more);
    at += more;
  }
  return out + "\r\n";
}

std::string text_value(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (c == '\n')
      out += "\\n";
    else if (c == '\\' || c == ';' || c == ',')
      (out += '\\') += c;
    else if (c != '\r')
      out += octet < 0x20U || octet == 0x7FU ? ' ' : c;
  }
  return out;
}

std::string text_list(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) (out += out.empty() ? "" : ",") += text_value(text);
  return out;
}

}  // namespace tandem::interop
