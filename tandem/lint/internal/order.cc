#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "tandem/base/calendar.h"
#include "tandem/lint/internal/families.h"
#include "tandem/lint/internal/paste.h"

namespace tandem::lint {
namespace {

using model::Aspect;
using model::Moment;
using model::Obligation;
using model::Target;
using model::Timing;
using model::Trigger;

constexpr int kUsualWork = 60;  // days between a start and its end, where a repair proposes some

bool names_one_day(Timing timing) {
  switch (timing) {
    case Timing::by:
    case Timing::at:
    case Timing::upon:
    case Timing::with:
    case Timing::between:
      return true;
    default:
      return false;
  }
}

/// "Start ...", "shall begin", "to commence", "begins", but not the noun of "at the start of".
bool is_verb(const Context& c, std::size_t o, const Said& said) {
  constexpr std::array<std::string_view, 9> kBefore{"to",   "shall", "will", "must",  "and",
                                                    "then", "or",    "may",  "should"};
  const std::string_view text = c.text_of(o, said);
  const auto words = tokens_of(text.substr(0, said.begin));
  const auto hit = tokens_of(text.substr(said.begin, said.end - said.begin));
  const std::string& form = hit.front().lower;
  if (form == "begins" || form == "commences" || form == "initiates" || hit.size() > 1) return true;
  if (words.empty()) return true;
  const std::string_view between = text.substr(words.back().end, said.begin - words.back().end);
  if (between.find_first_of(".;:,(]") != std::string_view::npos) return true;
  return std::ranges::find(kBefore, words.back().lower) != kBefore.end();
}

Trigger spanning(const Moment& from, const Moment& to) {
  Trigger trigger;
  trigger.timing = Timing::span;
  trigger.first = from;
  trigger.second = to;
  return trigger;
}

Found plain_deadlines(const Rule& rule, const Context& c) {
  Found found;
  for (std::size_t o = 0; o < c.size(); ++o) {
    const Obligation& it = c.at(o);
    if (!c.live(o) || !names_one_day(it.trigger.timing) || c.says(o, Topic::completes)) continue;
    const auto verb = std::ranges::find_if(c.said[o], [&](const Said& said) {
      return said.topic == Topic::begins && is_verb(c, o, said);
    });
    if (verb == c.said[o].end()) continue;
    Finding made = finding(rule, c, {o});
    made.at = c.place(o, *verb);
    made.words = c.quoted(o, *verb);
    made.message = fmt::format(
        "{}: the words say when it begins, but the trigger '{}' is the day on which it is done; "
        "one side will read a start, the other a result",
        label(c, o), it.trigger_written);
    made.repair = "say both: the day by which it begins and the day by which it is done";
    const Moment& day =
        it.trigger.timing == Timing::between ? *it.trigger.second : *it.trigger.first;
    made.paste = paste_lines(
        it.id, {{"trigger", yaml(model::trigger_text(spanning(day, later(day, kUsualWork))))}});
    found.push_back(std::move(made));
  }
  return found;
}

/// Started on one day and done on another.
bool has_two_events(const Obligation& it) {
  switch (it.trigger.timing) {
    case Timing::span:
    case Timing::start_by:
    case Timing::from:
    case Timing::every:
      return true;
    default:
      return false;
  }
}

/// What `moment` names without saying which event of it; says `done` of them where `mend`.
void unsaid_in(const Context& c, Moment& moment, std::vector<std::size_t>& unclear) {
  for (Moment& part : moment.parts) unsaid_in(c, part, unclear);
  if (moment.aspect != Aspect::unsaid || moment.kind != Moment::Kind::event) return;
  const std::size_t before = unclear.size();
  for (const Target& target : c.of.targets(moment))
    if (!target.outside && has_two_events(c.at(target.index))) unclear.push_back(target.index);
  if (unclear.size() > before) moment.aspect = Aspect::done;
}

Found unsaid_events(const Rule& rule, const Context& c) {
  Found found;
  for (std::size_t o = 0; o < c.size(); ++o) {
    const Obligation& it = c.at(o);
    const Timing timing = it.trigger.timing;
    if (!c.live(o) || timing == Timing::parallel || timing == Timing::proportion) continue;
    Trigger mended = it.trigger;
    std::vector<std::size_t> unclear;
    for (auto* moment : {&mended.first, &mended.second, &mended.effective, &mended.unless})
      if (*moment) unsaid_in(c, **moment, unclear);
    if (unclear.empty()) continue;
    Finding made = finding(rule, c, {o});
    for (const std::size_t other : unclear) made.obligations.emplace_back(other);
    made.at = c.trigger_place(o);
    made.words = it.trigger_written;
    made.message = fmt::format(
        "{}: '{}' counts from {}, which {} a start and an end apart, and does not say from which",
        label(c, o), it.trigger_written, ids(c, unclear), unclear.size() == 1 ? "has" : "have");
    made.repair = "say started(...), done(...) or verified(...)";
    made.paste = paste_lines(it.id, {{"trigger", yaml(model::trigger_text(mended))}});
    found.push_back(std::move(made));
  }
  return found;
}

std::string day_text(model::Day day) { return format_date(Date(day)); }

/// A window that closes before it opens, or what is in force before it is adopted.
Found reversed_windows(const Rule& rule, const Context& c) {
  Found found;
  for (std::size_t o = 0; o < c.size(); ++o) {
    const Obligation& it = c.at(o);
    const Trigger& t = it.trigger;
    if (!c.live(o)) continue;
    const bool effect = t.effective.has_value();
    if (!effect && (!t.first || !t.second)) continue;
    const auto opens = effect ? c.dates.of[o].due : c.day_of(*t.first);
    const auto closes = c.day_of(effect ? *t.effective : *t.second);
    if (!opens || !closes || *closes >= *opens) continue;
    Finding made = finding(rule, c, {o});
    made.at = c.trigger_place(o);
    made.words = it.trigger_written;
    made.message = fmt::format("{}: it {} on {}, before it {} on {}", label(c, o),
                               effect ? "takes effect" : "closes", day_text(*closes),
                               effect ? "is adopted" : "opens", day_text(*opens));
    made.repair = "put the later day last";
    Trigger mended = t;
    if (effect)
      mended.effective.reset();
    else
      std::swap(mended.first, mended.second);
    made.paste = paste_lines(it.id, {{"trigger", yaml(model::trigger_text(mended))}});
    found.push_back(std::move(made));
  }
  return found;
}

/// The first day on which `o` can be done, if what it waits for comes on `day`.
model::Day after_work(const Context& c, std::size_t o, model::Day day) {
  const auto& takes = c.at(o).takes;
  return takes ? model::add(day, *takes, c.of.data().day_count) : day;
}

/// By the time after `wait` that the work of `o` takes; a usual one where the text says none.
Trigger by_after(const Context& c, std::size_t o, const Moment& wait) {
  Trigger trigger;
  trigger.timing = Timing::by;
  trigger.first = later(wait, kUsualWork);
  const auto& takes = c.at(o).takes;
  if (!takes) return trigger;
  Moment worked;
  worked.kind = Moment::Kind::offset;
  worked.length = *takes;
  worked.parts = {wait};
  trigger.first = std::move(worked);
  return trigger;
}

/// Due before something that it waits for in fact, and its own work after that, can be done.
Found too_early(const Rule& rule, const Context& c) {
  Found found;
  for (std::size_t o = 0; o < c.size(); ++o) {
    const auto due = c.dates.of[o].due;
    const auto& takes = c.at(o).takes;
    if (!c.live(o) || !due) continue;
    for (const Moment& wait : c.at(o).waits_for) {
      const auto day = c.day_of(wait);
      if (!day || after_work(c, o, *day) <= *due) continue;
      Finding made = finding(rule, c, {o});
      for (const Target& target : c.of.targets(wait))
        if (!target.outside) made.obligations.emplace_back(target.index);
      made.at = c.trigger_place(o);
      made.words = c.at(o).trigger_written;
      made.message =
          fmt::format("{} is due on {}, but waits for {}, which is due on {}{}", label(c, o),
                      day_text(*due), model::moment_text(wait), day_text(*day),
                      takes ? ", and takes " + model::length_words(*takes) : "");
      made.repair = "let its deadline count from what it waits for";
      made.paste =
          paste_lines(c.at(o).id, {{"trigger", yaml(model::trigger_text(by_after(c, o, wait)))}});
      found.push_back(std::move(made));
      break;
    }
  }
  return found;
}

/// Members of a group that are due on different written days.
Found split_groups(const Rule& rule, const Context& c) {
  Found found;
  for (const Bundle& group : c.groups) {
    std::vector<std::size_t> dated;
    std::vector<std::size_t> others;
    for (const std::size_t o : group.members) {
      const auto& due = c.dates.of[o].due;
      if (!due || !names_one_day(c.at(o).trigger.timing)) continue;
      if (dated.empty() || due == c.dates.of[dated.front()].due)
        dated.push_back(o);
      else
        others.push_back(o);
    }
    if (others.empty()) continue;
    Finding made = finding(rule, c, {others.front(), dated.front()});
    const bool deadlines = c.at(others.front()).trigger.timing == Timing::by &&
                           c.at(dated.front()).trigger.timing == Timing::by;
    if (deadlines) made.level = Level::warning;
    made.at = c.trigger_place(others.front());
    made.words = c.at(others.front()).trigger_written;
    made.message = fmt::format(
        "group '{}' is to be simultaneous, but {} {} due on {} and {} on {}", group.name,
        ids(c, dated), is_are(dated.size()), day_text(*c.dates.of[dated.front()].due),
        ids(c, std::span(others).first(1)), day_text(*c.dates.of[others.front()].due));
    made.repair = "give them one day, or take out of the group what comes later";
    for (const std::size_t o : others)
      made.paste +=
          paste_lines(c.at(o).id, {{"trigger", yaml(c.at(dated.front()).trigger_written)}});
    found.push_back(std::move(made));
  }
  return found;
}

Found own_circles(const Rule& rule, const Context& c) {
  Found found;
  for (const auto& circle : c.dates.circles) {
    std::vector<std::size_t> members;
    for (const auto id : circle) members.push_back(id.index());
    if (members.empty() || c.across(members) || c.has_way_out(members)) continue;
    const std::size_t first = *std::ranges::min_element(members);
    std::ranges::stable_partition(members, [&](std::size_t o) { return o == first; });
    Finding made = finding(rule, c, members);
    made.at = c.trigger_place(first);
    made.words = c.at(first).trigger_written;
    made.message = fmt::format("{} {} for each other in a circle: none can come first",
                               ids(c, members), members.size() == 1 ? "waits" : "wait");
    made.repair = "let the one that comes first count from a day";
    made.paste = break_circle(c, first);
    found.push_back(std::move(made));
  }
  return found;
}

}  // namespace

Found ambiguous_trigger(const Rule& rule, const Context& c) {
  Found found = plain_deadlines(rule, c);
  std::ranges::move(unsaid_events(rule, c), std::back_inserter(found));
  return found;
}

Found contradictory_order(const Rule& rule, const Context& c) {
  Found found = own_circles(rule, c);
  for (Found more : {reversed_windows(rule, c), too_early(rule, c), split_groups(rule, c)})
    std::ranges::move(more, std::back_inserter(found));
  return found;
}

}  // namespace tandem::lint
