#pragma once

#include <string>
#include <string_view>

namespace tandem::cli {

/// What a first case is filled with.
struct TemplateValues {
  std::string_view id;
  std::string_view start;  ///< date of the first month
  std::string_view today;  ///< date of its judgements
};

/// A small case that has no mistakes, raises no doubts and can be planned.
[[nodiscard]] std::string case_template(const TemplateValues& values);

/// The NOTES.md beside it.
[[nodiscard]] std::string notes_template(const TemplateValues& values);

}  // namespace tandem::cli
