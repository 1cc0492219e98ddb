#include "tandem/interop/icalendar.h"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <string_view>

#include "tandem/base/width.h"
#include "tandem/interop/clauses.h"
#include "tandem/interop/internal/content_lines.h"

namespace tandem::interop {
namespace {

/// Before all days of an agreement that has none.
constexpr Date kNoDay{std::chrono::year{1970}, std::chrono::January, std::chrono::day{1}};

std::string basic(Date date) {
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string at_midnight(Date date) { return basic(date) + "T000000Z"; }

struct Maker {
  const View& view;
  const CalendarOptions& options;
  std::string stamp;
  Calendar made = {};

  void line(std::string_view name, std::string_view value) {
    made.text += folded(fmt::format("{}:{}", name, value));
  }
  void text(std::string_view name, std::string_view value) {
    if (!value.empty()) line(name, text_value(value));
  }
};

/// The day of an event; nothing where the obligation has none. What is repeated is counted from
/// where it really began, so its first day is of that series and not the one that was due.
std::optional<model::Day> day_of(const model::Dates& dates) {
  if (!dates.repeats.empty()) return dates.repeats.front();
  if (dates.due) return dates.due;
  if (dates.recorded) return dates.expected;
  if (dates.start) return dates.start;
  return dates.expected;
}

/// Only the day on which it is to begin is said, and it has not been done.
bool begins(const model::Dates& dates) { return !dates.due && !dates.recorded && dates.start; }

std::string_view class_of(model::Tlp tlp) {
  if (tlp <= model::Tlp::green) return "PUBLIC";
  return tlp == model::Tlp::red ? "PRIVATE" : "CONFIDENTIAL";
}

std::string uid(const Maker& maker, model::ObligationId id) {
  return fmt::format("{}.{}@tandem", maker.view.of().data().id, maker.view.of().obligation(id).id);
}

std::string summary(const Maker& maker, model::ObligationId id, bool dated) {
  const model::Obligation& obligation = maker.view.of().obligation(id);
  const std::string actors = actor_words(maker.view.of(), obligation.actors);
  std::string words = obligation.id;
  if (!actors.empty()) words += " " + actors;
  if (!obligation.title.empty()) words += ": " + obligation.title;
  if (dated && begins(maker.view.dates().of[id.index()])) words = "Begins: " + words;
  return words;
}

void add_line(std::string& all, std::string_view label, const std::string& words) {
  if (words.empty()) return;
  all += fmt::format("{}{}: {}", all.empty() ? "" : "\n", label, words);
}

std::string description(const Maker& maker, model::ObligationId id) {
  const View& view = maker.view;
  const model::Obligation& obligation = view.of().obligation(id);
  const model::Dates& dates = view.dates().of[id.index()];
  std::string all = obligation.text;
  add_line(all, "Who", actor_words(view.of(), obligation.actors));
  add_line(all, "When", when_words(view.of(), view.dates(), id, view.up_to()));
  if (dates.start && !begins(dates)) add_line(all, "Begins", format_date_long(Date{*dates.start}));
  if (dates.expected && !dates.recorded && dates.expected != dates.due)
    add_line(all, "Expected", format_date_long(Date{*dates.expected}));
  if (dates.repeats.size() == model::kMostRepeats)
    add_line(all, "Repeats",
             fmt::format("the first {} days are in this calendar", model::kMostRepeats));
  add_line(all, "State", state_words(view, id));
  for (const Clause& clause : clauses(view, id, Naming::titles))
    add_line(all, clause.label, clause.words);
  add_line(all, "Waits in fact for", waits_words(view, obligation));
  if (obligation.off_text) add_line(all, "Standing", "agreed beside the text");
  add_line(all, "Source", source_words(view, obligation));
  add_line(all, "Marking", marking_words(obligation));
  return all;
}

void add_categories(Maker& maker, const model::Obligation& obligation) {
  std::vector<std::string> all{std::string(kind_words(obligation.kind))};
  for (const model::ActorId id : obligation.actors)
    all.push_back(actor_words(maker.view.of(), std::array{id}));
  maker.line("CATEGORIES", text_list(all));
}

void add_relations(Maker& maker, const model::Obligation& obligation, model::ObligationId self) {
  auto targets = targets_of(maker.view.of(), obligation.trigger);
  for (const model::Target& target : waits_of(maker.view.of(), obligation))
    targets.push_back(target);
  std::set<std::size_t> named{self.index()};
  for (const model::Target& target : targets) {
    if (target.outside || !maker.view.shows(target)) continue;
    if (!named.insert(target.index).second) continue;
    if (maker.view.of().obligations()[target.index].trigger.timing == model::Timing::standing &&
        !day_of(maker.view.dates().of[target.index]))
      continue;  // not in this calendar
    maker.text("RELATED-TO;RELTYPE=DEPENDS-ON", uid(maker, model::ObligationId(target.index)));
  }
}

void add_link(Maker& maker, const model::Obligation& obligation) {
  for (const ProvenanceId id : obligation.sources) {
    const std::string& url = maker.view.of().data().provenances[id.index()].url;
    if (!url.starts_with("http://") && !url.starts_with("https://")) continue;
    maker.line("URL", printable(url));
    return;
  }
}

/// What events and tasks have in common.
void add_common(Maker& maker, model::ObligationId id, bool dated) {
  const model::Obligation& obligation = maker.view.of().obligation(id);
  maker.text("UID", uid(maker, id));
  maker.line("DTSTAMP", maker.stamp);
  maker.text("SUMMARY", summary(maker, id, dated));
  maker.text("DESCRIPTION", description(maker, id));
  add_categories(maker, obligation);
  maker.line("CLASS", class_of(obligation.tlp));
  add_link(maker, obligation);
  add_relations(maker, obligation, id);
}

void add_alarms(Maker& maker, model::ObligationId id) {
  for (const int days : maker.options.alarms) {
    maker.line("BEGIN", "VALARM");
    maker.line("ACTION", "DISPLAY");
    maker.text("DESCRIPTION", fmt::format("In {} day{}: {}", days, days == 1 ? "" : "s",
                                          summary(maker, id, true)));
    maker.line("TRIGGER", fmt::format("{}P{}D", days > 0 ? "-" : "", days));
    maker.line("END", "VALARM");
  }
}

void add_repeats(Maker& maker, const model::Dates& dates, model::Day first) {
  std::string all;
  for (const model::Day day : dates.repeats)
    if (day != first) all += (all.empty() ? "" : ",") + basic(Date{day});
  if (!all.empty()) maker.line("RDATE;VALUE=DATE", all);
}

void add_event(Maker& maker, model::ObligationId id, model::Day day) {
  const model::Dates& dates = maker.view.dates().of[id.index()];
  maker.line("BEGIN", "VEVENT");
  add_common(maker, id, true);
  maker.line("DTSTART;VALUE=DATE", basic(Date{day}));
  add_repeats(maker, dates, day);
  const bool firm = dates.recorded || dates.due || dates.start;
  maker.line("STATUS", dates.void_by_default ? "CANCELLED" : firm ? "CONFIRMED" : "TENTATIVE");
  maker.line("TRANSP", "TRANSPARENT");
  if (!dates.recorded && !dates.void_by_default) add_alarms(maker, id);
  maker.line("END", "VEVENT");
  ++maker.made.events;
}

void add_todo(Maker& maker, model::ObligationId id) {
  maker.line("BEGIN", "VTODO");
  add_common(maker, id, false);
  maker.line("STATUS",
             maker.view.dates().of[id.index()].void_by_default ? "CANCELLED" : "NEEDS-ACTION");
  maker.line("END", "VTODO");
  ++maker.made.todos;
}

void add(Maker& maker, model::ObligationId id) {
  const model::Obligation& obligation = maker.view.of().obligation(id);
  if (const auto day = day_of(maker.view.dates().of[id.index()]))
    add_event(maker, id, *day);
  else if (obligation.trigger.timing == model::Timing::standing)
    ++maker.made.standing;
  else
    add_todo(maker, id);
}

std::string about(const Maker& maker, std::size_t standing) {
  std::string words = maker.view.of().data().summary;
  if (standing > 0)
    (words += words.empty() ? "" : " ") +=
        fmt::format("{} {} not in this calendar: what holds all the time has no day.",
                    obligations_counted(standing), standing == 1 ? "is" : "are");
  const std::string hidden = maker.view.left_out_words();
  if (!hidden.empty()) (words += words.empty() ? "" : " ") += hidden;
  return words;
}

}  // namespace

Calendar calendar(const View& view, const CalendarOptions& options) {
  const model::AgreementData& data = view.of().data();
  const auto first = view.first_day();
  const Date signed_on = data.signed_on.value_or(first ? Date{*first} : kNoDay);
  Maker body{view, options, at_midnight(signed_on)};
  for (const model::ObligationId id : view.shown()) add(body, id);
  Maker head{view, options, body.stamp};
  head.line("BEGIN", "VCALENDAR");
  head.line("VERSION", "2.0");
  head.line("PRODID", "-//tandem//agreement//EN");
  head.line("CALSCALE", "GREGORIAN");
  head.text("NAME", data.title.empty() ? data.id : data.title);
  head.text("X-WR-CALNAME", data.title.empty() ? data.id : data.title);
  head.text("DESCRIPTION", about(head, body.made.standing));
  body.made.text = head.made.text + body.made.text;
  body.line("END", "VCALENDAR");
  return std::move(body.made);
}

}  // namespace tandem::interop
