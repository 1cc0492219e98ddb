#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tandem/model/trigger.h"

namespace tandem::model::internal {

/// A piece of a trigger. `at` counts bytes of the text.
struct Token {
  enum class Kind { word, quoted, plus, minus, open, close, comma, dots, end };
  Kind kind = Kind::end;
  std::string text = {};  ///< of a word or a quoted one, without its quotes
  std::size_t at = 0;
};

/// The pieces of `text`, the last of them `end`. A word is letters, digits and dashes inside it.
[[nodiscard]] tl::expected<std::vector<Token>, TriggerMistake> tokens_of(std::string_view text);

}  // namespace tandem::model::internal
