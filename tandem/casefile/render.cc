#include <fmt/format.h>

#include <algorithm>

#include "tandem/base/width.h"
#include "tandem/casefile/casefile.h"

namespace tandem::casefile {
namespace {

constexpr std::size_t kLongestLine = 200;  ///< characters of the source that are shown

/// The text of line `number`, counted from 1, without its end.
std::string_view line_of(std::string_view text, int number) {
  for (int line = 1; line < number; ++line) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

/// Length in bytes of the character that starts with `lead`; 1 for what is no UTF-8.
std::size_t bytes_of(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte >= 0xF0) return 4;
  if (byte >= 0xE0) return 3;
  return byte >= 0xC0 ? 2 : 1;
}

/// Whether a terminal gives the character two columns: Hangul, Han, kana and full-width forms.
bool is_wide(std::string_view character) {
  if (character.size() != 3) return character.size() == 4;
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned>(static_cast<unsigned char>(character[i]));
  };
  const unsigned code = ((byte(0) & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
  return (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) ||
         (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF) ||
         (code >= 0xFF00 && code <= 0xFF60);
}

/// The first `count` characters of `line`.
std::string_view leading(std::string_view line, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < line.size(); --count) at += bytes_of(line[at]);
  return line.substr(0, std::min(at, line.size()));
}

/// Blanks as wide as `text` is shown.
std::string blanks_like(std::string_view text) {
  std::string blanks;
  while (!text.empty()) {
    const std::string_view character = text.substr(0, bytes_of(text[0]));
    blanks += is_wide(character) ? "  " : " ";
    text.remove_prefix(character.size());
  }
  return blanks;
}

}  // namespace

std::string render(const Diagnostic& diagnostic, std::string_view source_text, bool colour) {
  const auto paint = [&](std::string_view code, std::string_view text) {
    return colour ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
  };
  const bool error = diagnostic.severity == Severity::error;
  const SourceLoc& at = diagnostic.at;
  std::string shown;
  if (!at.file.empty()) shown += at.file + ":";
  if (at.line > 0) shown += fmt::format("{}:{}:", at.line, at.column);
  if (!shown.empty()) shown = paint("1", shown) + " ";
  shown += fmt::format("{} {} [{}]\n", error ? paint("1;31", "error:") : paint("1;33", "warning:"),
                       printable(diagnostic.message), diagnostic.rule);
  const std::string_view source = line_of(source_text, at.line);
  const bool text = source.find('\0') == std::string_view::npos;  // else there is nothing to see
  const std::string line = text ? printable(source) : std::string();
  const auto before = static_cast<std::size_t>(std::max(0, at.column - 1));
  if (at.line > 0 && !line.empty() && before < kLongestLine)
    shown += fmt::format("  {}\n  {}{}\n", leading(line, kLongestLine),
                         blanks_like(leading(line, before)), paint("1;32", "^"));
  if (!diagnostic.repair.empty())
    shown += fmt::format("  repair: {}\n", printable(diagnostic.repair));
  return shown;
}

}  // namespace tandem::casefile
