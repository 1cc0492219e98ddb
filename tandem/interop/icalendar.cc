#include "tandem/interop/icalendar.h"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <string_view>

#include "tandem/interop/clauses.h"

namespace tandem::interop {
namespace {

/// Before all days of an agreement that has none.
constexpr Date kNoDay{std::chrono::year{1970}, std::chrono::January, std::chrono::day{1}};

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

std::string uid(const View& view, model::ObligationId id) {
  return fmt::format("{}.{}@tandem", view.of().data().id, view.of().obligation(id).id);
}

std::string summary(const View& view, model::ObligationId id, bool dated) {
  const model::Obligation& obligation = view.of().obligation(id);
  const std::string actors = actor_words(view.of(), obligation.actors);
  std::string words = obligation.id;
  if (!actors.empty()) words += " " + actors;
  if (!obligation.title.empty()) words += ": " + obligation.title;
  if (dated && begins(view.dates().of[id.index()])) words = "Begins: " + words;
  return words;
}

void add_line(std::string& all, std::string_view label, const std::string& words) {
  if (words.empty()) return;
  all += fmt::format("{}{}: {}", all.empty() ? "" : "\n", label, words);
}

std::string description(const View& view, model::ObligationId id) {
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

std::vector<std::string> categories(const View& view, const model::Obligation& obligation) {
  std::vector<std::string> all{std::string(kind_words(obligation.kind))};
  for (const model::ActorId id : obligation.actors)
    all.push_back(actor_words(view.of(), std::array{id}));
  return all;
}

/// The uids of what it waits for, as written and in fact.
std::vector<std::string> dependencies(const View& view, model::ObligationId self) {
  const model::Obligation& obligation = view.of().obligation(self);
  auto targets = targets_of(view.of(), obligation.trigger);
  for (const model::Target& target : waits_of(view.of(), obligation)) targets.push_back(target);
  std::vector<std::string> uids;
  std::set<std::size_t> named{self.index()};
  for (const model::Target& target : targets) {
    if (target.outside || !view.shows(target)) continue;
    if (!named.insert(target.index).second) continue;
    const model::ObligationId id(target.index);
    if (!is_standing(view, id)) uids.push_back(uid(view, id));
  }
  return uids;
}

std::string address(const View& view, const model::Obligation& obligation) {
  for (const ProvenanceId id : obligation.sources) {
    const std::string& url = view.of().data().provenances[id.index()].url;
    if (url.starts_with("http://") || url.starts_with("https://")) return url;
  }
  return "";
}

std::string about(const View& view, std::size_t standing) {
  std::string words = view.of().data().summary;
  if (standing > 0)
    (words += words.empty() ? "" : " ") +=
        fmt::format("{} {} not in this calendar: what holds all the time has no day.",
                    obligations_counted(standing), standing == 1 ? "is" : "are");
  const std::string hidden = view.left_out_words();
  if (!hidden.empty()) (words += words.empty() ? "" : " ") += hidden;
  return words;
}

}  // namespace

bool is_standing(const View& view, model::ObligationId id) {
  return view.of().obligation(id).trigger.timing == model::Timing::standing &&
         !day_of(view.dates().of[id.index()]);
}

CalendarItem calendar_item(const View& view, model::ObligationId id,
                           const CalendarOptions& options) {
  const model::Obligation& obligation = view.of().obligation(id);
  const model::Dates& dates = view.dates().of[id.index()];
  CalendarItem item;
  item.day = day_of(dates);
  item.uid = uid(view, id);
  item.summary = summary(view, id, item.day.has_value());
  item.description = description(view, id);
  item.categories = categories(view, obligation);
  item.label = obligation.tlp;
  item.url = address(view, obligation);
  item.waits_for = dependencies(view, id);
  item.repeats = dates.repeats;
  const bool firm = dates.recorded || dates.due || dates.start;
  if (!firm) item.firmness = Firmness::tentative;
  if (dates.void_by_default) item.firmness = Firmness::cancelled;
  if (!dates.recorded && !dates.void_by_default) item.alarms = options.alarms;
  return item;
}

Calendar calendar(const View& view, const CalendarOptions& options) {
  const model::AgreementData& data = view.of().data();
  const auto first = view.first_day();
  const Date signed_on = data.signed_on.value_or(first ? Date{*first} : kNoDay);
  Calendar made;
  std::vector<CalendarItem> items;
  for (const model::ObligationId id : view.shown()) {
    if (is_standing(view, id)) {
      ++made.standing;
      continue;
    }
    items.push_back(calendar_item(view, id, options));
    ++(items.back().day ? made.events : made.todos);
  }
  made.text = calendar_text({.product = "agreement",
                             .name = data.title.empty() ? data.id : data.title,
                             .description = about(view, made.standing),
                             .stamp = basic_day(model::Day{signed_on}) + "T000000Z"},
                            items);
  return made;
}

}  // namespace tandem::interop
