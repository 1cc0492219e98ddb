#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "tandem/ledger/event.h"
#include "tandem/ledger/internal/json_text.h"

namespace tandem::ledger {
namespace {

constexpr std::size_t kDateLength = 10;
constexpr std::size_t kSecondLength = 20;

std::optional<int> two_digits(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

}  // namespace

std::optional<Second> parse_second(std::string_view text) {
  if (text.size() != kSecondLength || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
      text[19] != 'Z')
    return std::nullopt;
  const auto day = parse_date(text.substr(0, kDateLength));
  const auto hours = two_digits(text.substr(11));
  const auto minutes = two_digits(text.substr(14));
  const auto seconds = two_digits(text.substr(17));
  if (!day || !hours || !minutes || !seconds) return std::nullopt;
  if (*hours > 23 || *minutes > 59 || *seconds > 59) return std::nullopt;
  return std::chrono::sys_days{*day} + std::chrono::hours{*hours} + std::chrono::minutes{*minutes} +
         std::chrono::seconds{*seconds};
}

std::string format_second(Second at) {
  std::string text;
  internal::put_second(text, at);
  return text.substr(1, kSecondLength);
}

}  // namespace tandem::ledger
