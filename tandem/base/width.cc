#include "tandem/base/width.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tandem {
namespace {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 1;
};

std::size_t length_of(unsigned char lead) {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

/// The code point at `at`; a malformed byte stands for itself.
CodePoint decode(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = length_of(lead);
  if (length == 1 || at + length > text.size()) return {lead, 1};
  std::uint32_t value = lead & (0x7fU >> length);
  for (std::size_t k = 1; k < length; ++k) {
    const auto next = static_cast<unsigned char>(text[at + k]);
    if ((next & 0xc0U) != 0x80U) return {lead, 1};
    value = (value << 6U) | (next & 0x3fU);
  }
  return {value, length};
}

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

// The blocks that matter of Unicode's EastAsianWidth (W, F) and of its combining marks.
constexpr std::array<Range, 10> kWide{{{0x1100, 0x115f},
                                       {0x2e80, 0xa4cf},
                                       {0xa960, 0xa97f},
                                       {0xac00, 0xd7a3},
                                       {0xf900, 0xfaff},
                                       {0xfe30, 0xfe6f},
                                       {0xff00, 0xff60},
                                       {0xffe0, 0xffe6},
                                       {0x1f300, 0x1faff},
                                       {0x20000, 0x3fffd}}};
constexpr std::array<Range, 8> kZero{{{0x300, 0x36f},
                                      {0x483, 0x489},
                                      {0x591, 0x5bd},
                                      {0x610, 0x61a},
                                      {0x64b, 0x65f},
                                      {0x200b, 0x200f},
                                      {0x20d0, 0x20ff},
                                      {0xfe00, 0xfe0f}}};

template <std::size_t N>
bool inside(std::uint32_t value, const std::array<Range, N>& ranges) {
  return std::ranges::any_of(
      ranges, [value](const Range& r) { return r.first <= value && value <= r.last; });
}

std::size_t width_of(std::uint32_t value) {
  if (value < 0x300) return 1;
  if (inside(value, kZero)) return 0;
  return inside(value, kWide) ? 2 : 1;
}

bool is_control(std::uint32_t value) {
  const bool bidirectional =
      (value >= 0x202a && value <= 0x202e) || (value >= 0x2066 && value <= 0x2069);
  return value < 0x20 || (value >= 0x7f && value < 0xa0) || bidirectional;
}

/// Bytes of the longest start of `text` that fits into `width` columns.
std::size_t fitting(std::string_view text, std::size_t width) {
  std::size_t used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint point = decode(text, at);
    used += width_of(point.value);
    if (used > width) break;
    at += point.bytes;
  }
  return at;
}

/// The words between blanks; a number and the % behind it are one.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at && text.substr(end).starts_with(" %"))
      end = std::min(text.find(' ', end + 1), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint point = decode(utf8, at);
    width += width_of(point.value);
    at += point.bytes;
  }
  return width;
}

std::string printable(std::string_view text) {
  std::string clean;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    if (is_control(point.value))
      clean += ' ';
    else
      clean += text.substr(at, point.bytes);
    at += point.bytes;
  }
  return clean;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  const std::string clean = printable(text);
  std::vector<std::string> lines(1);
  for (std::string_view word : words_of(clean)) {
    const std::size_t room = display_width(lines.back());
    if (room > 0 && room + 1 + display_width(word) > width) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    while (display_width(word) > width) {
      const std::size_t bytes = fitting(word, width);
      lines.back() += word.substr(0, bytes);
      lines.emplace_back();
      word.remove_prefix(bytes);
    }
    lines.back() += word;
  }
  return lines;
}

std::string shortened(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  std::string cut(text.substr(0, fitting(text, width - 1)));
  const std::size_t blank = cut.rfind(' ');
  if (blank != std::string::npos && blank > cut.size() / 2) cut.resize(blank);
  while (cut.ends_with(' ')) cut.pop_back();
  return cut + "…";
}

std::string paragraph(std::string_view text, std::size_t indent, std::size_t width) {
  std::string out;
  for (const std::string& line : wrapped(text, width - indent))
    out += std::string(line.empty() ? 0 : indent, ' ') + line + '\n';
  return out;
}

}  // namespace tandem
