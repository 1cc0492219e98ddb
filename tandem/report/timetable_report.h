#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tandem/model/timetable.h"
#include "tandem/report/report.h"

/// The dates of an agreement as text, JSON and a drawing.
namespace tandem::report {

/// What is said of the dates of an agreement.
struct Schedule {
  model::Agreement of;
  model::Timetable dates;
  bool record = true;  ///< recorded days were taken where there are some
  std::vector<model::Delay> delays = {};
  std::optional<model::Timetable> without = {};  ///< the same without delays, where there are some
  std::optional<model::ObligationId> to = {};    ///< whose critical path; see last_expected
};

/// Of what is due on some day the obligation that is expected last, else of all; the last such one
/// of the text. Absent where none is expected.
[[nodiscard]] std::optional<model::ObligationId> last_expected(const model::Timetable& dates);

/// A table, what sets the day of `to`, what the delays move, what has no day and why, circles, and
/// a small drawing. No line is wider than 80 columns.
[[nodiscard]] std::string schedule_text(const Schedule& schedule, TextStyle style = {});
/// All dates; days are ISO dates, null where there is none.
[[nodiscard]] nlohmann::ordered_json schedule_json(const Schedule& schedule);
/// Every obligation in a row against time, as a drawing of its own.
[[nodiscard]] std::string timeline_svg(const Schedule& schedule);

}  // namespace tandem::report
