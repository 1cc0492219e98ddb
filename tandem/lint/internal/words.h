#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tandem/lint/lint.h"

/// What lint knows of English: lists of phrases, and where they stand in a text. Case and hyphens
/// make no difference; a phrase is found only as whole words.
namespace tandem::lint {

enum class Topic {
  begins,     ///< "shall begin", "to commence"
  completes,  ///< "complete", "until done"
  parallel,   ///< "in parallel", "action for action"
  claim,      ///< "declaration", "report on"
  effort,     ///< "endeavour", "best efforts"
  ending,     ///< "terminates", "snapback"
  condition,  ///< "unless", "if", "subject to"
  limit,      ///< "not exceed", "at most"
  bound,      ///< "below", "above": a limit where a number is next
  reduce,     ///< "reduce", a limit where "to 300" follows
  aid,        ///< "assistance": "up to" is then an offer
  costly,     ///< what somebody must pay for
  paid,       ///< "at its own expense": who pays is said
  escape,     ///< "in principle", "may withdraw"
  notice,     ///< "upon 90 days' notice": leaving has a price
  physical,   ///< "dismantle": slow to undo
  length,     ///< "15 years", "ninety days"
  anchored,   ///< "15 years from ...": a length that says from when
  harmless,   ///< holds words of another topic that mean nothing there
};

/// Words of a topic in a text, as bytes.
struct Hit {
  Topic topic = Topic::harmless;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// One word of a text.
struct Token {
  std::string lower;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The words of `text`: letters, digits and apostrophes; bytes of other scripts count as letters.
[[nodiscard]] std::vector<Token> tokens_of(std::string_view text);

/// The number that digits or words say, "fifteen", "one hundred and twenty", of "15/20/25" the
/// last; none where they say none, as in "several".
[[nodiscard]] std::optional<int> number_of(std::string_view text);

/// Whether a comma, a bracket or the end of a clause stands in bytes [from, to).
[[nodiscard]] bool has_break(std::string_view text, std::size_t from, std::size_t to,
                             bool commas = true);

class Phrases {
 public:
  Phrases();
  /// In the order of the text; of two phrases of a topic that overlap, the longer one.
  [[nodiscard]] std::vector<Hit> find(std::string_view text) const;

 private:
  struct Phrase {
    Topic topic;
    std::vector<std::vector<std::string_view>> words;  // of each word the forms that it may have
  };
  void add(Topic topic, std::string_view list);

  std::vector<Phrase> phrases_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_first_;  // into phrases_
};

/// The words around bytes [begin, end) that make sense on their own: back to a comma, a semicolon
/// or three words, on to the end of the clause or nine words.
[[nodiscard]] std::string clause_around(std::string_view text, std::size_t begin, std::size_t end);

/// "year", "years", "y", "d": a unit of time.
[[nodiscard]] bool is_time_unit(std::string_view word);

}  // namespace tandem::lint
