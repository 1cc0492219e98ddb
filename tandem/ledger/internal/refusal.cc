#include "tandem/ledger/internal/refusal.h"

#include <utility>

namespace tandem::ledger::internal {

Diagnostic refusal(std::string_view rule, std::string message, std::string repair) {
  Diagnostic made;
  made.rule = rule;
  made.message = std::move(message);
  made.repair = std::move(repair);
  return made;
}

Diagnostic refusal(std::string_view field, std::string_view rule, std::string message,
                   std::string repair) {
  Diagnostic made = refusal(rule, std::move(message), std::move(repair));
  made.at.file = field;
  return made;
}

Error invalid(std::string what, std::vector<Diagnostic> details) {
  return {Errc::invalid_input, std::move(what), std::move(details)};
}

Error invalid(std::string what, std::string_view rule, std::string message, std::string repair) {
  std::vector<Diagnostic> details;
  details.push_back(refusal(rule, std::move(message), std::move(repair)));
  return invalid(std::move(what), std::move(details));
}

}  // namespace tandem::ledger::internal
