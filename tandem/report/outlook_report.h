#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "tandem/outlook/breakdown.h"
#include "tandem/outlook/early_warning.h"
#include "tandem/outlook/resumption.h"
#include "tandem/report/report.h"

/// What a record means, as text and JSON.
namespace tandem::report {

/// Of one view of a record.
struct Outlook {
  const ledger::State& state;
  const outlook::Held* held = nullptr;  ///< null: without a case
  const outlook::EarlyWarning& warning;
  std::optional<outlook::Breakdown> breakdown;  ///< with a case
};

/// Warnings, then what they rest on: raw counts beside every share, ranges beside every chance. No
/// line is wider than 80 columns.
[[nodiscard]] std::string outlook_text(const Outlook& of, TextStyle style = {});
[[nodiscard]] nlohmann::ordered_json outlook_json(const Outlook& of);

/// Where a record stands, which of the agreed steps were asked to keep their phase, and what each
/// way on is worth to whom.
[[nodiscard]] std::string resumption_text(const model::Case& of, const outlook::Standing& standing,
                                          const outlook::Replanned& replanned,
                                          const outlook::Resumption& made, TextStyle style = {});
[[nodiscard]] nlohmann::ordered_json resumption_json(const model::Case& of,
                                                     const outlook::Standing& standing,
                                                     const outlook::Replanned& replanned,
                                                     const outlook::Resumption& made);

/// From which day on chance has its say, and what the record does not tell.
[[nodiscard]] std::string standing_text(const model::Case& of, const outlook::Standing& standing);
[[nodiscard]] nlohmann::ordered_json standing_json(const model::Case& of,
                                                   const outlook::Standing& standing);

}  // namespace tandem::report
