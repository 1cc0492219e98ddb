#pragma once

#include <vector>

#include "tandem/value/game.h"

/// The same economics as coefficients: on the phase grid every value is linear in the shares x[m,t]
/// of measure m started in phase t, so a plan can demand it.
namespace tandem::value {

/// constant + sum of coef * share. Shape of coef: [measures * phases], measure-major.
struct Form {
  std::vector<double> coef;
  double constant = 0;
};

/// Column of measure `m` in phase `phase` (from 1).
[[nodiscard]] inline std::size_t column(const model::Case& of, MeasureId m, int phase) {
  return m.index() * static_cast<std::size_t>(of.time().phases) +
         static_cast<std::size_t>(phase - 1);
}

/// Shares by column. @pre every increment starts with a phase (asserted)
[[nodiscard]] std::vector<double> shares(const model::Case& of, const model::Roadmap& roadmap);

[[nodiscard]] double evaluate(const Form& form, const std::vector<double>& shares);

/// comply - defect of `i` at the start of `phase`, 1..phases+1, in points at that month.
[[nodiscard]] Form margin_form(const model::Case& of, const Economics& worth, PartyId i, int phase,
                               model::Deviation deviation);

/// Value of the history in which `i` alone carries out its part of `phase`; exposure is what of it
/// is below zero. Month-0 points.
[[nodiscard]] Form history_form(const model::Case& of, const Economics& worth, PartyId i,
                                int phase);

/// Net value to `i` of what falls in `from_phase` or later, month-0 points.
[[nodiscard]] Form net_form(const model::Case& of, const Economics& worth, PartyId i,
                            int from_phase);

/// Burdens of `i` from its own measures started in `phase`, as a positive number of month-0 points.
[[nodiscard]] Form gives_form(const model::Case& of, const Economics& worth, PartyId i, int phase);

/// Benefits of `i` from measures started in `phase`, month-0 points.
[[nodiscard]] Form gets_form(const model::Case& of, const Economics& worth, PartyId i, int phase);

}  // namespace tandem::value
