#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/model/draft.h"
#include "tandem/report/internal/json_values.h"

namespace tandem::report {

/// Writes the numbers of one draft as JSON, each with its path, its place and its provenance.
class NumberWriter {
 public:
  /// @param text  that the draft was read from, or empty. Both outlive this
  NumberWriter(const model::CaseDraft& draft, std::string_view text);

  [[nodiscard]] Json of(const std::string& path, const model::Number& number) const;
  /// Null where there is none.
  [[nodiscard]] Json of(const std::string& path, const std::optional<model::Number>& number) const;
  /// {"kind", "id", ...}; null where there is none of that id.
  [[nodiscard]] Json provenance(const std::string& id) const;

 private:
  [[nodiscard]] std::string as_written(const model::Number& number) const;

  std::map<std::string, const model::ProvenanceDraft*, std::less<>> provenances_;
  std::vector<std::string_view> lines_;
};

/// The line of a place; null where it has none.
[[nodiscard]] Json line_json(const SourceLoc& at);
/// The text; null where it is empty.
[[nodiscard]] Json text_json(const model::Word& word);

}  // namespace tandem::report
