#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tandem/drafting/diff.h"
#include "tandem/report/report.h"

namespace tandem::report {

/// Two texts and what changed between them.
struct TextDiff {
  std::string before;  ///< title
  std::string after;   ///< title
  drafting::AgreementDiff changed;
  drafting::Gains gains;  ///< of the whole texts; no parties where no case is linked
};

/// What changed, for whom, and worth what. No line is wider than 80 columns.
[[nodiscard]] std::string diff_text(const TextDiff& of, TextStyle style = {});
[[nodiscard]] nlohmann::ordered_json diff_json(const TextDiff& of);

}  // namespace tandem::report
