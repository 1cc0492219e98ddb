#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/base/result.h"

/// Changes of a case file's text that leave its comments, its order and all else as they are.
namespace tandem::casefile {

/// One change. A path is the keys from the top, joined by dots, as in "measures.freeze.worth.us";
/// an item of a list is named by its place, from 0.
struct Change {
  enum class Kind {
    set,     ///< the value at `path` becomes `text`; the last key is added where it is missing
    remove,  ///< what stands at `path` goes, and a key that holds nothing any more with it
    replace  ///< `was`, which must stand in the text exactly once, becomes `text`
  };
  Kind kind = Kind::set;
  std::string path = {};
  std::string was = {};
  std::string text = {};
  bool operator==(const Change&) const = default;
};

/// The text with all changes made, one after the other. That the result is a case is not looked at,
/// only that it is YAML where the change is by path.
/// @param file  as messages name it
/// Errors: invalid_input with the number of the change, what does not fit and what would.
[[nodiscard]] Result<std::string> apply(std::string_view text, std::span<const Change> changes,
                                        const std::string& file);

/// Changes of kind `replace` that make `after` of `before`; each takes in as few lines as it can be
/// told apart by.
[[nodiscard]] std::vector<Change> changes_between(std::string_view before, std::string_view after);

}  // namespace tandem::casefile
