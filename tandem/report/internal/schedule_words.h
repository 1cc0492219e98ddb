#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tandem/report/timetable_report.h"

/// Days and reasons in words, the same in text, in JSON and in the drawing.
namespace tandem::report {

using model::Day;
using MaybeDay = std::optional<Day>;

/// "2007-04-14", "–" where there is none.
[[nodiscard]] std::string day_words(MaybeDay day);
/// "91 days late", "3 days early", "on its day"; empty where it is not known.
[[nodiscard]] std::string late_words(const model::Dates& dates);
/// What is due on its one day is that it begins.
[[nodiscard]] bool goes_by_start(const model::Obligation& of);
/// The day that it is due, or that it is to begin.
[[nodiscard]] MaybeDay due_day(const model::Dates& dates);

/// The day of an outside event, delayed where it is to be.
[[nodiscard]] MaybeDay event_day(const Schedule& schedule, std::size_t event);

/// Why it has no day: "nothing is said of when".
[[nodiscard]] std::string_view why_words(model::Undated why);
/// The name of a reason in JSON.
[[nodiscard]] std::string_view why_name(model::Undated why);
/// "S17, verified(J12)".
[[nodiscard]] std::string target_names(const model::Agreement& of,
                                       const std::vector<model::Target>& targets);
/// The title of an obligation or event.
[[nodiscard]] const std::string& title_of(const model::Agreement& of, const model::Target& target);

/// Rows that stand together: a phase of the text, or one actor's where it has no phases.
struct Group {
  std::string title;
  std::vector<std::size_t> members;  ///< obligations, in the order of the text
};
[[nodiscard]] std::vector<Group> groups_of(const model::Agreement& of);

/// First and last day that a drawing shows: all that is due, done or expected.
struct DayRange {
  Day first{};
  Day last{};
};
/// Absent where nothing has a day.
[[nodiscard]] std::optional<DayRange> extent_of(const Schedule& schedule);

/// A day on a time axis, named by its year or its month.
struct DayTick {
  Day day{};
  std::string words;
};
/// Round days within the extent, at most `most`.
[[nodiscard]] std::vector<DayTick> day_ticks(const DayRange& extent, std::size_t most);

}  // namespace tandem::report
