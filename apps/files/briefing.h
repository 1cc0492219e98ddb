#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "tandem/base/result.h"
#include "tandem/casefile/casefile.h"
#include "tandem/model/agreement.h"
#include "tandem/plan/plan.h"
#include "tandem/report/report.h"
#include "tandem/stress/stress.h"

/// What a brief is made from: everything that its page tells is computed here.
namespace tandem::files {

/// The roadmap of the page and how it came about.
struct Proposal {
  model::Roadmap roadmap;
  plan::Ideals ideal;  ///< empty where they are not known
  std::string origin;  ///< a sentence; empty: it was given
  std::optional<model::Agreement> text = {};
};

/// What else the page is to tell.
struct BriefAsked {
  std::optional<stress::Options> stress = {};  ///< absent: no histories are played
  /// Absent: the window is not explored.
  std::optional<plan::Options> window = {};
  std::vector<std::string> targets = {};  ///< of the window
  Date date{};
  std::uint64_t seed = 1;  ///< as printed
};

/// @param alternatives  the roadmaps that go with those of the case; shape [alternatives]
/// Errors: invalid_input where a target makes no sense or a draw is no case.
[[nodiscard]] Result<report::Brief> brief_of(const casefile::CaseFile& file,
                                             const std::vector<model::Roadmap>& alternatives,
                                             Proposal proposal, const BriefAsked& asked);

/// That of a search for a brief's window: `seconds` for each of its questions.
[[nodiscard]] plan::Options window_search(plan::Options options, double seconds);

}  // namespace tandem::files
