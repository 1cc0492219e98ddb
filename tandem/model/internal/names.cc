#include "tandem/model/internal/names.h"

#include <fmt/format.h>

#include "tandem/base/id_text.h"

namespace tandem::model::internal {
namespace {

/// "a party", "an actor".
std::string one(std::string_view kind) {
  const bool vowel = std::string_view("aeiou").find(kind.front()) != std::string_view::npos;
  return fmt::format("{} {}", vowel ? "an" : "a", kind);
}

}  // namespace

const SourceLoc& place(const Word& word, const SourceLoc& otherwise) {
  return word.at.line > 0 ? word.at : otherwise;
}

void Names::declare(const Word& id, const SourceLoc& at, Findings& found) {
  if (!is_id(id.text)) {
    const std::string better = as_id(id.text);
    found.add(place(id, at), "bad-id",
              fmt::format("'{}' cannot be the id of {}: ids are letters, digits and dashes",
                          id.text, one(kind_)),
              better.empty() ? "give it an id" : fmt::format("write '{}'", better));
  }
  if (!position_.emplace(id.text, ids_.size()).second)
    found.add(place(id, at), "duplicate-id",
              fmt::format("there is already {} '{}'", one(kind_), id.text),
              "give this one another id");
  ids_.push_back(id.text);
}

std::optional<std::size_t> Names::find(std::string_view id) const {
  const auto at = position_.find(std::string(id));
  if (at == position_.end()) return std::nullopt;
  return at->second;
}

std::optional<std::size_t> Names::resolve(const Word& id, std::string_view user,
                                          const SourceLoc& at, Findings& found) const {
  const auto index = find(id.text);
  if (!index)
    found.add(place(id, at), "unknown-" + kind_,
              fmt::format("{} names {} '{}', which is not declared", user, kind_, id.text),
              did_you_mean(id.text, ids_, fmt::format("declare it under '{}'", section_)));
  return index;
}

}  // namespace tandem::model::internal
