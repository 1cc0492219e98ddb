#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tandem/base/statistics.h"
#include "tandem/model/roadmap.h"
#include "tandem/value/covert.h"
#include "tandem/value/game.h"
#include "tandem/value/perron.h"

/// What the principles say of one roadmap: numbers, thresholds, verdicts and reasons.
namespace tandem::assess {

enum class Verdict {
  meets,
  fails,
  measured,        ///< the case sets no threshold
  not_applicable,  ///< there is nothing to measure it on; the reason says why
  needs_stress     ///< only a simulation can say, and none was made
};

enum class Unit { share, points, months, chance, count };

/// One number under a principle, with the phase, the parties and the measures that decide it.
struct Finding {
  std::string name;  ///< e.g. "largest gap"
  std::optional<double> value;
  Unit unit = Unit::share;
  std::optional<double> threshold;
  bool at_most = false;  ///< the threshold is a ceiling, else a floor
  Verdict verdict = Verdict::measured;
  std::string reason;                  ///< a sentence
  std::optional<Interval> range = {};  ///< of the value; absent: it is exact
};

struct Principle {
  std::string id;                       ///< e.g. "self-enforcing"
  std::string title;                    ///< e.g. "Self-enforcing"
  Verdict verdict = Verdict::measured;  ///< the worst of its findings
  std::vector<Finding> findings;        ///< the first is the principle's own number
};

/// A rule of the case's structure, a boundary, a capacity or an accession that the roadmap breaks.
struct Breach {
  std::string rule;  ///< e.g. "after", "capacity", "boundary us-no-relief-first"
  std::string text;  ///< a sentence with the parties, measures and dates
  int phase = 0;     ///< 0 where it concerns the whole roadmap
};

/// A quantity by month, a step function: `value` holds from `month` to the next entry.
struct Step {
  int month = 0;
  double value = 0;
};

/// What holds in month `month`; 0 before the first entry.
[[nodiscard]] double value_at(const std::vector<Step>& curve, int month);

/// Completion of one track at the end of each phase, as shares of the track's weight.
struct TrackProgress {
  TrackId track{0};
  std::vector<double> started;   ///< shape [phases]
  std::vector<double> in_force;  ///< shape [phases]
};

struct Assessment {
  std::vector<Breach> breaches;
  std::vector<Principle> principles;  ///< in the order of the page on principles
  value::GameValues game;             ///< under the case's own convention
  value::GameValues other_convention;
  /// leverage[i][j][k]: benefit to j, share of j's scale, that i holds at game.months[k]
  std::vector<std::vector<std::vector<double>>> leverage;
  std::vector<std::optional<double>> ideal;  ///< points, shape [parties]; absent: not known
  std::vector<bool> ideal_proven;            ///< else `ideal` is a bound; shape [parties]
  /// cumulative[i][t]: net gain from what starts up to phase t+1, points; shape [parties][phases]
  std::vector<std::vector<double>> cumulative;
  std::vector<std::vector<double>> gives;  ///< points, shape [parties][phases]
  std::vector<std::vector<double>> gets;   ///< points, shape [parties][phases]
  std::vector<TrackProgress> tracks;
  std::vector<Step> security;           ///< share of attainable risk reduction in force
  std::vector<Step> security_verified;  ///< of it verified at the case's confidence
  std::vector<value::CovertThreshold> covert;
  std::optional<value::Gradualism> gradualism;

  /// No breach, and no principle fails a threshold.
  [[nodiscard]] bool stands() const;
};

/// How often a process lives, as told by a simulation of its histories: assess plays none.
struct Durability {
  struct Mark {
    int month = 0;
    double alive = 0;   ///< share of the histories in which it has not ended for good by then
    Interval worlds;    ///< where the middle 90 % of the worlds' own chances lie
    Interval sampling;  ///< 95 %: what more histories would narrow
  };
  /// After two, four and eight years, as far as the histories reach; the last where they reach
  /// none.
  std::vector<Mark> marks;
  double suspended = 0;      ///< months on average
  Interval suspended_range;  ///< what the middle 90 % of the histories come to
  std::size_t histories = 0;
  std::size_t worlds = 0;
  std::uint64_t seed = 1;
};

struct Options {
  /// Best attainable net gain of each party, points; shape [parties] or empty where not known.
  std::vector<std::optional<double>> ideal = {};
  bool covert = true;                   ///< also compute the covert-cheating thresholds
  std::vector<bool> ideal_proven = {};  ///< else `ideal` is an upper bound; empty: all are proven
  std::optional<Durability> durability = {};  ///< absent: no histories were played
};

[[nodiscard]] Assessment assess(const model::Case& of, const value::Economics& worth,
                                const model::Roadmap& roadmap, const Options& options = {});

/// Months for which a means of verification must look until it would have found a violation with
/// chance `confidence`; absent where it never would.
[[nodiscard]] std::optional<int> months_to_verify(const model::Measure& measure, double confidence);

/// Whether a whole `m` is a burden of its actor `i` that can hardly be taken back.
[[nodiscard]] bool irreversible_burden(const model::Case& of, MeasureId m, PartyId i);

/// Whether `i` may hold a step of its own back until it has seen that another principal does `m`.
[[nodiscard]] bool counterpart(const model::Case& of, MeasureId m, PartyId i);

/// Sum over measures of the best of each group of alternatives: what could be delivered at all.
[[nodiscard]] double attainable_risk_reduction(const model::Case& of);

/// Weight of `measure` in its track: as the case says, else its mean worth, positive or not, to the
/// principals as shares of their scales.
[[nodiscard]] double track_weight(const model::Case& of, const value::Economics& worth,
                                  MeasureId measure);

}  // namespace tandem::assess
