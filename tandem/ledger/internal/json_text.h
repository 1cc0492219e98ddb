#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tandem/base/calendar.h"
#include "tandem/ledger/event.h"

/// Canonical JSON, value by value. A general reader takes thirty times as long, and takes texts
/// that are not canonical.
namespace tandem::ledger::internal {

void put_text(std::string& to, std::string_view text);
void put_date(std::string& to, const Date& date);
void put_second(std::string& to, Second at);
void put_whole(std::string& to, std::uint64_t number);
/// In the shortest form that reads back. @pre finite
void put_number(std::string& to, double number);

/// Reads from the front of a text. A value that is not there leaves the place where it was.
class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  [[nodiscard]] bool take(std::string_view literal);
  /// `"KEY":`
  [[nodiscard]] bool take_key(std::string_view key);
  [[nodiscard]] std::optional<std::string> text();
  [[nodiscard]] std::optional<Date> date();
  [[nodiscard]] std::optional<Second> second();
  [[nodiscard]] std::optional<std::uint64_t> whole();
  [[nodiscard]] std::optional<double> number();
  [[nodiscard]] std::size_t place() const noexcept { return at_; }
  [[nodiscard]] bool at_end() const noexcept { return at_ == text_.size(); }
  /// What comes next, at most `most` bytes.
  [[nodiscard]] std::string_view ahead(std::size_t most) const { return text_.substr(at_, most); }

 private:
  [[nodiscard]] std::optional<char> escaped();
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace tandem::ledger::internal
