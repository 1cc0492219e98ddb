#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "tandem/base/text.h"
#include "tandem/base/width.h"
#include "tandem/model/delay.h"
#include "tandem/report/internal/schedule_words.h"
#include "tandem/report/internal/text_table.h"
#include "tandem/report/internal/timeline_text.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using model::Dates;
using model::Obligation;
using model::Target;
using model::Undated;

constexpr std::size_t kTitle = 30;  // columns
constexpr std::size_t kStep = 40;
constexpr std::size_t kMostRepeatsNamed = 4;

std::string signed_days(std::optional<int> days) {
  if (!days) return {};
  return *days < 0 ? fmt::format("−{}", -*days) : fmt::format("{}", *days);
}

// --- what is at the head

std::string head(const Schedule& schedule, TextStyle style) {
  const auto& all = schedule.dates.of;
  const auto with =
      std::ranges::count_if(all, [](const Dates& d) { return due_day(d).has_value(); });
  const auto recorded = std::ranges::count_if(all, &Dates::recorded);
  const auto late = std::ranges::count_if(all, [](const Dates& d) { return d.late > 0; });
  std::string words = fmt::format("{}: {} with a day, {} without one.",
                                  counted(all.size(), "obligation", "obligations"), with,
                                  static_cast<std::ptrdiff_t>(all.size()) - with);
  if (const auto& date = schedule.of.data().signed_on)
    words += fmt::format(" Signed {}.", format_date(*date));
  words += schedule.record ? fmt::format(" {} recorded.", recorded) : " The record is left out.";
  if (late > 0) words += fmt::format(" {} later than due.", late);
  return inked(shortened(printable(schedule.of.data().title), kTextColumns), Ink::strong, style) +
         "\n" + paragraph(words, 0, kTextColumns);
}

// --- the table

std::string due_cell(const Obligation& of, const Dates& dates) {
  const MaybeDay day = due_day(dates);
  return day && goes_by_start(of) ? day_words(day) + " s" : day_words(day);
}

std::string expected_cell(const Dates& dates) {
  if (dates.void_by_default) return "void";
  return day_words(dates.expected) + (dates.recorded ? " *" : "");
}

Ink late_ink(const Dates& dates) { return dates.late > 0 ? Ink::bad : Ink::plain; }

std::string legend(const Schedule& schedule) {
  const auto any = [&](auto of) {
    for (std::size_t k = 0; k < schedule.dates.of.size(); ++k)
      if (of(schedule.of.obligations()[k], schedule.dates.of[k])) return true;
    return false;
  };
  std::string words =
      "Late and slack in days; slack is how far it may move before it, or something after it, is "
      "late.";
  if (any([](const Obligation&, const Dates& d) { return d.recorded; })) words += " * as recorded.";
  if (any([](const Obligation& o, const Dates& d) { return due_day(d) && goes_by_start(o); }))
    words += " s: the day on which it is to begin.";
  if (any([](const Obligation&, const Dates& d) { return d.void_by_default; }))
    words += " void: what turns it around comes first.";
  return paragraph(words, 2, kTextColumns);
}

std::string table(const Schedule& schedule, TextStyle style) {
  TextTable table{{{"Id", Align::left, 3, 16},
                   {"Obligation", Align::left, 12, kTitle},
                   {"Due", Align::left, 10, 12},
                   {"Expected", Align::left, 10, 12},
                   {"Late", Align::right},
                   {"Slack", Align::right}},
                  {}};
  for (std::size_t k = 0; k < schedule.dates.of.size(); ++k) {
    const Obligation& one = schedule.of.obligations()[k];
    const Dates& dates = schedule.dates.of[k];
    table.rows.push_back({{{one.id},
                           {shortened(printable(one.title), kTitle)},
                           {due_cell(one, dates)},
                           {expected_cell(dates)},
                           {signed_days(dates.late), late_ink(dates)},
                           {signed_days(dates.slack)}}});
  }
  return "\n" + table.text(style) + "\n" + legend(schedule);
}

