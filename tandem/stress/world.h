#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tandem/model/roadmap.h"
#include "tandem/value/game.h"

/// What history plays with: a case whose numbers are drawn, and a roadmap, worked out as far as
/// chance is not needed. All that a history does is in docs/model.md.
namespace tandem::stress {

/// A chance as Philox's words are held against it.
using Threshold = std::uint64_t;

/// An amount in whole steps of some size: sums do not depend on their order.
using Quanta = std::int64_t;

/// Points that come to a party at once.
struct Once {
  PartyId party{0};
  double points = 0;
};

/// One tranche, in the order in which the roadmap starts them.
struct Step {
  MeasureId measure{0};
  int start = 0;   ///< month of the roadmap's clock
  int months = 0;  ///< that it takes
  double share = 1;
  std::size_t tranche = 0;             ///< of its measure, counted from 0
  std::vector<std::size_t> waits_for;  ///< steps that must be in force before
  std::vector<Once> at_start;
  std::vector<Once> in_force;
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

/// Independent events of which most months see none: those that are possible at all, ascending.
struct Rare {
  /// @param chances  a month; those above 1 count as 1
  void set(const std::vector<double>& chances);

  std::vector<std::size_t> who;
  std::vector<double> chance;      ///< a month; (0, 1]
  std::vector<double> none;        ///< chance that neither it nor one before it comes
  std::vector<double> none_after;  ///< chance that none after it comes
  Threshold below = 0;             ///< words that mean that some come
};

/// What is looked up often.
struct Tables {
  static constexpr std::size_t kLanes = 8;  // that are added up at once
  /// What a step brings as things stand: its burdens while the process runs; those and its
  /// benefits; and these with what it shifts of a breakdown.
  enum class Row { under_way, in_force, after_breakdown };

  /// Points a month to each party, then the risk reduction and the weight of the final goals;
  /// wholly or as far as it can't be undone. Shape [lanes].
  [[nodiscard]] const Quanta* row(std::size_t step, Row row, bool whole) const {
    return &rows[((3 * step + static_cast<std::size_t>(row)) * 2 + (whole ? 1 : 0)) * lanes];
  }

  [[nodiscard]] Quanta quanta_of(double amount) const {
    const double quanta = amount / quantum;
    return static_cast<Quanta>(quanta < 0 ? quanta - 0.5 : quanta + 0.5);  // rounded
  }
  [[nodiscard]] double of_quanta(Quanta quanta) const {
    return static_cast<double>(quanta) * quantum;
  }

  double quantum = 1;        ///< a power of two; all that there is comes to less than 2^52 of them
  std::size_t lanes = 0;     ///< parties + 2, rounded up to a multiple of kLanes
  std::vector<Quanta> rows;  ///< shape [steps, 3, 2, lanes]
  std::vector<Quanta> breakdown;        ///< points a month; shape [parties]
  std::vector<std::size_t> shifting;    ///< measures that shift what a breakdown brings
  std::vector<char> shifts;             ///< whether it is one of them; shape [measures]
  std::vector<std::size_t> used;        ///< measures with steps
  std::vector<std::size_t> principals;  ///< parties
  std::vector<char> of_pace;   ///< whether an indicator's pace depends on it; shape [measures]
  std::vector<double> undone;  ///< chance by its legal form; shape [measures]
  std::vector<char> moves;     ///< whether a step starts or a party accedes; by month of the clock
  std::vector<char> calendar;  ///< whether any government changes by the calendar; shape [months]
};

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
  std::vector<double> late;      ///< shape [measures]
  std::vector<Threshold> found;  ///< of a covert violation; shape [measures]
  std::vector<double> alarm;     ///< false; shape [measures]
  std::vector<double> raised;    ///< most by which measures raise it, a factor; shape [crises]
  std::vector<std::vector<char>> calendar;  ///< whether it changes; [administrations][months]
  std::vector<std::vector<std::vector<Threshold>>> next;   ///< cumulative; [..][from][to]
  std::vector<std::optional<std::size_t>> administration;  ///< shape [parties]
  Rare changes;  ///< of government besides the calendar; administrations
  Rare alarms;   ///< on measures with steps
  Tables tables;
};

}  // namespace tandem::stress
