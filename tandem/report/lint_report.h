#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/lint/lint.h"
#include "tandem/report/report.h"

/// What lint found, for a reader and for other tools. Apart from report.h, which cases need and
/// this does not.
namespace tandem::report {

struct LintReport {
  std::vector<lint::Finding> findings;    ///< as they are to be shown, in the order of lint()
  std::vector<Diagnostic> unused;         ///< what is allowed in vain
  std::size_t hidden = 0;                 ///< allowed ones that are not shown
  std::vector<Diagnostic> misspelt = {};  ///< names that seem meant for an actor
};

/// Errors, then warnings, then notes: where, which words, what is wrong, the precedent at the first
/// finding of a rule, the repair and the lines to paste; then misspelt names, what is allowed in
/// vain, and counts. No line is wider than 80 columns; a line to paste that would be is folded as
/// YAML allows.
[[nodiscard]] std::string lint_text(const model::Agreement& of, const LintReport& report,
                                    TextStyle style = {});
[[nodiscard]] nlohmann::ordered_json lint_json(const model::Agreement& of,
                                               const LintReport& report);
/// SARIF 2.1.0, the format that code review tools read; allowed findings are suppressed results.
/// Source: OASIS, Static Analysis Results Interchange Format 2.1.0, 2020.
[[nodiscard]] nlohmann::ordered_json lint_sarif(const model::Agreement& of,
                                                const LintReport& report, std::string_view version);

/// All rules: what each looks for, and the agreement that broke on it.
[[nodiscard]] std::string lint_rules_text(TextStyle style = {});
[[nodiscard]] nlohmann::ordered_json lint_rules_json();

/// "error", "warning", "note".
[[nodiscard]] std::string_view level_word(lint::Level level);

}  // namespace tandem::report
