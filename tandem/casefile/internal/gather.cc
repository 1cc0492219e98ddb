#include "tandem/casefile/internal/gather.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace tandem::casefile::internal {
namespace {

constexpr std::size_t kMostDiagnostics = 1000;

/// Rules about what is absent. The loader demands the same keys, so where a file breaks these the
/// text has been found at fault already.
constexpr std::array<std::string_view, 4> kOfAbsence = {"no-actor", "no-track", "no-means",
                                                        "boundary-incomplete"};

bool of_absence(const Diagnostic& d) {
  return std::ranges::find(kOfAbsence, d.rule) != kOfAbsence.end();
}

}  // namespace

std::vector<Diagnostic> gather(std::vector<Diagnostic> of_text,
                               const std::vector<Diagnostic>& of_rules) {
  std::set<SourceLoc> faulty;
  for (const Diagnostic& diagnostic : of_text) faulty.insert(diagnostic.at);
  std::set<std::pair<SourceLoc, std::string>> sources;
  Findings all;
  for (Diagnostic& d : of_text) all.add(d.at, d.rule, std::move(d.message), std::move(d.repair));
  for (const Diagnostic& d : of_rules) {
    const bool again = d.rule == "unknown-source" && !sources.emplace(d.at, d.rule).second;
    if (!again && !of_absence(d) && !faulty.contains(d.at))
      all.add(d.at, d.rule, d.message, d.repair);
  }
  std::vector<Diagnostic> ordered = std::move(all).in_file_order();
  if (ordered.size() <= kMostDiagnostics) return ordered;
  const SourceLoc at = ordered[kMostDiagnostics].at;
  const std::size_t more = ordered.size() - kMostDiagnostics;
  ordered.resize(kMostDiagnostics);
  ordered.push_back({at, Severity::error, "too-many-mistakes",
                     fmt::format("and {} more mistakes from here on", more),
                     "repair those above and check again"});
  return ordered;
}

Error mistakes(const std::string& file, std::vector<Diagnostic> details) {
  return {Errc::invalid_input,
          fmt::format("{} has {} mistake{}", file, details.size(), details.size() == 1 ? "" : "s"),
          std::move(details)};
}

}  // namespace tandem::casefile::internal
