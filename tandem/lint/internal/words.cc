#include "tandem/lint/internal/words.h"

#include <algorithm>
#include <array>
#include <cctype>

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

bool has_break(std::string_view text, std::size_t from, std::size_t to, bool commas) {
  for (std::size_t i = from; i < to; ++i)
    if (ends_clause(text[i]) || text[i] == '(' || text[i] == ')' || (commas && text[i] == ','))
      return true;
  return false;
}

bool is_number(const Token& token) {
  const bool digits = std::ranges::all_of(token.lower, [](char c) { return c >= '0' && c <= '9'; });
  return digits || std::ranges::find(kNumberWords, token.lower) != kNumberWords.end();
}

/// "15 years", "15/20/25 years", "fifteen-year"; "every 6 months" and "60 years of age" are none.
void find_lengths(const std::vector<Token>& words, std::vector<Hit>& found) {
  for (std::size_t k = 1; k < words.size(); ++k) {
    if (!is_time_unit(words[k].lower) || words[k].lower.size() < 3) continue;
    std::size_t first = k;
    while (first > 0 && is_number(words[first - 1])) --first;
    if (first == k) continue;
    if (first > 0 && std::ranges::find(kRepeatWords, words[first - 1].lower) != kRepeatWords.end())
      continue;
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
  const std::vector<Token> words = tokens_of(text);
  if (words.empty()) return true;
  return std::ranges::find(kNothingWords, words.front().lower) != kNothingWords.end();
}

bool is_time_unit(std::string_view word) {
  std::string small;
  std::ranges::transform(word, std::back_inserter(small), lower);
  return std::ranges::find(kTimeUnits, small) != kTimeUnits.end();
}

}  // namespace tandem::lint
