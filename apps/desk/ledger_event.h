#pragma once

#include <optional>
#include <vector>

#include "apps/desk/schema.h"
#include "tandem/base/result.h"
#include "tandem/ledger/chain.h"
#include "tandem/ledger/event.h"

/// Entries as requests and answers have them.
namespace tandem::desk {

/// What a request wants to have recorded.
struct AskedEntry {
  ledger::Event event;
  std::optional<ledger::Head> expected;
  std::vector<Diagnostic> wrong;  ///< what could not be read, each at its JSON pointer
};
[[nodiscard]] Json asked_entry_schema();
/// Of one of an event's sources.
[[nodiscard]] Json source_schema();
/// @param body  fits the schema
/// @param now   the time and the day where it says none
[[nodiscard]] AskedEntry entry_of(const Json& body, ledger::Second now);

/// {"expect"}: a head, absent or null. What is none is added to `wrong`.
[[nodiscard]] std::optional<ledger::Head> expected_head(const Json& body,
                                                        std::vector<Diagnostic>& wrong);
[[nodiscard]] schema::Member expect_member();

/// The places of an event's mistakes as JSON pointers into the body that it came in.
[[nodiscard]] std::vector<Diagnostic> in_body(std::vector<Diagnostic> found);

}  // namespace tandem::desk
