#pragma once

#include <string>

#include "apps/desk/refusal.h"
#include "apps/desk/schema.h"
#include "tandem/casefile/agreement_file.h"

namespace tandem::desk {

/// What is asked of an agreement's dates.
struct DatesAsked {
  Json delays = Json::array();  ///< [{"event", "days"}]
  bool as_written = false;      ///< leave out what is recorded
  std::string to = {};          ///< whose critical path; empty: of what is expected last
};

/// What an agreement's page shows of a text, valid or not. Errors: of what is asked of the dates.
[[nodiscard]] Answer<Json> agreement_view(const std::string& text, const std::string& file,
                                          const DatesAsked& asked);
/// Its schema, with more keys.
[[nodiscard]] Json agreement_view_schema(std::vector<schema::Member> more = {});

/// As `tandem lint --json`.
[[nodiscard]] Json lint_of(const model::Agreement& of);
/// As `tandem schedule --json`.
[[nodiscard]] Answer<Json> timetable_of(const model::Agreement& of, const DatesAsked& asked);

}  // namespace tandem::desk
