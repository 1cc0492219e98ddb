#include "tandem/casefile/internal/foreign_condition.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "tandem/casefile/internal/foreign_words.h"

namespace tandem::casefile::internal {
namespace {

using model::Moment;

/// What follows the first of `beginnings` that fits; nothing where none does.
std::optional<std::string_view> behind(std::string_view small,
                                       std::span<const std::string_view> beginnings) {
  for (const std::string_view beginning : beginnings)
    if (small.starts_with(beginning)) return stripped(small.substr(beginning.size()));
  return std::nullopt;
}

/// "not", "no later than", "before": what is named behind it is not simply waited for.
bool begins_against(std::string_view small) {
  constexpr std::array<std::string_view, 10> kAgainst{
      "not ",    "unless ", "except if ", "if not ",   "no ",
      "before ", "until ",  "till ",      "prior to ", "by "};
  return behind(small, kAgainst).has_value();
}

/// "has happened": that it came, and nothing of when or how.
bool says_it_came(std::string_view words) {
  constexpr std::array<std::string_view, 23> kCame{
      "has",  "have",  "is",       "was",   "been",      "happens",  "happened",    "occurs",
      "yet",  "comes", "occurred", "come",  "first",     "done",     "implemented", "completed",
      "took", "takes", "taken",    "place", "fulfilled", "complete", "already"};
  const auto each = split_outside_brackets(words, ' ');
  return std::ranges::all_of(
      each, [&](const std::string& word) { return std::ranges::find(kCame, word) != kCame.end(); });
}

/// "reinstated(j37)" of row J37: its event; nothing where it is no such call.
std::optional<Moment> called_event(std::string_view text, const std::string& id) {
  constexpr std::array<std::string_view, 5> kOfTime{"before", "after", "until", "by", "within"};
  const std::string_view word = text.substr(0, text.find('('));
  const bool letters = !word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") ==
                                            std::string_view::npos;
  if (!letters || text.substr(word.size()) != fmt::format("({})", folded(id))) return std::nullopt;
  if (std::ranges::find(kOfTime, word) != kOfTime.end()) return std::nullopt;
  Moment event;
  event.events = {{id, {}}};
  const auto known = model::parse_moment(fmt::format("{}({})", word, id));
  if (known && known->events == event.events) event.aspect = known->aspect;
  return event;
}

bool denies(std::string_view small) {
  constexpr std::array<std::string_view, 7> kDenials{" not ",     "n't ",     " never ", " unless ",
                                                     " without ", " before ", " until "};
  return std::ranges::any_of(
      kDenials, [&](std::string_view word) { return small.find(word) != std::string_view::npos; });
}

}  // namespace

std::vector<std::string> rows_named(const std::string& condition, const RowNames& names) {
  std::vector<std::string> made;
  std::string word;
  for (const char c : condition + " ") {
    const bool part =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    if (part) {
      word += c;
      continue;
    }
    const bool number = word.find_first_of("0123456789") != std::string::npos;
    const auto row = number ? names.find(word) : std::nullopt;
    if (row && *row == word && std::ranges::find(made, word) == made.end()) made.push_back(word);
    word.clear();
  }
  return made;
}

std::string condition_words(std::string_view written) {
  std::string small = folded(written);
  if (small.ends_with('.')) small.pop_back();
  return small;
}

std::optional<std::string> not_before(std::string_view small) {
  constexpr std::array<std::string_view, 6> kNotBefore{"not before ",      "not earlier than ",
                                                       "no earlier than ", "not sooner than ",
                                                       "no sooner than ",  "not until "};
  const auto rest = behind(small, kNotBefore);
  // "not before A1 or A3" may mean either
  if (!rest || rest->find(" or ") != std::string_view::npos) return std::nullopt;
  return std::string(*rest);
}

std::optional<Moment> event_against(std::string_view small, const std::string& id) {
  constexpr std::array<std::string_view, 4> kIf{"unless ", "except if ", "if not ", "not if "};
  constexpr std::array<std::string_view, 1> kNot{"not "};
  constexpr std::array<std::string_view, 2> kProvided{"provided that ", "provided "};
  Moment event;
  event.events = {{id, {}}};
  const std::string row = folded(id);
  const auto came = [&](std::string_view text, const std::string& subject) {
    return text.starts_with(subject + " ") && says_it_came(text.substr(subject.size()));
  };
  if (const auto rest = behind(small, kProvided))
    return came(*rest, row + " has not") ? std::optional(event) : std::nullopt;
  const auto condition = behind(small, kIf);
  const auto rest = condition ? condition : behind(small, kNot);
  if (!rest) return std::nullopt;
  if (*rest == row || (condition && came(*rest, row))) return event;
  return called_event(*rest, id);
}

bool says_against(std::string_view small) { return begins_against(small) || denies(small); }

}  // namespace tandem::casefile::internal
