#pragma once

#include <vector>

#include "tandem/model/roadmap.h"
#include "tandem/value/economics.h"

/// The game behind each phase: carry on, or break off. Values are in normalised points (a share of
/// a party's scale is a value / kScale). Conventions and formulas: docs/model.md.
namespace tandem::value {

/// Months at which parties weigh their two futures: each phase start, every other month in which
/// something starts, and the month after the last phase. Ascending.
[[nodiscard]] std::vector<int> decision_months(const model::Case& of,
                                               const model::Roadmap& roadmap);

/// Month at which a deviation in month `month` makes the process break down.
[[nodiscard]] inline int breakdown_month(const model::Case& of, int month) {
  return month + of.time().response_months;
}

/// First month whose starts do not belong to the simultaneous round that opens in month `month`:
/// the others go on with what is scheduled until the breakdown or the end of the phase.
[[nodiscard]] int round_end(const model::Case& of, int month);

/// Value to `i` from month `month` on, in points at that month, if everyone carries on.
[[nodiscard]] double comply(const Economics& worth, const model::Roadmap& roadmap, PartyId i,
                            int month);

/// The same if `i` breaks off in month `month` under the convention `deviation`.
[[nodiscard]] double defect(const model::Case& of, const Economics& worth,
                            const model::Roadmap& roadmap, PartyId i, int month,
                            model::Deviation deviation);

/// What `i` weighs in month `month`, in points at that month, by what it and the others do in the
/// round that opens then. A party that starts its part while the others do not is left alone.
struct Choices {
  double comply = 0;   ///< all carry on, as comply()
  double alone = 0;    ///< `i` starts its part, nobody else theirs, and the process breaks down
  double defect = 0;   ///< `i` breaks off while the others start theirs, as defect()
  double neither = 0;  ///< nobody starts anything, and the process breaks down
};
[[nodiscard]] Choices choices(const model::Case& of, const Economics& worth,
                              const model::Roadmap& roadmap, PartyId i, int month,
                              model::Deviation deviation);

/// How far `i` would be below zero, over the whole history in month-0 points, if it alone carried
/// out its part of the round of month `month` and the process then broke down; 0 if not below.
[[nodiscard]] double exposure(const model::Case& of, const Economics& worth,
                              const model::Roadmap& roadmap, PartyId i, int month);

/// Benefit to `j`, in month-0 points, of what `i` takes part in and has not started by `month`.
[[nodiscard]] double leverage(const model::Case& of, const Economics& worth,
                              const model::Roadmap& roadmap, PartyId i, PartyId j, int month);

/// Net value of the whole roadmap to `i` in month-0 points, of what falls in month `from` or later.
[[nodiscard]] double net_gain(const Economics& worth, const model::Roadmap& roadmap, PartyId i,
                              int from = 0);

/// Value to `i` of one whole tranche, at a deviation of `i` in month `month`: what it adds to
/// comply less what it adds to defect, in points at that month. The margin is the sum over the
/// tranches, by share, less the breakdown that the deviator meets.
[[nodiscard]] double margin_of_tranche(const model::Case& of, const Economics& worth, PartyId i,
                                       MeasureId m, int start, int month,
                                       model::Deviation deviation);

/// What of margin(i, month) does not depend on the tranches.
[[nodiscard]] double margin_base(const model::Case& of, const Economics& worth, PartyId i,
                                 int month);

/// Value to `i`, in month-0 points, that one whole tranche has in the history of exposure().
[[nodiscard]] double exposure_of_tranche(const model::Case& of, const Economics& worth, PartyId i,
                                         MeasureId m, int start, int month);

/// The margins, exposures and nets of one roadmap. Margins and exposures have the shape
/// [parties][months]; a party that has not acceded by a month has margin 0 and exposure 0 there.
struct GameValues {
  std::vector<int> months;
  std::vector<std::vector<double>> comply;    ///< points at the month
  std::vector<std::vector<double>> defect;    ///< points at the month
  std::vector<std::vector<double>> margin;    ///< points at the month
  std::vector<std::vector<double>> exposure;  ///< month-0 points
  std::vector<double> net;                    ///< month-0 points, from accession on
};

/// Whether `i` has acceded by month `month`.
[[nodiscard]] bool acceded(const model::Case& of, const model::Roadmap& roadmap, PartyId i,
                           int month);

/// Month in which `i` accedes; absent: never.
[[nodiscard]] std::optional<int> accession_month(const model::Case& of,
                                                 const model::Roadmap& roadmap, PartyId i);

[[nodiscard]] GameValues game_values(const model::Case& of, const Economics& worth,
                                     const model::Roadmap& roadmap, model::Deviation deviation);

/// `values`, of the same roadmap, under the convention `deviation`: only defect and margin change.
[[nodiscard]] GameValues under(const model::Case& of, const Economics& worth,
                               const model::Roadmap& roadmap, model::Deviation deviation,
                               GameValues values);

}  // namespace tandem::value
