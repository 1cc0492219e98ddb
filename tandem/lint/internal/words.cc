#include "tandem/lint/internal/words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "tandem/lint/internal/word_lists.h"

namespace tandem::lint {
namespace {

bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::vector<std::string_view> split(std::string_view text, char between) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(between);
    if (at != 0) parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
    if (text.empty()) return parts;
  }
}

bool ends_clause(char c) { return c == '.' || c == ';' || c == ':' || c == '!' || c == '?'; }

bool is_digits(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

template <std::size_t n>
bool is_in(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

bool is_number(const Token& token) {
  return is_digits(token.lower) || is_in(kNumberWords, token.lower);
}

/// The first word of the number before words[k]: "one" in "one hundred and twenty days", "a" in
/// "for a year"; k where there is none.
std::size_t begin_of_number(const std::vector<Token>& words, std::size_t k) {
  std::size_t first = k;
  while (first > 0) {
    const bool joins = first > 1 && first < k && words[first - 1].lower == "and" &&
                       words[first - 2].lower == "hundred";
    if (!joins && !is_number(words[first - 1])) break;
    --first;
  }
  if (first == k && k > 1 && words[k - 1].lower == "a" && is_in(kLastingWords, words[k - 2].lower))
    return k - 1;
  return first;
}

/// The value of a word from "one" to "ninety"; 0 of any other.
int small_number(std::string_view word) {
  constexpr int kTwenty = 20;
  constexpr int kTens = 10;
  constexpr int kLast = 27;  // "ninety"
  const auto at =
      static_cast<int>(std::ranges::find(kNumberWords, word) - kNumberWords.begin()) + 1;
  if (at > kLast) return 0;
  return at <= kTwenty ? at : kTwenty + (at - kTwenty) * kTens;
}

/// "one hundred and twenty": 120.
std::optional<int> number_in_words(const std::vector<Token>& words) {
  int sum = 0;
  for (const Token& word : words) {
    if (word.lower == "and" || word.lower == "a") continue;
    if (word.lower == "hundred" && sum < 100) {
      sum = std::max(sum, 1) * 100;
      continue;
    }
    const int value = small_number(word.lower);
    const int below = sum % 100;
    const bool fits = below == 0 || (below >= 20 && below % 10 == 0 && value < 10);
    if (value == 0 || !fits) return std::nullopt;
    sum += value;
  }
  if (sum == 0 && words.size() == 1 && words.front().lower == "a") return 1;
  return sum > 0 ? std::optional(sum) : std::nullopt;
}

/// Words in lower case; what hyphens join is one.
std::string words_between_blanks(std::string_view text) {
  std::string all;
  std::size_t last = 0;
  for (const Token& token : tokens_of(text)) {
    const std::string_view between = text.substr(last, token.begin - last);
    if (!all.empty()) all += between == "-" ? '-' : ' ';
    all += token.lower;
    last = token.end;
  }
  return all;
}

/// "15 years", "15/20/25 years", "fifteen-year"; "every 6 months" and "60 years of age" are none.
void find_lengths(const std::vector<Token>& words, std::vector<Hit>& found) {
  for (std::size_t k = 1; k < words.size(); ++k) {
    if (!is_time_unit(words[k].lower) || words[k].lower.size() < 3) continue;
    const std::size_t first = begin_of_number(words, k);
    if (first == k) continue;
    if (first > 0 && is_in(kRepeatWords, words[first - 1].lower)) continue;
    const std::string_view next = k + 1 < words.size() ? words[k + 1].lower : std::string_view();
    if (next == "old" || (next == "of" && k + 2 < words.size() && words[k + 2].lower == "age"))
      continue;
    const bool within = first > 0 && words[first - 1].lower == "within" && next == "of";
    const bool said = within || std::ranges::find(kAnchorWords, next) != kAnchorWords.end();
    found.push_back({said ? Topic::anchored : Topic::length, words[first].begin, words[k].end});
  }
}

/// Those that are part of no longer one of their topic, or of a harmless one; in the order of the
/// text.
std::vector<Hit> without_inner(std::vector<Hit> all) {
  std::ranges::stable_sort(all, [](const Hit& a, const Hit& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::array<Hit, static_cast<std::size_t>(Topic::harmless) + 1>
      farthest{};  // of each topic so far
  const auto covers = [&](Topic topic, const Hit& hit) {
    const Hit& other = farthest[static_cast<std::size_t>(topic)];
    return other.end > hit.end || (other.end == hit.end && other.begin < hit.begin);
  };
  std::vector<Hit> kept;
  for (const Hit& hit : all) {
    const bool inner = covers(hit.topic, hit) || covers(Topic::harmless, hit);
    if (!inner && hit.topic != Topic::harmless) kept.push_back(hit);
    Hit& other = farthest[static_cast<std::size_t>(hit.topic)];
    if (hit.end > other.end) other = hit;
  }
  return kept;
}

}  // namespace

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_letter(text[i])) {
      ++i;
      continue;
    }
    Token token{{}, i, i};
    while (i < text.size() && is_letter(text[i])) token.lower += lower(text[i++]);
    token.end = i;
    tokens.push_back(std::move(token));
  }
  return tokens;
}

