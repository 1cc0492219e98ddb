#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "tandem/model/roadmap.h"
#include "tandem/value/game.h"

/// What history plays with: a case whose numbers are drawn, and a roadmap, worked out as far as
/// chance is not needed. All that a history does is in docs/model.md.
namespace tandem::stress {

/// A chance as Philox's words are held against it.
using Threshold = std::uint64_t;

/// One tranche, in the order in which the roadmap starts them.
struct Step {
  MeasureId measure{0};
  int start = 0;   ///< month of the roadmap's clock
  int months = 0;  ///< that it takes
  double share = 1;
  std::vector<std::size_t> waits_for;  ///< steps that must be in force before
};

/// What one party weighs at a round under one government.
struct Weighed {
  value::Choices choices;
  double cheating = 0;                ///< what covert cheating adds to carrying on
  std::optional<MeasureId> covertly;  ///< on which measure; absent: on none
};

/// A moment of the roadmap's clock at which all choose.
struct Round {
  int month = 0;
  int end = 0;    ///< first month whose starts do not belong to it
  int phase = 1;  ///< that it lies in; one past the last when all is done
  std::vector<std::vector<Weighed>> weighed;  ///< shape [parties][governments]
  std::vector<double> kept;  ///< by party: burden that it takes on, over its heaviest; [0, 1]
};

/// The same, laid out for quick sums: parties beside each other, in rows of `width`.
struct Tables {
  std::size_t width = 0;                ///< parties, rounded up to a multiple of 8
  std::vector<double> benefits;         ///< points a month of a step; shape [steps, width]
  std::vector<double> burdens;          ///< the same, of what is a burden
  std::vector<std::size_t> shifting;    ///< steps that shift what a breakdown brings
  std::vector<std::size_t> used;        ///< measures with steps
  std::vector<std::size_t> principals;  ///< parties
  std::vector<char> of_crises;  ///< whether chances of crises depend on it; shape [measures]
  std::vector<char> of_pace;    ///< whether an indicator's pace does; shape [measures]
  /// Months since a change of government at which some opening ends; shape [administrations].
  std::vector<std::set<int>> openings_end;
};

/// Adds up what flows of each step's benefits and burdens. Shape of sums: [width].
void sum_flows(const Tables& tables, const std::vector<double>& of_benefits,
               const std::vector<double>& of_burdens, std::vector<double>& sums);

struct World {
  World(const model::Case& drawn, const model::Roadmap& roadmap);

  model::Case of;
  value::Economics worth;
  std::vector<Step> steps;
  std::vector<Round> rounds;                         ///< by month; the last when all is done
  std::vector<std::optional<int>> accession;         ///< month of the clock; shape [parties]
  std::vector<std::vector<std::size_t>> of_measure;  ///< its steps; shape [measures]
  double final_goals = 0;                            ///< sum of the weights of the case
  double risk = 0;                                   ///< sum of the risk reductions of the case
  double promised = 0;  ///< share of the final goals that the roadmap carries out

  // Chances, a month where nothing else is said.
  std::vector<Threshold> late;   ///< shape [measures]
  std::vector<Threshold> found;  ///< of a covert violation; shape [measures]
  std::vector<double> alarm;     ///< chances of false ones; shape [measures]
  std::vector<double> changes;   ///< of government besides the calendar; [administrations]
  std::vector<std::vector<char>> calendar;  ///< whether it changes; [administrations][months]
  std::vector<std::vector<std::vector<Threshold>>> next;   ///< cumulative; [..][from][to]
  std::vector<std::optional<std::size_t>> administration;  ///< shape [parties]
  Tables tables;
};

}  // namespace tandem::stress
