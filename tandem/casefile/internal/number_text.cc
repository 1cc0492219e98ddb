#include "tandem/casefile/internal/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "tandem/base/number.h"
#include "tandem/casefile/internal/yaml_dom.h"

namespace tandem::casefile::internal {
namespace {

constexpr std::string_view kDigits = "0123456789";

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Drops the leading digits and says whether there were any.
bool skip_digits(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_not_of(kDigits), text.size());
  text.remove_prefix(end);
  return end > 0;
}

/// The grammar of a JSON number, which every reader reads alike.
bool well_formed(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool zero = text.starts_with('0');
  const std::size_t before = text.size();
  if (!skip_digits(text) || (zero && before - text.size() > 1)) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (!skip_digits(text)) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (!skip_digits(text)) return false;
  }
  return text.empty();
}

std::vector<std::string_view> split_range(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t at = text.find(".."); at != std::string_view::npos; at = text.find("..")) {
    parts.push_back(trim(text.substr(0, at)));
    text.remove_prefix(at + 2);
  }
  parts.push_back(trim(text));
  return parts;
}

/// What somebody who wrote this probably meant.
std::string likely_meaning(std::string_view text) {
  if (text.empty()) return "write a number";
  if (looks_octal(text)) return "write it without leading zeros";
  if (text.back() == '%')
    if (const auto percent = parse_decimal(trim(text.substr(0, text.size() - 1))))
      return fmt::format("write {}", *percent / 100);
  if (text.front() == '+') return fmt::format("write {}", text.substr(1));
  if (text.front() == '.') return fmt::format("write 0{}", text);
  std::string bare(text);
  std::erase_if(bare, [](char c) { return c == ',' || c == '_' || c == ' ' || c == '\''; });
  if (bare != text && parse_decimal(bare)) return fmt::format("write {}", bare);
  return "write a number such as 12, 3..5..9 or 12 @SOURCE";
}

NumberText problem(std::string message, std::string repair) {
  return {{}, NumberProblem{std::move(message), std::move(repair)}};
}

NumberText parse_range(const std::vector<std::string_view>& parts) {
  double values[3] = {0, 0, 0};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto value = parse_decimal(parts[i]);
    if (parts[i].empty())
      return problem("the range has an empty place", "write low..likeliest..high");
    if (!value)
      return problem(fmt::format("'{}' in the range is not a number", parts[i]),
                     likely_meaning(parts[i]));
    values[i] = *value;
  }
  return {model::Number(values[0], values[1], values[2])};
}

NumberText parse_values(std::string_view text) {
  const auto parts = split_range(text);
  if (parts.size() == 3) return parse_range(parts);
  if (parts.size() == 2 && parse_decimal(parts[0]) && parse_decimal(parts[1]))
    return problem(
        fmt::format("the range '{}' has no likeliest value", text),
        fmt::format("write low..likeliest..high, such as {}..{:g}..{}", parts[0],
                    (*parse_decimal(parts[0]) + *parse_decimal(parts[1])) / 2, parts[1]));
  if (parts.size() > 1)
    return problem(fmt::format("'{}' is not a range", text), "write low..likeliest..high");
  const auto value = parse_decimal(text);
  if (!value) return problem(fmt::format("'{}' is not a number", text), likely_meaning(text));
  return {model::Number(*value)};
}

}  // namespace

std::optional<double> parse_decimal(std::string_view text) {
  return well_formed(text) ? number_of<double>(text) : std::nullopt;
}

NumberText parse_number(std::string_view text) {
  const std::size_t mark = text.find('@');
  NumberText read = parse_values(trim(text.substr(0, mark)));
  if (read.problem || mark == std::string_view::npos) return read;
  const std::string_view id = trim(text.substr(mark + 1));
  if (id.empty() || id.find_first_of(" @") != std::string_view::npos)
    return problem(fmt::format("'@{}' does not name one source or judgement", id),
                   "write the number, a blank, @ and one id, such as 12 @S-HECKER18");
  read.number.provenance = model::Word(std::string(id));
  return read;
}

std::string format_number(const model::Number& number) {
  std::string text = number.ranged ? fmt::format("{}..{}..{}", number.low, number.mode, number.high)
                                   : fmt::format("{}", number.mode);
  if (!number.provenance.empty()) text += " @" + number.provenance.text;
  return text;
}

}  // namespace tandem::casefile::internal
