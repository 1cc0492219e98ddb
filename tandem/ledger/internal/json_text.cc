#include "tandem/ledger/internal/json_text.h"

#include <array>
#include <charconv>
#include <chrono>
#include <utility>

#include "tandem/base/number.h"

namespace tandem::ledger::internal {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr unsigned char kFirstPrintable = 0x20;
/// Characters that have an escape of two characters, and the second of them.
constexpr std::array<std::pair<char, char>, 7> kShort{
    {{'"', '"'}, {'\\', '\\'}, {'\b', 'b'}, {'\f', 'f'}, {'\n', 'n'}, {'\r', 'r'}, {'\t', 't'}}};
constexpr std::size_t kDateLength = 10;
constexpr std::size_t kSecondLength = 20;
constexpr std::size_t kLongestNumber = 32;

bool is_plain(char c) {
  return static_cast<unsigned char>(c) >= kFirstPrintable && c != '"' && c != '\\';
}

void put_escape(std::string& to, char c) {
  for (const auto& [meant, letter] : kShort)
    if (c == meant) {
      to += {'\\', letter};
      return;
    }
  const auto code = static_cast<unsigned char>(c);
  to += "\\u00";
  to += {kHex[code >> 4U], kHex[code & 0xFU]};
}

void put_digits(std::string& to, unsigned value, unsigned count) {
  const std::size_t begin = to.size();
  to.resize(begin + count, '0');
  for (std::size_t k = to.size(); k-- > begin; value /= 10U)
    to[k] = static_cast<char>('0' + value % 10U);
}

}  // namespace

void put_text(std::string& to, std::string_view text) {
  to += '"';
  for (std::size_t from = 0; from < text.size();) {
    std::size_t end = from;
    while (end < text.size() && is_plain(text[end])) ++end;
    to.append(text, from, end - from);
    if (end < text.size()) put_escape(to, text[end]);
    from = end + 1;
  }
  to += '"';
}

void put_date(std::string& to, const Date& date) {
  to += '"';
  put_digits(to, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  to += '-';
  put_digits(to, static_cast<unsigned>(date.month()), 2);
  to += '-';
  put_digits(to, static_cast<unsigned>(date.day()), 2);
  to += '"';
}

void put_second(std::string& to, Second at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time(at - day);
  put_date(to, Date{day});
  to.back() = 'T';
  put_digits(to, static_cast<unsigned>(time.hours().count()), 2);
  to += ':';
  put_digits(to, static_cast<unsigned>(time.minutes().count()), 2);
  to += ':';
  put_digits(to, static_cast<unsigned>(time.seconds().count()), 2);
  to += "Z\"";
}

void put_whole(std::string& to, std::uint64_t number) {
  std::array<char, kLongestNumber> text{};
  to.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr);
}

void put_number(std::string& to, double number) {
  std::array<char, kLongestNumber> text{};
  to.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr);
}

bool JsonReader::take(std::string_view literal) {
  if (text_.substr(at_, literal.size()) != literal) return false;
  at_ += literal.size();
  return true;
}

bool JsonReader::take_key(std::string_view key) {
  const std::string_view word = ahead(key.size() + 3);
  if (word.size() != key.size() + 3 || word.front() != '"' || !word.ends_with("\":") ||
      word.substr(1, key.size()) != key)
    return false;
  at_ += word.size();
  return true;
}

std::optional<char> JsonReader::escaped() {
  for (const auto& [meant, letter] : kShort)
    if (take({&letter, 1})) return meant;
  if (!take("u00") || at_ + 2 > text_.size()) return std::nullopt;
  const std::size_t high = kHex.find(text_[at_]);
  const std::size_t low = kHex.find(text_[at_ + 1]);
  if (high > 1 || low == std::string_view::npos) return std::nullopt;
  at_ += 2;
  return static_cast<char>(high * 16 + low);
}

std::optional<std::string> JsonReader::text() {
  const std::size_t begin = at_;
  std::string value;
  if (!take("\"")) return std::nullopt;
  while (at_ < text_.size()) {
    const std::size_t from = at_;
    while (at_ < text_.size() && is_plain(text_[at_])) ++at_;
    value.append(text_, from, at_ - from);
    if (take("\"")) return value;
    const auto c = take("\\") ? escaped() : std::nullopt;
    if (!c) break;
    value += *c;
  }
  at_ = begin;
  return std::nullopt;
}

std::optional<Date> JsonReader::date() {
  const std::string_view word = ahead(kDateLength + 2);
  if (word.size() != kDateLength + 2 || word.front() != '"' || word.back() != '"')
    return std::nullopt;
  const auto found = parse_date(word.substr(1, kDateLength));
  if (found) at_ += word.size();
  return found;
}

std::optional<Second> JsonReader::second() {
  const std::string_view word = ahead(kSecondLength + 2);
  if (word.size() != kSecondLength + 2 || word.front() != '"' || word.back() != '"')
    return std::nullopt;
  const auto found = parse_second(word.substr(1, kSecondLength));
  if (found) at_ += word.size();
  return found;
}

std::optional<std::uint64_t> JsonReader::whole() {
  const std::string_view word = ahead(text_.find_first_not_of("0123456789", at_) - at_);
  const auto found = number_of<std::uint64_t>(word);
  if (found) at_ += word.size();
  return found;
}

std::optional<double> JsonReader::number() {
  const std::string_view word = ahead(text_.find_first_not_of("0123456789.e+-", at_) - at_);
  const auto found = number_of<double>(word);
  if (found) at_ += word.size();
  return found;
}

}  // namespace tandem::ledger::internal
