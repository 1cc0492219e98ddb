#include "tandem/model/internal/moments.h"

#include <algorithm>

namespace tandem::model::internal {
namespace {

Length reversed(Length length) {
  length.count = -length.count;
  return length;
}

/// The part with the day of the whole.
const Term& setting_part(const Term& term, const DaysOf& days, const DayCount& count) {
  const MaybeDay whole = day_of(term, days, count);
  const auto found = std::ranges::find_if(
      term.parts, [&](const Term& part) { return day_of(part, days, count) == whole; });
  return found == term.parts.end() ? term.parts.front() : *found;
}

}  // namespace

MaybeDay last_of(MaybeDay a, MaybeDay b) {
  if (!a || !b) return std::nullopt;
  return std::max(*a, *b);
}

MaybeDay first_of(MaybeDay a, MaybeDay b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

std::size_t node_of(const Target& target) {
  switch (target.aspect) {
    case Aspect::started:
      return node_of(target.index, Part::started);
    case Aspect::verified:
      return node_of(target.index, Part::verified);
    case Aspect::unsaid:
    case Aspect::done:
      break;
  }
  return node_of(target.index, Part::done);
}

MaybeDay DaysOf::of(const Target& target) const {
  return target.outside ? events[target.index] : nodes[node_of(target)];
}

Term looked_up(const Agreement& of, const Moment& moment) {
  Term term{moment.kind};
  if (moment.kind == Moment::Kind::date) term.date = Day{moment.date};
  for (const Reference& reference : moment.events)
    for (const Target& target : of.targets(reference, moment.aspect))
      term.targets.push_back(target);
  term.length = moment.length;
  for (const Moment& part : moment.parts) term.parts.push_back(looked_up(of, part));
  return term;
}

MaybeDay later(MaybeDay day, const std::optional<Length>& length, const DayCount& count) {
  return day && length ? in_calendar(add(*day, *length, count)) : day;
}

MaybeDay earlier(MaybeDay day, const std::optional<Length>& length, const DayCount& count) {
  return day && length ? in_calendar(add(*day, reversed(*length), count)) : day;
}

MaybeDay last_before(Day limit, const std::optional<Length>& length, const DayCount& count) {
  if (!length) return limit;
  constexpr std::chrono::days kOne{1};
  Day day = add(limit, reversed(*length), count);
  while (add(day, *length, count) > limit) day -= kOne;
  while (add(day + kOne, *length, count) <= limit) day += kOne;
  return in_calendar(day);
}

MaybeDay day_of(const Term& term, const DaysOf& days, const DayCount& count) {
  if (term.kind == Moment::Kind::date) return term.date;
  if (term.kind == Moment::Kind::offset)
    return later(day_of(term.parts.front(), days, count), term.length, count);
  MaybeDay day;
  bool any = false;
  const auto join = [&](MaybeDay next) {
    day = !any                                  ? next
          : term.kind == Moment::Kind::earliest ? first_of(day, next)
                                                : last_of(day, next);
    any = true;
  };
  for (const Target& target : term.targets) join(days.of(target));
  for (const Term& part : term.parts) join(day_of(part, days, count));
  return day;
}

MaybeDay anchor_of(const Term& term, const DaysOf& days, const DayCount& count,
                   MaybeDay signed_on) {
  const auto inner = [&](const Term& part) { return anchor_of(part, days, count, signed_on); };
  switch (term.kind) {
    case Moment::Kind::date:
      return first_of(signed_on, term.date);
    case Moment::Kind::event:
      return day_of(term, days, count);
    case Moment::Kind::offset:
      if (term.length.count < 0) return later(inner(term.parts.front()), term.length, count);
      // An offset that ends before a rest day may end before its own anchor.
      return first_of(inner(term.parts.front()), day_of(term, days, count));
    case Moment::Kind::earliest:
    case Moment::Kind::latest:
      break;
  }
  MaybeDay day = inner(term.parts.front());
  for (const Term& part : term.parts)
    day = term.kind == Moment::Kind::earliest ? first_of(day, inner(part))
                                              : last_of(day, inner(part));
  return day;
}

std::optional<Target> set_by(const Term& term, const DaysOf& days, const DayCount& count) {
  switch (term.kind) {
    case Moment::Kind::date:
      return std::nullopt;
    case Moment::Kind::event:
      break;
    case Moment::Kind::offset:
      return set_by(term.parts.front(), days, count);
    case Moment::Kind::earliest:
    case Moment::Kind::latest:
      return set_by(setting_part(term, days, count), days, count);
  }
  const auto last = std::ranges::max_element(term.targets, {},
                                             [&](const Target& target) { return days.of(target); });
  return last == term.targets.end() ? std::nullopt : std::optional(*last);
}

void add_targets(const Term& term, std::vector<Target>& to) {
  to.insert(to.end(), term.targets.begin(), term.targets.end());
  for (const Term& part : term.parts) add_targets(part, to);
}

}  // namespace tandem::model::internal
