#include "tandem/casefile/internal/foreign_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "tandem/base/number.h"
#include "tandem/casefile/internal/foreign_names.h"

namespace tandem::casefile::internal {
namespace {

constexpr bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Place of `word` in `text` as a whole word; both in small letters.
std::size_t find_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_word_char(text[at - 1])) &&
        (end == text.size() || !is_word_char(text[end])))
      return at;
  }
  return std::string_view::npos;
}

bool begins_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) && (text.size() == word.size() || !is_word_char(text[word.size()]));
}

constexpr std::array<WordMeaning, 22> kKinds{{{"side deal", "side_agreement"},
                                              {"side agreement", "side_agreement"},
                                              {"side letter", "side_agreement"},
                                              {"actual event", "happening"},
                                              {"event", "happening"},
                                              {"shock", "happening"},
                                              {"happening", "happening"},
                                              {"action", "action"},
                                              {"obligation", "action"},
                                              {"measure", "action"},
                                              {"benefit", "benefit"},
                                              {"relief", "benefit"},
                                              {"incentive", "benefit"},
                                              {"milestone", "milestone"},
                                              {"verification", "verification"},
                                              {"monitoring", "verification"},
                                              {"institution", "institution"},
                                              {"body", "institution"},
                                              {"rule", "rule"},
                                              {"principle", "rule"},
                                              {"dispute", "dispute"},
                                              {"dispute step", "dispute"}}};

constexpr std::array<WordMeaning, 21> kForms{{{"waiver", "waiver"},
                                              {"waivers", "waiver"},
                                              {"waive", "waiver"},
                                              {"executive order", "executive"},
                                              {"executive orders", "executive"},
                                              {"decree", "executive"},
                                              {"decrees", "executive"},
                                              {"regulation", "regulation"},
                                              {"regulations", "regulation"},
                                              {"law", "law"},
                                              {"laws", "law"},
                                              {"legislation", "law"},
                                              {"legislative", "law"},
                                              {"act of parliament", "law"},
                                              {"treaty", "treaty"},
                                              {"treaties", "treaty"},
                                              {"ratification", "treaty"},
                                              {"ratify", "treaty"},
                                              {"resolution", "resolution"},
                                              {"resolutions", "resolution"},
                                              {"unscr", "resolution"}}};

constexpr std::array<std::string_view, 8> kEfforts{
    "seek",         "sincere efforts",   "best efforts", "use best efforts",
    "make efforts", "make every effort", "endeavour",    "endeavor"};

constexpr std::array<std::string_view, 9> kBodies{"IAEA", "OPCW",  "OSCE",   "CTBTO",     "UNMOVIC",
                                                  "NNSC", "UNDOF", "UNIFIL", "UN Command"};
constexpr std::array<std::string_view, 22> kBodyWords{
    "iaea",        "opcw",    "osce",       "unsc",      "ctbto",     "council",
    "commission",  "board",   "agency",     "mission",   "court",     "tribunal",
    "secretariat", "monitor", "monitors",   "observers", "committee", "director general",
    "inspectors",  "panel",   "commission", "ombudsman"};

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 12> kLongMonths{
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

std::optional<unsigned> month_named(std::string_view word) {
  for (std::size_t m = 0; m < kMonths.size(); ++m)
    if (word == kMonths[m] || word == kLongMonths[m]) return static_cast<unsigned>(m) + 1;
  return std::nullopt;
}

/// Of a year and a month, or of a year alone (`month` is 0).
std::optional<ForeignDate> last_day(int year, unsigned month) {
  using namespace std::chrono;
  if (year < 1000 || year > 9999 || month > 12) return std::nullopt;
  const auto last =
      std::chrono::year{year} / std::chrono::month{month == 0 ? 12 : month} / std::chrono::last;
  return ForeignDate{Date(last), true};
}

std::optional<ForeignDate> exact(int year, unsigned month, unsigned day) {
  const Date made = std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
  if (year < 1000 || year > 9999 || !made.ok()) return std::nullopt;
  return ForeignDate{made, false};
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : folded(text)) {
    if (c != ' ' && c != ',')
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  return words;
}

/// Words such as 30, june and 2007 in the order of a language, or nothing.
std::optional<ForeignDate> worded_date(std::string_view text) {
  const auto words = words_of(text);
  if (words.size() < 2 || words.size() > 3) return std::nullopt;
  const auto year = number_of<int>(words.back());
  if (!year) return std::nullopt;
  const auto first = month_named(words[0]);
  if (words.size() == 2) return first ? last_day(*year, *first) : std::nullopt;
  const auto second = month_named(words[1]);
  const auto day = number_of<unsigned>(words[first ? 1 : 0]);
  if (!day || (!first && !second)) return std::nullopt;
  return exact(*year, first ? *first : *second, *day);
}

bool is_short_name(std::string_view name) {
  const auto blanks = std::ranges::count(name, ' ');
  const bool capital = !name.empty() && ((name[0] >= 'A' && name[0] <= 'Z') ||
                                         (static_cast<unsigned char>(name[0]) & 0x80U) != 0);
  return capital && blanks <= 2 && name.size() <= 32;
}

}  // namespace

