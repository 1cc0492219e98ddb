#include "tandem/drafting/internal/step.h"

#include <algorithm>

#include "tandem/drafting/draft.h"

namespace tandem::drafting {

int months_to(const model::Case& of, model::Day day) {
  return internal::months_between(model::Day(of.time().start), day);
}

namespace internal {

std::optional<Anchor> anchor(const model::Dates& dates) {
  if (dates.start) return Anchor{*dates.start, true};
  if (dates.due) return Anchor{*dates.due, false};
  if (dates.expected && dates.recorded) return Anchor{*dates.expected, false};
  return std::nullopt;
}

int months_between(model::Day from, model::Day to) {
  const int n = months_until(Date(from), Date(to));
  return model::Day(add_months(Date(from), n)) > to ? n - 1 : n;
}

std::optional<model::Increment> step_of(const model::Case& of, MeasureId measure, double share,
                                        const Anchor& day) {
  const int month = months_to(of, day.day);
  const int start = day.begins ? month : std::max(0, month - of.measure(measure).months);
  if (month < 0 || of.phase_of(start) > of.time().phases) return std::nullopt;
  return model::Increment{measure, start, share};
}

}  // namespace internal
}  // namespace tandem::drafting
