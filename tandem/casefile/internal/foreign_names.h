#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

/// Words and names of tables that others made.
namespace tandem::casefile::internal {

/// Small letters, and a blank for each run of `_` and blanks: "Finish_by" is "finish by".
[[nodiscard]] std::string folded(std::string_view text);
/// Without blanks and line ends around it.
[[nodiscard]] std::string_view stripped(std::string_view text);
/// Whether `text` cannot name anything inside a trigger, since it means something there.
[[nodiscard]] bool is_trigger_word(std::string_view text);

/// The rows of a table, by the names that other rows call them.
class RowNames {
 public:
  /// The first row of a name keeps it.
  void add(std::string_view name, std::string_view id) { ids_.emplace(folded(name), id); }
  [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
  /// "J12" and "J19" name a range: rows whose names differ in the number they end with.
  [[nodiscard]] bool is_range(std::string_view first, std::string_view last) const;

 private:
  std::map<std::string, std::string, std::less<>> ids_{};
};

}  // namespace tandem::casefile::internal
