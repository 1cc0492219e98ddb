#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tandem/model/agreement.h"

/// Defects of an agreement's text. Each rule comes from an agreement that broke on it; docs/lint/
/// has a page per rule.
namespace tandem::lint {

enum class Level { note, warning, error };

/// What a rule looks for, and where that was learned.
struct Rule {
  std::string_view id;         ///< kebab-case, e.g. "start-only"
  Level level;                 ///< of its findings, where one does not say otherwise
  std::string_view what;       ///< the defect, in a sentence
  std::string_view precedent;  ///< the agreement that broke on it, and how, in a sentence
};

struct Finding {
  const Rule* rule = nullptr;
  Level level = Level::warning;
  std::vector<model::ObligationId> obligations;  ///< at least one, the one to mend first; or none:
                                                 ///< the agreement as a whole
  SourceLoc at;                                  ///< of the words at fault
  std::string words;                             ///< the words at fault, as they stand
  std::string message;   ///< what is wrong, in a sentence that names who and what
  std::string repair;    ///< what to do, in a sentence
  std::string paste;     ///< lines of the agreement file that would do it; never empty
  bool allowed = false;  ///< by the file
  std::string reason;    ///< why, in the file's words
};

/// All rules, in the order of docs/lint/README.md.
[[nodiscard]] std::span<const Rule> rules();
[[nodiscard]] const Rule* find_rule(std::string_view id);

/// Every finding, allowed ones too, in the order of the rules, then of the text. Days are those of
/// the text as written, whatever is recorded.
[[nodiscard]] std::vector<Finding> lint(const model::Agreement& of);

/// What the file allows though nothing is found of it there, or under a name that is no rule's: a
/// warning each, "unused-allow", at the obligation.
/// @param findings  all that lint found in `of`
[[nodiscard]] std::vector<Diagnostic> unused_allows(const model::Agreement& of,
                                                    const std::vector<Finding>& findings);

/// Names that seem meant for an actor of the text and are none's: a warning each, "unknown-actor",
/// at the obligation. Who verifies, who approves of that and who decides may be any words; only a
/// word that is near an actor's id, and no actor's name, is taken for a slip.
[[nodiscard]] std::vector<Diagnostic> misspelt_actors(const model::Agreement& of);

/// Whether `text` says that there is nothing: empty, "none ...", "no", "not agreed", "tbd"; "not
/// more than 2 t" and "no-notice inspections" say something.
[[nodiscard]] bool says_none(std::string_view text);

}  // namespace tandem::lint
