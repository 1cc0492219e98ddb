#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tandem/base/findings.h"
#include "tandem/model/draft.h"

namespace tandem::model::internal {

/// Where a word stands, or `otherwise` for a word that was not written in a file.
[[nodiscard]] const SourceLoc& place(const Word& word, const SourceLoc& otherwise);

/// The declared ids of one kind of thing ("party", "measure"), by position in the file.
class Names {
 public:
  /// @param kind     singular, in words, e.g. "party"
  /// @param section  where such things are declared, e.g. "parties"
  Names(std::string_view kind, std::string_view section) : kind_(kind), section_(section) {}

  /// Declares the next id; says so where it is malformed or declared before.
  void declare(const Word& id, const SourceLoc& at, Findings& found);
  [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const;
  /// As find; where there is no such id, says that `user` (e.g. "measure 'halt'") names it.
  [[nodiscard]] std::optional<std::size_t> resolve(const Word& id, std::string_view user,
                                                   const SourceLoc& at, Findings& found) const;
  [[nodiscard]] const std::vector<std::string>& all() const noexcept { return ids_; }

 private:
  std::string kind_;
  std::string section_;
  std::vector<std::string> ids_;
  std::unordered_map<std::string, std::size_t> position_;
};

}  // namespace tandem::model::internal
