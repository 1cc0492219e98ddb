#pragma once

#include <string>

#include "tandem/report/internal/chart.h"
#include "tandem/report/internal/schedule_words.h"

/// What a timeline shows of one obligation or event.
namespace tandem::report {

/// Where days are on the paper.
struct DayScale {
  DayRange extent;
  double left = 0;  ///< pixels
  double right = 0;

  [[nodiscard]] double x(Day day) const;
};

/// The look of what other drawings have not.
[[nodiscard]] std::string_view timeline_style();

/// How long it runs, when it is due, done or expected, how late that is, and why there is nothing.
[[nodiscard]] Html obligation_marks(const Schedule& schedule, std::size_t k, const DayScale& scale,
                                    double y);
[[nodiscard]] Html event_marks(const model::Event& event, MaybeDay day, const DayScale& scale,
                               double y);
/// What the marks mean, on a line from `at` on.
[[nodiscard]] Html timeline_key(PaperPoint at);

/// timeline_svg() for a page with chart_style().
[[nodiscard]] Html timeline_drawing(const Schedule& schedule);

}  // namespace tandem::report
