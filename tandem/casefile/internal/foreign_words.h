#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/calendar.h"

/// What the words of a foreign table's cells say, each by a list of words.
namespace tandem::casefile::internal {

struct ForeignDate {
  Date date;
  bool partial = false;  ///< only a month or a year was written; `date` is its last day
};
/// "2007-06-30", "2007-06", "2007", "30 June 2007", "30 Jun 2007", "June 2007", "June 30 2007".
[[nodiscard]] std::optional<ForeignDate> foreign_date(std::string_view text);

/// The parts of `text` between separators that stand outside of brackets, without blanks around.
[[nodiscard]] std::vector<std::string> split_outside_brackets(std::string_view text,
                                                              char separator);

/// The names in a cell of actors: between semicolons, or commas where all are short names.
struct NameList {
  std::vector<std::string> names;
  bool by_commas = false;
};
[[nodiscard]] NameList names_in(std::string_view cell);

/// "five parties" and "delivered by ROK" of "five parties (delivered by ROK)".
struct Bracketed {
  std::string name;
  std::string remark;  ///< empty: there is none
};
[[nodiscard]] Bracketed without_brackets(std::string_view name);

/// "all six", "other five", "directly related parties": it stands for actors that it does not name.
[[nodiscard]] bool is_group_name(std::string_view name);
/// Whether the name is that of something that watches or decides: a council, a commission, IAEA.
[[nodiscard]] bool is_body_name(std::string_view name);
/// "each other", "mutual": the actors themselves.
[[nodiscard]] bool is_each_other(std::string_view name);

/// A word of a list and what it stands for here.
struct WordMeaning {
  std::string_view word;
  std::string_view meaning;
};
/// The kind that a word stands for; nothing where it is not known.
[[nodiscard]] std::optional<WordMeaning> kind_meant(std::string_view word);
/// The legal form that the first telling word of `text` stands for.
[[nodiscard]] std::optional<WordMeaning> legal_form_in(std::string_view text);
/// The words at the beginning that make it an effort, "seek" or "sincere efforts"; else empty.
[[nodiscard]] std::string_view effort_in(std::string_view title);

/// The known body that `verification` begins with, e.g. "IAEA"; else empty.
[[nodiscard]] std::string_view leading_body(std::string_view verification);
/// The body in "IAEA Board approval needed"; else empty.
[[nodiscard]] std::string approval_in(std::string_view verification);
/// "none", "NONE AGREED (...)", "n/a": there is no verification.
[[nodiscard]] bool says_none(std::string_view text);
/// "TRUE", "yes", "x".
[[nodiscard]] bool says_yes(std::string_view text);

}  // namespace tandem::casefile::internal
