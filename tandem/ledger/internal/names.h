#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tandem::ledger::internal {

using Seq = std::uint32_t;  ///< number of an entry; four bytes, since there are millions
using Name = std::uint32_t;
inline constexpr Name kNoName = 0;

/// Ids of actors and obligations as numbers.
class Names {
 public:
  Names() { static_cast<void>(number("")); }

  Name number(std::string_view text) {
    if (const auto found = numbers_.find(text); found != numbers_.end()) return found->second;
    const auto made = static_cast<Name>(texts_.size());
    numbers_.emplace(texts_.emplace_back(text), made);
    return made;
  }
  [[nodiscard]] std::optional<Name> find(std::string_view text) const {
    const auto found = numbers_.find(text);
    return found == numbers_.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] const std::string& text(Name name) const { return texts_[name]; }

 private:
  std::deque<std::string> texts_;  // a deque does not move what it has
  std::unordered_map<std::string_view, Name> numbers_;
};

}  // namespace tandem::ledger::internal
