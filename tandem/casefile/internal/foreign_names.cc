#include "tandem/casefile/internal/foreign_names.h"

#include <algorithm>

#include "tandem/model/agreement.h"
#include "tandem/model/trigger.h"

namespace tandem::casefile::internal {
std::string folded(std::string_view text) {
  std::string made;
  for (const char c : stripped(text)) {
    const bool blank = c == ' ' || c == '_' || c == '\n' || c == '\r' || c == '\t';
    if (blank && made.ends_with(' ')) continue;
    made += blank ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return made;
}

std::string_view stripped(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool is_trigger_word(std::string_view text) {
  const auto read = model::parse_moment(text);
  return !read || read->kind != model::Moment::Kind::event;
}

std::optional<std::string> RowNames::find(std::string_view name) const {
  const auto at = ids_.find(folded(name));
  if (at == ids_.end()) return std::nullopt;
  return at->second;
}

bool RowNames::is_range(std::string_view first, std::string_view last) const {
  const auto from = find(first);
  const auto to = find(last);
  if (!from || !to) return false;
  const auto low = model::numbered(*from);
  const auto high = model::numbered(*to);
  return low && high && low->stem == high->stem && low->number < high->number;
}

}  // namespace tandem::casefile::internal