Phrases::Phrases() {
  for (const auto& [topic, list] : kWordLists) add(topic, list);
}

void Phrases::add(Topic topic, std::string_view list) {
  for (const std::string_view line : split(list, ',')) {
    Phrase phrase{topic, {}};
    for (const std::string_view word : split(line, ' ')) phrase.words.push_back(split(word, '|'));
    if (phrase.words.empty()) continue;
    for (const std::string_view form : phrase.words.front())
      by_first_[form].push_back(phrases_.size());
    phrases_.push_back(std::move(phrase));
  }
}

std::vector<Hit> Phrases::find(std::string_view text) const {
  const std::vector<Token> words = tokens_of(text);
  std::vector<Hit> all;
  for (std::size_t k = 0; k < words.size(); ++k) {
    const auto candidates = by_first_.find(words[k].lower);
    if (candidates == by_first_.end()) continue;
    for (const std::size_t index : candidates->second) {
      const Phrase& phrase = phrases_[index];
      const std::size_t count = phrase.words.size();
      if (k + count > words.size()) continue;
      bool fits = true;
      for (std::size_t w = 1; fits && w < count; ++w)
        fits = std::ranges::find(phrase.words[w], words[k + w].lower) != phrase.words[w].end();
      if (fits) all.push_back({phrase.topic, words[k].begin, words[k + count - 1].end});
    }
  }
  find_lengths(words, all);
  return without_inner(std::move(all));
}

std::string clause_around(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::size_t kBefore = 3;
  constexpr std::size_t kAfter = 9;
  const std::vector<Token> words = tokens_of(text);
  std::size_t first = 0;
  while (first + 1 < words.size() && words[first].end <= begin) ++first;
  std::size_t last = first;
  while (last + 1 < words.size() && words[last].end < end) ++last;
  for (std::size_t n = 0; n < kBefore && first > 0; ++n, --first)
    if (has_break(text, words[first - 1].end, words[first].begin, true)) break;
  for (std::size_t n = 0; n < kAfter && last + 1 < words.size(); ++n, ++last)
    if (has_break(text, words[last].end, words[last + 1].begin, false)) break;
  if (words.empty()) return std::string(text);
  while (words[first].end <= begin &&
         std::ranges::find(kJoiningWords, words[first].lower) != kJoiningWords.end())
    ++first;
  std::string clause(text.substr(words[first].begin, words[last].end - words[first].begin));
  std::ranges::replace(clause, '\n', ' ');
  if (std::ranges::count(clause, '"') % 2 == 1) std::erase(clause, '"');
  return clause;
}

bool says_none(std::string_view text) {
  const std::string words = words_between_blanks(text);
  if (words.empty() || words == "no") return true;
  return std::ranges::any_of(kNothingPhrases, [&](std::string_view phrase) {
    return words.starts_with(phrase) &&
           (words.size() == phrase.size() || words[phrase.size()] == ' ');
  });
}

std::optional<int> number_of(std::string_view text) {
  const std::vector<Token> words = tokens_of(text);
  if (words.empty()) return std::nullopt;
  if (!std::ranges::all_of(words, is_digits, &Token::lower)) return number_in_words(words);
  if (words.size() > 1) {  // "2.5" and "1,000" are no lists
    const std::size_t end = words[words.size() - 2].end;
    const std::string_view between = text.substr(end, words.back().begin - end);
    if (between == "." || between == ",") return std::nullopt;
  }
  int number = 0;
  const std::string& last = words.back().lower;
  const auto read = std::from_chars(last.data(), last.data() + last.size(), number);
  return read.ec == std::errc() && number > 0 ? std::optional(number) : std::nullopt;
}

bool has_break(std::string_view text, std::size_t from, std::size_t to, bool commas) {
  for (std::size_t i = from; i < to; ++i)
    if (ends_clause(text[i]) || text[i] == '(' || text[i] == ')' || (commas && text[i] == ','))
      return true;
  return false;
}

bool is_time_unit(std::string_view word) {
  std::string small;
  std::ranges::transform(word, std::back_inserter(small), lower);
  return std::ranges::find(kTimeUnits, small) != kTimeUnits.end();
}

}  // namespace tandem::lint
