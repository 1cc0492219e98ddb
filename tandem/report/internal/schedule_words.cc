#include "tandem/report/internal/schedule_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "tandem/base/text.h"
#include "tandem/report/internal/words.h"

namespace tandem::report {
namespace {

using model::Timing;
using model::Undated;

std::vector<Group> by_phase(const model::Agreement& of) {
  std::vector<Group> groups;
  for (std::size_t k = 0; k < of.obligations().size(); ++k) {
    const std::string& phase = of.obligations()[k].phase;
    const auto found = std::ranges::find(groups, phase, &Group::title);
    if (found == groups.end())
      groups.push_back({phase, {k}});
    else
      found->members.push_back(k);
  }
  for (Group& group : groups)
    if (group.title.empty()) group.title = "Without a phase";
  return groups;
}

std::vector<Group> by_actor(const model::Agreement& of) {
  std::vector<Group> groups;
  for (std::size_t k = 0; k < of.obligations().size(); ++k) {
    std::vector<std::string> names;
    for (const model::ActorId actor : of.obligations()[k].actors)
      names.push_back(of.actor(actor).name);
    const std::string title = names.empty() ? "Nobody named" : join_words(names);
    const auto found = std::ranges::find(groups, title, &Group::title);
    if (found == groups.end())
      groups.push_back({title, {k}});
    else
      found->members.push_back(k);
  }
  return groups;
}

/// Months from one tick to the next.
constexpr std::array kSteps{1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000, 60000};
constexpr int kYear = 12;

int month_of(Day day) {
  const Date date{day};
  return static_cast<int>(date.year()) * kYear +
         static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

Day first_of_month(int month) {
  return Day{std::chrono::year{month / kYear} /
             std::chrono::month{static_cast<unsigned>(month % kYear) + 1} / std::chrono::day{1}};
}

std::vector<DayTick> ticks_every(const DayRange& extent, int step) {
  std::vector<DayTick> ticks;
  for (int month = month_of(extent.first) / step * step; month <= month_of(extent.last);
       month += step) {
    const Day day = first_of_month(month);
    if (day < extent.first) continue;
    if (day > extent.last) break;
    ticks.push_back({day, step >= kYear ? fmt::format("{}", month / kYear)
                                        : format_date(Date{day}).substr(0, 7)});
  }
  return ticks;
}

}  // namespace

std::string day_words(MaybeDay day) { return day ? format_date(Date{*day}) : "–"; }

std::string late_words(const model::Dates& dates) {
  if (!dates.late) return {};
  const auto days = static_cast<std::size_t>(std::abs(*dates.late));
  if (days == 0) return "on its day";
  return counted(days, "day", "days") + (*dates.late > 0 ? " late" : " early");
}

bool goes_by_start(const model::Obligation& of) {
  const Timing timing = of.trigger.timing;
  return timing == Timing::start_by || timing == Timing::from || timing == Timing::every;
}

MaybeDay due_day(const model::Dates& dates) { return dates.due ? dates.due : dates.start; }

MaybeDay event_day(const Schedule& schedule, std::size_t event) {
  const model::Event& of = schedule.of.events()[event];
  if (!of.date) return std::nullopt;
  Day day{*of.date};
  if (schedule.record && of.happened) return day;
  for (const model::Delay& delay : schedule.delays)
    if (delay.of.outside && delay.of.index == event) day += std::chrono::days{delay.days};
  return model::in_calendar(day);
}

std::string_view why_words(Undated why) {
  switch (why) {
    case Undated::none:
      break;
    case Undated::nothing_said:
      return "nothing is said of when";
    case Undated::vague:
      return "words instead of a day";
    case Undated::standing:
      return "holds all the time";
    case Undated::open_ended:
      return "nothing says until when";
    case Undated::waits:
      return "waits for something without a day";
    case Undated::circle:
      return "waits, through others, for itself";
  }
  return "has a day";
}

std::string_view why_name(Undated why) {
  switch (why) {
    case Undated::none:
      break;
    case Undated::nothing_said:
      return "nothing_said";
    case Undated::vague:
      return "vague";
    case Undated::standing:
      return "standing";
    case Undated::open_ended:
      return "open_ended";
    case Undated::waits:
      return "waits";
    case Undated::circle:
      return "circle";
  }
  return "none";
}

std::string target_names(const model::Agreement& of, const std::vector<model::Target>& targets) {
  std::vector<std::string> names;
  for (const model::Target& target : targets) names.push_back(of.target_text(target));
  return fmt::format("{}", fmt::join(names, ", "));
}

const std::string& title_of(const model::Agreement& of, const model::Target& target) {
  return target.outside ? of.events()[target.index].title : of.obligations()[target.index].title;
}

std::vector<Group> groups_of(const model::Agreement& of) {
  const bool phases = std::ranges::any_of(
      of.obligations(), [](const model::Obligation& one) { return !one.phase.empty(); });
  return phases ? by_phase(of) : by_actor(of);
}

std::optional<DayRange> extent_of(const Schedule& schedule) {
  std::optional<DayRange> extent;
  const auto widen = [&](MaybeDay day) {
    if (!day) return;
    if (!extent) extent = DayRange{*day, *day};
    extent->first = std::min(extent->first, *day);
    extent->last = std::max(extent->last, *day);
  };
  for (const model::Dates& dates : schedule.dates.of) {
    for (const MaybeDay day : {dates.start, dates.due, dates.expected, dates.effective}) widen(day);
    const auto& again = dates.repeats;
    if (dates.ending.day && !again.empty() && again.size() < model::kMostRepeats)
      widen(again.back());
  }
  for (std::size_t k = 0; k < schedule.of.events().size(); ++k) widen(event_day(schedule, k));
  if (const auto& date = schedule.of.data().signed_on; extent && date) widen(Day{*date});
  return extent;
}

std::vector<DayTick> day_ticks(const DayRange& extent, std::size_t most) {
  for (const int step : kSteps) {
    if ((month_of(extent.last) - month_of(extent.first)) / step > static_cast<int>(most)) continue;
    auto ticks = ticks_every(extent, step);
    if (ticks.size() <= most) return ticks;
  }
  return {};
}

}  // namespace tandem::report
