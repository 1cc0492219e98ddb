#include "tandem/model/internal/trigger_lexer.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace tandem::model::internal {
namespace {

constexpr bool is_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::optional<Token::Kind> sign(char c) {
  switch (c) {
    case '+':
      return Token::Kind::plus;
    case '-':
      return Token::Kind::minus;
    case '(':
      return Token::Kind::open;
    case ')':
      return Token::Kind::close;
    case ',':
    case ';':
      return Token::Kind::comma;
    default:
      return std::nullopt;
  }
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  tl::expected<std::vector<Token>, TriggerMistake> run() {
    while (at_ < text_.size())
      if (auto wrong = next()) return tl::unexpected(std::move(*wrong));
    add(Token::Kind::end, {}, 0);
    return std::move(tokens_);
  }

 private:
  void add(Token::Kind kind, std::string text, std::size_t length) {
    tokens_.push_back({kind, std::move(text), at_});
    at_ += length;
  }

  std::optional<TriggerMistake> next() {
    const char c = text_[at_];
    if (is_blank(c)) {
      ++at_;
    } else if (is_alnum(c)) {
      add_word();
    } else if (c == '"') {
      return add_quoted();
    } else if (text_.substr(at_).starts_with("..")) {
      add(Token::Kind::dots, {}, 2);
    } else if (const auto kind = sign(c)) {
      add(*kind, {}, 1);
    } else {
      return TriggerMistake{at_, fmt::format("'{}' means nothing here", symbol()),
                            "ids are letters, digits and dashes; put other words in \"quotes\""};
    }
    return std::nullopt;
  }

  /// A dash belongs to a word only where the word goes on behind it.
  void add_word() {
    std::size_t end = at_;
    while (end < text_.size() &&
           (is_alnum(text_[end]) ||
            (text_[end] == '-' && end + 1 < text_.size() && is_alnum(text_[end + 1]))))
      ++end;
    add(Token::Kind::word, std::string(text_.substr(at_, end - at_)), end - at_);
  }

  std::optional<TriggerMistake> add_quoted() {
    std::string words;
    for (std::size_t end = at_ + 1; end < text_.size(); ++end) {
      if (text_[end] == '"') {
        add(Token::Kind::quoted, std::move(words), end + 1 - at_);
        return std::nullopt;
      }
      if (text_[end] == '\\' && end + 1 < text_.size()) ++end;
      words += text_[end];
    }
    return TriggerMistake{at_, "these quotes are not closed", "close them with \""};
  }

  /// The character at fault: all its bytes, where it has several.
  [[nodiscard]] std::string_view symbol() const {
    std::size_t length = 1;
    while (at_ + length < text_.size() &&
           (static_cast<unsigned char>(text_[at_ + length]) & 0xC0U) == 0x80U)
      ++length;
    return text_.substr(at_, length);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

tl::expected<std::vector<Token>, TriggerMistake> tokens_of(std::string_view text) {
  return Lexer(text).run();
}

}  // namespace tandem::model::internal
