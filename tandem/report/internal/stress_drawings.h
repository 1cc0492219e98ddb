#pragma once

#include "tandem/report/internal/html.h"
#include "tandem/stress/stress.h"

/// What was played, drawn: the same on the page and as files.
namespace tandem::report {

/// How long it lasts: the shares of histories unbroken and alive, month by month.
[[nodiscard]] Html survival_drawing(const stress::Results& results);
/// What it reaches: where the middle half and the middle 90 % of the histories are, year by year.
[[nodiscard]] Html fans_drawing(const model::Case& of, const stress::Results& results);
/// What it is worth to each party, the same way.
[[nodiscard]] Html values_drawing(const model::Case& of, const stress::Results& results);
/// Why it first breaks down, by kind, party and crisis. Empty where it never does.
[[nodiscard]] Html causes_drawing(const model::Case& of, const stress::Results& results);

}  // namespace tandem::report