std::optional<ForeignDate> foreign_date(std::string_view text) {
  text = stripped(text);
  if (const auto day = parse_date(text)) return ForeignDate{*day, false};
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (text.size() == 4 && digits(text)) return last_day(*number_of<int>(text), 0);
  if (text.size() == 7 && text[4] == '-' && digits(text.substr(0, 4)) && digits(text.substr(5))) {
    const auto month = *number_of<unsigned>(text.substr(5));
    return month == 0 ? std::nullopt : last_day(*number_of<int>(text.substr(0, 4)), month);
  }
  return worded_date(text);
}

std::vector<std::string> split_outside_brackets(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  int depth = 0;
  for (const char c : text) {
    if (c == '(') ++depth;
    if (c == ')' && depth > 0) --depth;
    if (c == separator && depth == 0)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  std::vector<std::string> kept;
  for (const std::string& part : parts)
    if (!stripped(part).empty()) kept.emplace_back(stripped(part));
  return kept;
}

NameList names_in(std::string_view cell) {
  NameList made{split_outside_brackets(cell, ';')};
  if (made.names.size() != 1) return made;
  auto by_commas = split_outside_brackets(cell, ',');
  if (by_commas.size() > 1 && std::ranges::all_of(by_commas, is_short_name))
    made = {std::move(by_commas), true};
  return made;
}

Bracketed without_brackets(std::string_view name) {
  const std::size_t open = name.find('(');
  if (open == std::string_view::npos || open == 0 || !name.ends_with(')'))
    return {std::string(name), {}};
  return {std::string(stripped(name.substr(0, open))),
          std::string(stripped(name.substr(open + 1, name.size() - open - 2)))};
}

bool is_group_name(std::string_view name) {
  constexpr std::array<std::string_view, 19> kFirst{
      "all", "both",  "other", "others", "each", "every", "directly", "related", "remaining", "the",
      "two", "three", "four",  "five",   "six",  "seven", "eight",    "nine",    "ten"};
  const std::string small = folded(name);
  if (small.starts_with("the ")) return is_group_name(std::string_view(small).substr(4));
  return std::ranges::any_of(kFirst,
                             [&](std::string_view word) { return begins_with_word(small, word); });
}

bool is_body_name(std::string_view name) {
  const std::string small = folded(name);
  return std::ranges::any_of(kBodyWords, [&](std::string_view word) {
    return find_word(small, word) != std::string_view::npos;
  });
}

bool is_each_other(std::string_view name) {
  const std::string small = folded(name);
  return small == "each other" || small == "one another" || small == "mutual";
}

std::optional<WordMeaning> kind_meant(std::string_view word) {
  const auto* found = std::ranges::find(kKinds, folded(word), &WordMeaning::word);
  if (found == kKinds.end()) return std::nullopt;
  return *found;
}

std::optional<WordMeaning> legal_form_in(std::string_view text) {
  const std::string small = folded(text);
  std::optional<WordMeaning> first;
  std::size_t where = std::string::npos;
  for (const WordMeaning& form : kForms) {
    const std::size_t at = find_word(small, form.word);
    if (at < where) {
      where = at;
      first = form;
    }
  }
  return first;
}

std::string_view effort_in(std::string_view title) {
  const std::string small = folded(title);
  const auto* found = std::ranges::find_if(
      kEfforts, [&](std::string_view words) { return begins_with_word(small, words); });
  return found == kEfforts.end() ? std::string_view{} : *found;
}

std::string_view leading_body(std::string_view verification) {
  const auto* found = std::ranges::find_if(kBodies, [&](std::string_view body) {
    return begins_with_word(stripped(verification), body);
  });
  return found == kBodies.end() ? std::string_view{} : *found;
}

std::string approval_in(std::string_view verification) {
  for (const std::string_view words : {" approval needed", " approval required", " consent needed"})
    if (const std::size_t at = folded(verification).find(words); at != std::string::npos)
      return std::string(stripped(verification).substr(0, at));
  return {};
}

bool says_none(std::string_view text) {
  const std::string small = folded(text);
  return begins_with_word(small, "none") || begins_with_word(small, "n/a") || small == "-" ||
         begins_with_word(small, "no verification");
}

bool says_yes(std::string_view text) {
  const std::string small = folded(text);
  return small == "true" || small == "yes" || small == "x" || small == "1";
}

}  // namespace tandem::casefile::internal
