#include "tandem/model/timetable.h"

#include <algorithm>

#include "tandem/model/internal/passes.h"

namespace tandem::model {
namespace {

using internal::DaysOf;
using internal::MaybeDay;
using internal::Network;
using internal::node_of;
using internal::Part;
using internal::Step;
using internal::Term;

/// Every pass over one agreement.
struct Passes {
  Network network;
  DaysOf due;
  DaysOf earliest;
  DaysOf expected;
  std::vector<MaybeDay> latest;
  std::vector<bool> voided;  ///< shape [obligations]
  std::optional<DaysOf> owed;
};

Passes passes_of(const Agreement& of, const TimetableOptions& options) {
  Network network = internal::network(of);
  DaysOf due = internal::due_days(network, options.actual);
  DaysOf earliest = internal::earliest_days(network, due);
  DaysOf expected = internal::expected_days(network, options);
  auto latest = internal::latest_days(network, due, expected);
  auto voided = internal::voided(network, options, expected);
  std::optional<DaysOf> owed;
  if (options.today) owed = internal::owed_days(network, *options.today);
  return {std::move(network), std::move(due),    std::move(earliest), std::move(expected),
          std::move(latest),  std::move(voided), std::move(owed)};
}

Undated why_undated(Timing timing) {
  switch (timing) {
    case Timing::undated:
      return Undated::nothing_said;
    case Timing::vague:
      return Undated::vague;
    case Timing::standing:
      return Undated::standing;
    case Timing::after:
    case Timing::parallel:
    case Timing::start_by:
      return Undated::open_ended;
    default:
      return Undated::waits;
  }
}

/// The moment that says its day, absent where none does.
const std::optional<Term>& dating(const Step& step) {
  return step.timing == Timing::span || step.timing == Timing::between ? step.second : step.first;
}

void add_unknown(const Term& term, const DaysOf& days, std::vector<Target>& to) {
  std::vector<Target> named;
  internal::add_targets(term, named);
  for (const Target& target : named)
    if (!days.of(target) && std::ranges::count(to, target) == 0) to.push_back(target);
}

/// Of one that is due though nobody can expect it: what it waits for.
void say_what_lacks(const Passes& all, std::size_t k, Dates& dates) {
  const Step& step = all.network.steps[k];
  for (const auto* term : {&step.first, &step.second})
    if (*term) add_unknown(**term, all.expected, dates.waits_for);
  for (const Term& wait : step.waits) add_unknown(wait, all.expected, dates.waits_for);
}

/// What it is counted from, as far as that should have come by now and has not.
void say_what_holds_up(const Passes& all, std::size_t k, Dates& dates) {
  const Step& step = all.network.steps[k];
  const auto& term = step.by_start() ? step.first : dating(step);
  if (term) add_unknown(*term, *all.owed, dates.held_up_by);
}

void enter_owed(const Passes& all, std::size_t k, Dates& dates) {
  const bool starts = !dates.due && dates.start;
  const Part part = starts ? Part::started : all.network.steps[k].shown();
  dates.owed = internal::written_day(all.network, k, part, *all.owed);
  if (!dates.owed && (dates.due || dates.start)) say_what_holds_up(all, k, dates);
}

void say_why(const Passes& all, std::size_t k, Dates& dates) {
  const Step& step = all.network.steps[k];
  dates.why = why_undated(step.timing);
  const bool a_start = step.timing == Timing::start_by && !dates.start;
  if (dates.why != Undated::waits && !a_start) return;
  dates.why = all.network.in_circle(node_of(k, step.shown())) ? Undated::circle : Undated::waits;
  if (dating(step)) add_unknown(*dating(step), all.due, dates.waits_for);
}

/// The next one. Months are counted from the first, so that their ends do not drift; days of work
/// from the last, which comes to the same in less time.
Day repeat(const std::vector<Day>& before, Length period, const DayCount& count) {
  if (period.unit == LengthUnit::working_days) return add(before.back(), period, count);
  period.count *= static_cast<int>(before.size());
  return add(before.front(), period, count);
}

/// That it has begun on another day than the text has moves none of the others.
MaybeDay first_repeat(const Passes& all, std::size_t k, bool actual) {
  const Step& step = all.network.steps[k];
  if (all.owed) return internal::written_day(all.network, k, Part::started, *all.owed);
  const bool fact = actual && all.network.of.obligations()[k].started && step.first;
  const MaybeDay written =
      fact ? day_of(*step.first, all.expected, all.network.count()) : std::nullopt;
  return written ? written : all.expected.nodes[node_of(k, Part::started)];
}

/// The last day on which it may be repeated. Where it goes on until something comes that has not:
/// the next after `today`.
MaybeDay last_repeat(const Passes& all, const Step& step, MaybeDay today) {
  if (!step.second) return std::nullopt;
  const MaybeDay until =
      day_of(*step.second, all.owed ? *all.owed : all.expected, all.network.count());
  return until || !all.owed ? until : today;
}

std::vector<Day> repeats_of(const Passes& all, std::size_t k, const Obligation& of,
                            const TimetableOptions& options) {
  if (of.trigger.timing != Timing::every || !of.trigger.period) return {};
  const MaybeDay first = first_repeat(all, k, options.actual);
  if (!first) return {};
  const MaybeDay until = last_repeat(all, all.network.steps[k], options.today);
  // "Every 7 days" is a week after the last, however the days of a deadline are counted.
  DayCount count = all.network.count();
  count.first_day_counts = false;
  const Length& period = *of.trigger.period;
  std::vector<Day> days;
  for (Day day = *first; days.size() < kMostRepeats && (!until || day <= *until);) {
    days.push_back(day);
    day = repeat(days, period, count);
    if (day <= days.back() || !in_calendar(day)) break;
  }
  return days;
}

std::optional<int> days_between(MaybeDay from, MaybeDay to) {
  if (!from || !to) return std::nullopt;
  return static_cast<int>((*to - *from).count());
}

/// Of one of those parts of an obligation that have a day of their own.
Awaited awaited(const Passes& all, std::size_t k, Part part, bool actual) {
  const Obligation& of = all.network.of.obligations()[k];
  const MaybeDay day = all.expected.nodes[node_of(k, part)];
  const auto is = [&](const std::optional<Date>& date) { return date && day == Day{*date}; };
  const bool recorded =
      actual && (part == Part::done ? of.done.has_value() : is(of.started) || is(of.done));
  return {day, driver_of(all.network, k, part, all.expected, recorded)};
}

void add_drivers(const Passes& all, std::size_t k, bool actual, Dates& dates) {
  const Step& step = all.network.steps[k];
  dates.ending = awaited(all, k, Part::done, actual);
  dates.starting = awaited(all, k, Part::started, actual);
  // Work that is only counted back from its end is set by what sets that.
  const bool fact = actual && all.network.of.obligations()[k].started.has_value();
  if (!step.begins() && !fact) dates.starting.driver = dates.ending.driver;
  if (dates.expected) dates.driver = (step.by_start() ? dates.starting : dates.ending).driver;
}

Dates dates_of(const Passes& all, std::size_t k, const TimetableOptions& options) {
  const bool actual = options.actual;
  const Step& step = all.network.steps[k];
  const Obligation& of = all.network.of.obligations()[k];
  const DayCount& count = all.network.count();
  const std::size_t shown = node_of(k, step.shown());
  Dates dates;
  if (step.begins()) dates.start = all.due.nodes[node_of(k, Part::started)];
  if (step.timing != Timing::start_by) dates.due = all.due.nodes[shown];
  dates.earliest = all.earliest.nodes[shown];
  dates.latest = all.latest[shown];
  dates.void_by_default = all.voided[k];
  if (!dates.void_by_default) dates.expected = all.expected.nodes[shown];
  dates.verified = all.expected.nodes[node_of(k, Part::verified)];
  if (step.effective) dates.effective = day_of(*step.effective, all.expected, count);
  dates.recorded = actual && (step.by_start() ? of.started : of.done).has_value();
  dates.repeats = repeats_of(all, k, of, options);
  if (all.owed) enter_owed(all, k, dates);
  if (!dates.due) say_why(all, k, dates);
  const bool lacks = !dates.expected && !dates.void_by_default;
  if (lacks && (dates.due || dates.start)) say_what_lacks(all, k, dates);
  add_drivers(all, k, actual, dates);
  dates.late = days_between(dates.due ? dates.due : dates.start, dates.expected);
  dates.slack = days_between(dates.expected, dates.latest);
  return dates;
}

std::optional<Target> driver_of(const Timetable& dates, const Target& of) {
  const Dates& one = dates.of[of.index];
  return (of.aspect == Aspect::started ? one.starting : one.ending).driver;
}

void widen(Timetable& table, const Dates& dates) {
  for (const MaybeDay day : {dates.start, dates.due, dates.earliest, dates.latest, dates.expected,
                             dates.effective, dates.verified}) {
    table.first = internal::first_of(table.first, day);
    if (day && (!table.last || *day > *table.last)) table.last = day;
  }
}

}  // namespace

Timetable timetable(const Agreement& of, const TimetableOptions& options) {
  const Passes all = passes_of(of, options);
  Timetable table;
  table.circles = all.network.circles;
  for (std::size_t k = 0; k < of.obligations().size(); ++k) {
    table.of.push_back(dates_of(all, k, options));
    widen(table, table.of.back());
  }
  return table;
}

std::vector<Target> critical_path(const Agreement& of, const Timetable& dates, ObligationId to) {
  std::vector<bool> seen(of.obligations().size() * internal::kParts);
  std::vector<Target> path{{.outside = false, .index = to.index(), .aspect = Aspect::unsaid}};
  std::optional<Target> driver = dates.of[to.index()].driver;
  while (driver) {
    // Named without an aspect, the end is meant.
    if (driver->aspect == Aspect::unsaid) driver->aspect = Aspect::done;
    if (!driver->outside) {
      if (driver->index == to.index() && driver->aspect != Aspect::started) break;
      if (seen[node_of(*driver)]) break;
      seen[node_of(*driver)] = true;
    }
    path.push_back(*driver);
    driver = driver->outside ? std::nullopt : driver_of(dates, *driver);
  }
  std::ranges::reverse(path);
  return path;
}

}  // namespace tandem::model