// --- what sets a day

/// Whether the day of `target` is the one that is late or early.
bool is_the_day(const Schedule& schedule, const Target& target) {
  const bool start = goes_by_start(schedule.of.obligations()[target.index]);
  if (target.aspect == model::Aspect::started) return start;
  return target.aspect != model::Aspect::done || !start;
}

TextRow path_row(const Schedule& schedule, const Target& target) {
  MaybeDay day;
  std::string more;
  if (target.outside) {
    const model::Event& event = schedule.of.events()[target.index];
    day = event_day(schedule, target.index);
    more = event.happened ? "happened" : "planned";
  } else {
    const Dates& dates = schedule.dates.of[target.index];
    day = model::expected_day(schedule.of, schedule.dates, target);
    if (is_the_day(schedule, target)) more = late_words(dates);
    if (schedule.of.obligations()[target.index].off_text)
      more += more.empty() ? "not in the text" : ", not in the text";
  }
  return {{{day_words(day)},
           {schedule.of.target_text(target)},
           {shortened(printable(title_of(schedule.of, target)), kStep)},
           {more}}};
}

std::string path(const Schedule& schedule, TextStyle style) {
  if (!schedule.to) return {};
  std::string text = heading(
      fmt::format("What sets the day of {}", schedule.of.obligation(*schedule.to).id), style);
  if (!schedule.dates.of[schedule.to->index()].expected)
    return text + paragraph("It has no day, so nothing sets one.", 2, kTextColumns);
  TextTable table{{{"Day", Align::left, 10},
                   {"Id", Align::left, 3, 24},
                   {"What", Align::left, 12, kStep},
                   {"", Align::left, 8, 24}},
                  {}};
  for (const Target& target : critical_path(schedule.of, schedule.dates, *schedule.to))
    table.rows.push_back(path_row(schedule, target));
  return text + table.text(style);
}

// --- what the delays move

/// Why a delay moves nothing, empty where it may.
std::string idle(const Schedule& schedule, const model::Delay& delay) {
  const Target& of = delay.of;
  if (of.outside) {
    const model::Event& event = schedule.of.events()[of.index];
    if (!event.date) return "has no day";
    return schedule.record && event.happened ? "has happened" : "";
  }
  const Dates& dates = schedule.dates.of[of.index];
  if (!dates.expected) return "has no day";
  return dates.recorded ? "is recorded" : "";
}

std::string idle_words(const Schedule& schedule) {
  std::string text;
  for (const model::Delay& delay : schedule.delays) {
    const std::string why = idle(schedule, delay);
    if (why.empty()) continue;
    const bool fact = why != "has no day";
    text +=
        paragraph(fmt::format("{} {}: a delay moves nothing{}.", schedule.of.target_text(delay.of),
                              why, fact ? "; --as-written leaves the record out" : ""),
                  2, kTextColumns);
  }
  return text;
}

std::string moved(const Schedule& schedule, TextStyle style) {
  if (!schedule.without) return {};
  std::vector<std::string> names;
  for (const model::Delay& delay : schedule.delays)
    names.push_back(fmt::format("{} by {}", schedule.of.target_text(delay.of),
                                counted(static_cast<std::size_t>(delay.days), "day", "days")));
  TextTable table{{{"Id", Align::left, 3, 16},
                   {"Obligation", Align::left, 12, kTitle},
                   {"Without", Align::left, 10},
                   {"With", Align::left, 10},
                   {"Moves", Align::right},
                   {"Late", Align::right}},
                  {}};
  for (std::size_t k = 0; k < schedule.dates.of.size(); ++k) {
    const MaybeDay before = schedule.without->of[k].expected;
    const MaybeDay now = schedule.dates.of[k].expected;
    if (before == now || !before || !now) continue;
    const Obligation& one = schedule.of.obligations()[k];
    table.rows.push_back(
        {{{one.id},
          {shortened(printable(one.title), kTitle)},
          {day_words(before)},
          {day_words(now)},
          {fmt::format("{}", (*now - *before).count())},
          {signed_days(schedule.dates.of[k].late), late_ink(schedule.dates.of[k])}}});
  }
  return heading("With a delay of " + join_words(names), style) + idle_words(schedule) +
         (table.rows.empty() ? paragraph("No other day is moved.", 2, kTextColumns)
                             : table.text(style));
}

