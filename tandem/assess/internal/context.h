#pragma once

#include <string>
#include <vector>

#include "tandem/assess/assessment.h"

/// What the principles share while one roadmap is assessed.
namespace tandem::assess {

struct Context {
  const model::Case& of;
  const value::Economics& worth;
  const model::Roadmap& roadmap;
  const std::optional<Durability>& durability;
  Assessment& result;  // its tables are complete before the principles are measured

  [[nodiscard]] int phases() const { return of.time().phases; }
  [[nodiscard]] std::string party(PartyId i) const { return of.party(i).name; }
  [[nodiscard]] std::string measure(MeasureId m) const { return of.measure(m).title; }
  /// "phase 3 (January 2028)"; "after the last phase" for phases + 1.
  [[nodiscard]] std::string phase(int phase) const;
  /// "month 7 (August 2027)".
  [[nodiscard]] std::string month(int month) const;
  [[nodiscard]] std::vector<PartyId> principals() const;
};

/// A finding whose verdict follows from value and threshold.
[[nodiscard]] Finding finding(std::string name, double value, Unit unit,
                              const std::optional<model::Quantity>& threshold, bool at_most,
                              std::string reason);
[[nodiscard]] Finding no_finding(std::string name, Verdict verdict, std::string reason);

/// Values closer than this to a threshold meet it: the last digits of a solver are not a verdict.
inline constexpr double kTolerance = 1e-7;

[[nodiscard]] Principle parallel(const Context&);
[[nodiscard]] Principle reciprocal(const Context&);
[[nodiscard]] Principle proportional(const Context&);
[[nodiscard]] Principle simultaneous(const Context&);
[[nodiscard]] Principle self_enforcing(const Context&);
[[nodiscard]] Principle early_security(const Context&);
[[nodiscard]] Principle verifiable(const Context&);
[[nodiscard]] Principle buy_in(const Context&);
[[nodiscard]] Principle long_game(const Context&);
[[nodiscard]] Principle durable(const Context&);

/// Rules of structure, capacity, boundaries and accession that the roadmap breaks.
[[nodiscard]] std::vector<Breach> breaches(const model::Case& of, const value::Economics& worth,
                                           const model::Roadmap& roadmap);

/// Tables of an assessment: leverage, cumulative gains, tracks, security.
void fill_tables(const model::Case& of, const value::Economics& worth,
                 const model::Roadmap& roadmap, Assessment& result);

}  // namespace tandem::assess
