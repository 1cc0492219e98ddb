#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tandem/report/report.h"

/// Readings of a roadmap and its assessment that several parts of a report share.
namespace tandem::report {

/// One tranche with its number in its phase, "2.5" being the fifth of phase 2.
struct Tranche {
  MeasureId measure;
  int phase = 1;
  int number = 1;
  int start = 0;     ///< month
  int in_force = 0;  ///< first month in force
  double share = 1;

  [[nodiscard]] std::string reference() const;
};

/// The tranches by phase; in a phase by first actor, one actor before several, then by measure.
[[nodiscard]] std::vector<Tranche> tranches(const model::Case& of, const model::Roadmap& roadmap);

/// "Title", or "Title (25 %)" for a part of it.
[[nodiscard]] std::string titled(const model::Case& of, const Tranche& tranche);

/// Rows of parties, columns of phases 1..T and one for what comes after; empty where the party has
/// not acceded.
using ByPhase = std::vector<std::vector<std::optional<double>>>;

enum class Pick { smallest, largest };

/// A table by decision month reduced to phases: the smallest or largest value in each.
/// @param values  shape [parties][months.size()]
[[nodiscard]] ByPhase by_phase(const model::Case& of, const model::Roadmap& roadmap,
                               const std::vector<int>& months,
                               const std::vector<std::vector<double>>& values, Pick pick);

/// Where a table by phase is extreme.
struct Spot {
  PartyId party{0};
  int phase = 1;
  double value = 0;
};
[[nodiscard]] std::optional<Spot> extreme(const ByPhase& table, Pick pick);

/// The parties whose margins differ visibly between the conventions: in sign, or by more than 0.05
/// points, half of the last digit printed.
[[nodiscard]] std::vector<PartyId> convention_matters(const assess::Assessment& assessment);

/// Whether the detection that the case has deters this temptation to cheat covertly.
[[nodiscard]] bool deters(const value::CovertThreshold& threshold);

/// "withhold" or "withdraw" in words, for the case's convention or the other one.
[[nodiscard]] std::string deviation_words(const model::Case& of, bool other);

/// Months at which curves and tables need a column: one for each phase of the case and of the
/// roadmap, whichever ends later, in force included.
[[nodiscard]] int last_month(const model::Case& of, const model::Roadmap& roadmap);

/// What reserve `i` has, in normalised points.
[[nodiscard]] double reserve_points(const model::Case& of, PartyId i);

}  // namespace tandem::report