// --- what has no day, what goes in a circle, what comes again

std::string undated(const Schedule& schedule, TextStyle style) {
  std::map<Undated, std::vector<std::string>> by;
  std::vector<std::string> lacking;
  for (std::size_t k = 0; k < schedule.dates.of.size(); ++k) {
    const Dates& dates = schedule.dates.of[k];
    std::string name = schedule.of.obligations()[k].id;
    if (!dates.waits_for.empty())
      name += " (for " + target_names(schedule.of, dates.waits_for) + ")";
    if (!due_day(dates))
      by[dates.why].push_back(name);
    else if (!dates.expected && !dates.void_by_default)
      lacking.push_back(name);
  }
  std::string text;
  for (const auto& [why, names] : by)
    text += paragraph(
        capitalised(std::string(why_words(why))) + ": " + fmt::format("{}", fmt::join(names, ", ")),
        2, kTextColumns);
  if (!text.empty()) text = heading("Without a day", style) + text;
  if (lacking.empty()) return text;
  return text + heading("Due, but nothing says when to expect it", style) +
         paragraph(fmt::format("{}", fmt::join(lacking, ", ")), 2, kTextColumns);
}

std::string circles(const Schedule& schedule, TextStyle style) {
  if (schedule.dates.circles.empty()) return {};
  std::string text = heading("Circles: each waits for itself through the others", style);
  for (const auto& circle : schedule.dates.circles) {
    std::vector<std::string> names;
    for (const model::ObligationId id : circle) names.push_back(schedule.of.obligation(id).id);
    text += paragraph(join_words(names), 2, kTextColumns);
  }
  return text;
}

std::string repeats(const Schedule& schedule, TextStyle style) {
  std::string text;
  for (std::size_t k = 0; k < schedule.dates.of.size(); ++k) {
    const auto& days = schedule.dates.of[k].repeats;
    if (days.empty()) continue;
    const Obligation& one = schedule.of.obligations()[k];
    const bool ends = schedule.dates.of[k].ending.day.has_value();
    const std::size_t named = std::min(days.size(), kMostRepeatsNamed);
    std::vector<std::string> names;
    for (std::size_t n = 0; n < named; ++n) names.push_back(day_words(days[n]));
    std::string words = fmt::format("{}: {}", one.id, fmt::join(names, ", "));
    if (!ends)
      words += " and so on, without an end that has a day";
    else if (days.size() == model::kMostRepeats)
      words += fmt::format(" and so on; only the first {} are worked out, the last of them {}",
                           days.size(), day_words(days.back()));
    else if (named < days.size())
      words +=
          fmt::format(" and {} more, the last on {}", days.size() - named, day_words(days.back()));
    text += paragraph(words, 2, kTextColumns);
  }
  return text.empty() ? text : heading("Again and again", style) + text;
}

}  // namespace

std::optional<model::ObligationId> last_expected(const model::Timetable& dates) {
  std::optional<model::ObligationId> last;
  const auto rank = [&](std::size_t k) {
    return std::pair(due_day(dates.of[k]).has_value(), dates.of[k].expected);
  };
  for (std::size_t k = 0; k < dates.of.size(); ++k)
    if (dates.of[k].expected && (!last || rank(k) >= rank(last->index())))
      last = model::ObligationId(k);
  return last;
}

std::string schedule_text(const Schedule& schedule, TextStyle style) {
  const std::string line = timeline_text(schedule);
  return head(schedule, style) + table(schedule, style) + moved(schedule, style) +
         path(schedule, style) + undated(schedule, style) + circles(schedule, style) +
         repeats(schedule, style) + (line.empty() ? "" : heading("Timeline", style) + line);
}

}  // namespace tandem::report
