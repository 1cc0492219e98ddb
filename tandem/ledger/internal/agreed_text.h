#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/ledger/internal/names.h"
#include "tandem/model/agreement.h"

namespace tandem::ledger::internal {

/// An agreement file as the ledger reads it: what it says became of obligations is left out, since
/// that is for the record to say.
struct AgreedText {
  model::AgreementDraft draft;
  model::Agreement valid;

  /// An actor of the obligation, or a member of one that is a group.
  [[nodiscard]] bool acts(std::size_t obligation, std::string_view actor) const;
};

/// Errors: invalid_input (every mistake of the text).
[[nodiscard]] Result<std::shared_ptr<const AgreedText>> read_agreed(const std::string& text);

/// The parties, members instead of groups, that carry out or receive an obligation which is only in
/// one of the texts, or of which the two do not say the same, or that is due on another day. Of
/// title, sources and notes nobody is asked. Ids, in the order of the first text, then the second.
[[nodiscard]] std::vector<std::string> touched(const AgreedText& before, const AgreedText& after);

}  // namespace tandem::ledger::internal
