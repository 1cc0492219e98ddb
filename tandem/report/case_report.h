#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "tandem/model/case.h"
#include "tandem/model/draft.h"

/// A case as it stands: what is in it, and where each number comes from.
namespace tandem::report {

/// What a summary counts: parties, measures, time, and numbers by origin.
[[nodiscard]] nlohmann::ordered_json case_summary_json(const model::CaseDraft& draft,
                                                       const model::Case& valid);

/// Everything of a case. A number is {"at": its path in the file, "text": as written, "low",
/// "mode", "high", "provenance", "line"}; of one that is not written, which is a default, "text",
/// "provenance" and "line" are null.
/// @param valid  that the draft makes
/// @param text   that the draft was read from; empty: numbers are written in short form instead
[[nodiscard]] nlohmann::ordered_json case_json(const model::CaseDraft& draft,
                                               const model::Case& valid,
                                               std::string_view text = {});

}  // namespace tandem::report
