#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tandem/model/case.h"
#include "tandem/plan/plan.h"
#include "tandem/solver/program.h"
#include "tandem/value/forms.h"

/// The search for a roadmap as columns, gauges and objective terms. The local search and the solver
/// read the same formulation, so neither has a second idea of what is allowed or wanted.
namespace tandem::plan::internal {

using solver::Entry;
using solver::kInfinity;

/// One decision: a share of a measure started in a phase, a partner's accession in a phase, or
/// whether a divisible measure is touched at all in a phase.
struct Column {
  double upper = 1;
  bool integer = true;
};

/// A linear quantity with limits. `entries` by column, ascending.
struct Gauge {
  std::string rule;  ///< as in Obstacle
  std::optional<PartyId> party;
  int phase = 0;
  int month = 0;                    ///< by which it is to hold, where that is no phase; else 0
  std::vector<MeasureId> measures;  ///< that a rule of structure or a boundary is about
  double lower = -kInfinity;
  double upper = kInfinity;
  double constant = 0;
  double unit = 1;          ///< a violation of this size weighs like one broken rule
  bool structural = false;  ///< a rule of the case's structure, never relaxed to explain
  std::optional<model::ObjectiveKind> implied_by;  ///< a term of this kind keeps it by its floor
  std::vector<Entry> entries;
};

/// What is wanted: the smallest of its gauges.
struct Term {
  model::ObjectiveKind kind{};
  double weight = 1;
  std::vector<int> gauges;
  double floor = -kInfinity;  ///< least value that the limits allow
};

/// Something that has one place in time (a whole measure, a partner) or is spread over phases (a
/// divisible measure); one that is neither measure nor partner is a choice, made in phase 1 or not.
/// `column[t]` is that of phase t, -1 where not allowed; shape [phases + 1], the entry 0 unused.
/// `touched` likewise for the indicator of a divisible measure.
struct Item {
  std::optional<MeasureId> measure;
  std::optional<PartyId> partner;
  bool whole = true;
  int units = 1;  ///< tranches the local search thinks in
  std::vector<int> column;
  std::vector<int> touched;
  std::vector<int> linked;  ///< items that must start with this one
  std::vector<int> apart;   ///< items that cannot start in the same phase, where both are whole
  int total = -1;           ///< gauge of what is started of it by the end
};

struct Formulation {
  int phases = 0;
  std::vector<Column> columns;
  std::vector<Item> items;
  std::vector<Gauge> gauges;
  std::vector<Term> terms;
  std::vector<int> capacities;  ///< gauges of what a party may start in one phase
};

/// What the formulation is to hold.
struct Demands {
  bool principles = true;  ///< thresholds, self-enforcement; else structure and reserves only
  std::optional<double> min_margin;
  model::Deviation deviation = model::Deviation::withhold;
  int last_phase = 0;                        ///< nothing starts later
  std::optional<Continuation> continuation;  ///< what was done has a column wherever it was
  std::vector<std::optional<double>> ideal;  ///< points, shape [parties]
};

/// Share of each party's scale: `instead` where it is given, else the case's own threshold, else 0.
[[nodiscard]] double least_margin(const model::Case& of, const std::optional<double>& instead);

/// Items and gauges come in the order of the names of measures and parties, so that the answer does
/// not depend on their order in the file.
[[nodiscard]] Formulation formulate(const model::Case& of, const value::Economics& worth,
                                    const Demands& demands);

/// Adds the case's objectives as terms.
void add_objectives(const model::Case& of, const value::Economics& worth, const Demands& demands,
                    Formulation& formulation);

/// Whether a solver needs a row for the gauge: it has limits, and no term of the formulation keeps
/// them by its floor.
[[nodiscard]] bool needs_row(const Formulation& of, const Gauge& gauge);

/// Adds one term: the net gain of `i`.
void add_net_gain(const model::Case& of, const value::Economics& worth, PartyId i,
                  Formulation& formulation);

[[nodiscard]] double activity(const Gauge& gauge, const std::vector<double>& values);
/// Value of a term, and of all terms by weight. @param values  shape [columns]
[[nodiscard]] double value_of(const Formulation& of, const Term& term,
                              const std::vector<double>& values);
[[nodiscard]] double objective(const Formulation& of, const std::vector<double>& values);

[[nodiscard]] model::Roadmap to_roadmap(const model::Case& of, const Formulation& formulation,
                                        const std::vector<double>& values);
[[nodiscard]] std::vector<double> from_roadmap(const model::Case& of,
                                               const Formulation& formulation,
                                               const model::Roadmap& roadmap);

}  // namespace tandem::plan::internal
