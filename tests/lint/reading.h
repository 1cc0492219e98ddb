#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tandem/casefile/agreement_file.h"
#include "tandem/lint/lint.h"

/// Agreements of the tests of lint, as text.
namespace tandem::lint::test {

/// tests/lint/clean.yaml.
[[nodiscard]] std::string clean_text();
/// The whole of a file of the repository.
[[nodiscard]] std::string file_text(const std::string& path);

/// An agreement of a North, a South, a Donor and a Mission that begins on T0, 1 March 2026.
/// @param snippet  the obligations, ids at the beginning of lines; or from "actors:" or
///                 "obligations:" on, all of the file after its head
[[nodiscard]] std::string framed(std::string_view snippet);

/// The agreement, which must have no mistake.
[[nodiscard]] model::Agreement read(const std::string& text);
[[nodiscard]] std::vector<Finding> found_in(const std::string& text);
/// The rules of all findings that the file does not allow, in order, none twice.
[[nodiscard]] std::vector<std::string> rules_found(const std::string& text);
/// The findings of one rule.
[[nodiscard]] std::vector<Finding> found_of(std::string_view rule, const std::string& text);
/// The ids of the obligations of a finding.
[[nodiscard]] std::vector<std::string> ids_of(const Finding& finding, const std::string& text);

/// `text` with its one `from` as `to`; `from` must be there once.
[[nodiscard]] std::string replaced(std::string text, std::string_view from, std::string_view to);

/// `text` with the lines of a paste in it: keys that an obligation has already are replaced, new
/// obligations come last.
[[nodiscard]] std::string pasted(const std::string& text, const std::string& paste);

}  // namespace tandem::lint::test
