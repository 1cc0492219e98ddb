#include "tandem/lint/internal/context.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace tandem::lint {
namespace {

using model::ActorId;
using model::Moment;
using model::Obligation;
using model::ObligationKind;
using model::Target;

void keep_once(std::vector<std::size_t>& all) {
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
}

void add_targets(const model::Agreement& of, const std::optional<Moment>& moment,
                 std::vector<std::size_t>& to) {
  if (!moment) return;
  for (const Target& target : of.targets(*moment))
    if (!target.outside) to.push_back(target.index);
}

}  // namespace

Context::Context(const model::Agreement& agreement, const model::Timetable& timetable)
    : of(agreement), dates(timetable) {
  read_words();
  read_references();
  read_sides();
  read_bundles();
}

void Context::read_words() {
  const Phrases phrases;
  said.resize(size());
  for (std::size_t o = 0; o < size(); ++o) {
    for (const bool title : {false, true}) {
      const std::string& text = title ? at(o).title : at(o).text;
      if (title && text == at(o).text) continue;
      for (const Hit& hit : phrases.find(text))
        said[o].push_back({hit.topic, title, hit.begin, hit.end});
    }
  }
}

void Context::read_references() {
  refs.resize(size());
  waits.resize(size());
  dependents.resize(size());
  paired.resize(size());
  for (std::size_t o = 0; o < size(); ++o) {
    const model::Trigger& trigger = at(o).trigger;
    for (const auto* moment :
         {&trigger.first, &trigger.second, &trigger.effective, &trigger.unless})
      add_targets(of, *moment, refs[o]);
    for (const Moment& moment : at(o).waits_for) add_targets(of, moment, waits[o]);
    keep_once(refs[o]);
    keep_once(waits[o]);
    for (const std::size_t other : refs[o]) dependents[other].push_back(o);
    for (const std::size_t other : waits[o]) dependents[other].push_back(o);
    for (const model::ObligationId other : at(o).exchanged_for) {
      paired[o].push_back(other.index());
      paired[other.index()].push_back(o);
    }
  }
  for (auto& all : dependents) keep_once(all);
  for (auto& all : paired) keep_once(all);
}

void Context::read_sides() {
  std::map<std::vector<ActorId>, std::size_t> known;
  for (std::size_t o = 0; o < size(); ++o) {
    std::vector<ActorId> parties = of.members(at(o).actors);
    std::erase_if(parties, [&](ActorId a) { return of.actor(a).role == model::ActorRole::body; });
    std::ranges::sort(parties);
    parties.erase(std::ranges::unique(parties).begin(), parties.end());
    const auto [entry, fresh] = known.try_emplace(parties, sides.size());
    if (fresh) sides.push_back(parties);
    side.push_back(entry->second);
    owed_to.push_back(of.members(at(o).counterparts));
    std::ranges::sort(owed_to.back());
  }
}

void Context::read_bundles() {
  std::map<std::string_view, std::size_t> group_names;
  std::map<std::string_view, std::size_t> phase_names;
  for (std::size_t o = 0; o < size(); ++o) {
    const auto [in, new_phase] = phase_names.try_emplace(at(o).phase, in_phase.size());
    if (new_phase) in_phase.emplace_back();
    phase.push_back(in->second);
    in_phase[in->second].push_back(o);
    group.push_back(kNone);
    if (at(o).group.empty() || !live(o)) continue;
    const auto [entry, fresh] = group_names.try_emplace(at(o).group, groups.size());
    if (fresh) groups.push_back({at(o).group, {}});
    group.back() = entry->second;
    groups[entry->second].members.push_back(o);
  }
}

bool Context::live(std::size_t o) const { return at(o).kind != ObligationKind::happening; }

const Said* Context::find(std::size_t o, Topic topic) const {
  const auto found = std::ranges::find(said[o], topic, &Said::topic);
  return found == said[o].end() ? nullptr : &*found;
}

std::string_view Context::text_of(std::size_t o, const Said& words) const {
  return words.in_title ? at(o).title : at(o).text;
}

std::string Context::quoted(std::size_t o, const Said& words) const {
  return clause_around(text_of(o, words), words.begin, words.end);
}

SourceLoc Context::place(std::size_t o, const Said& words) const {
  return words.in_title ? at(o).title_at : at(o).text_at;
}

SourceLoc Context::trigger_place(std::size_t o) const {
  return at(o).trigger_written.empty() ? at(o).at : at(o).trigger_at;
}

bool Context::opposed_sides(std::size_t a, std::size_t b) const {
  if (a == b || sides[a].empty() || sides[b].empty()) return false;
  std::vector<ActorId> both;
  std::ranges::set_intersection(sides[a], sides[b], std::back_inserter(both));
  return both.empty();
}

bool Context::opposed(std::size_t a, std::size_t b) const {
  return opposed_sides(side[a], side[b]);
}

bool Context::across(std::span<const std::size_t> obligations) const {
  std::vector<std::size_t> distinct;
  for (const std::size_t o : obligations) distinct.push_back(side[o]);
  keep_once(distinct);
  for (std::size_t a = 0; a < distinct.size(); ++a)
    for (std::size_t b = a + 1; b < distinct.size(); ++b)
      if (opposed_sides(distinct[a], distinct[b])) return true;
  return false;
}

bool Context::is_step(std::size_t o) const {
  switch (at(o).kind) {
    case ObligationKind::action:
    case ObligationKind::benefit:
    case ObligationKind::verification:
    case ObligationKind::side_agreement:
      return by_party(o);
    case ObligationKind::milestone:
    case ObligationKind::institution:
    case ObligationKind::rule:
    case ObligationKind::dispute:
    case ObligationKind::happening:
      return false;
  }
  return false;
}

std::vector<std::size_t> Context::opposed_of(std::size_t o,
                                             const std::vector<std::size_t>& all) const {
  std::vector<std::size_t> found;
  std::ranges::copy_if(all, std::back_inserter(found),
                       [&](std::size_t other) { return is_step(other) && opposed(o, other); });
  return found;
}

const std::vector<std::size_t>& Context::counterparts_of(std::size_t o) const {
  if (!paired[o].empty()) {
    const auto [entry, fresh] = by_pairs_.try_emplace({o, 0});
    if (fresh) entry->second = opposed_of(o, paired[o]);
    return entry->second;
  }
  const auto [entry, fresh] = by_group_.try_emplace({group[o], side[o]});
  if (fresh && group[o] != kNone) entry->second = opposed_of(o, groups[group[o]].members);
  return entry->second;
}

const std::vector<std::size_t>& Context::answers_to(std::size_t o) const {
  if (!paired[o].empty() || group[o] != kNone || at(o).phase.empty()) return counterparts_of(o);
  const auto [entry, fresh] = by_phase_.try_emplace({phase[o], side[o]});
  if (!fresh) return entry->second;
  entry->second = opposed_of(o, in_phase[phase[o]]);
  const auto& own = sides[side[o]];
  std::erase_if(entry->second, [&](std::size_t other) {
    return std::ranges::none_of(owed_to[other],
                                [&](ActorId a) { return std::ranges::binary_search(own, a); });
  });
  return entry->second;
}

std::optional<model::Day> Context::day_of(const Target& target) const {
  if (target.outside) {
    const auto& date = of.events()[target.index].date;
    return date ? std::optional(model::Day(*date)) : std::nullopt;
  }
  const model::Dates& d = dates.of[target.index];
  if (target.aspect == model::Aspect::started && d.start) return d.start;
  const auto& verification = at(target.index).verification;
  const bool checked = target.aspect == model::Aspect::verified && verification;
  if (!d.due || !checked || !verification->takes) return d.due;
  return model::add(*d.due, *verification->takes, of.data().day_count);
}

std::optional<model::Day> Context::day_of(const Moment& moment) const {
  const auto best = [&](bool first) {
    std::optional<model::Day> day;
    for (const Moment& part : moment.parts) {
      const auto one = day_of(part);
      if (!one && !first) return std::optional<model::Day>();
      if (one && (!day || (first ? *one < *day : *one > *day))) day = one;
    }
    return day;
  };
  switch (moment.kind) {
    case Moment::Kind::date:
      return model::Day(moment.date);
    case Moment::Kind::offset: {
      const auto from = day_of(moment.parts.front());
      if (!from) return std::nullopt;
      return model::add(*from, moment.length, of.data().day_count);
    }
    case Moment::Kind::earliest:
      return best(true);
    case Moment::Kind::latest:
      return best(false);
    case Moment::Kind::event:
      break;
  }
  std::optional<model::Day> last;
  for (const Target& target : of.targets(moment)) {
    const auto day = day_of(target);
    if (!day) return std::nullopt;
    last = last ? std::max(*last, *day) : *day;
  }
  return last;
}

// a written deadline is no way out of a wait in fact, so that the expected day counts as well
bool Context::has_way_out(std::span<const std::size_t> circle) const {
  return std::ranges::all_of(
      circle, [&](std::size_t o) { return dates.of[o].due && dates.of[o].expected; });
}

std::string Context::third_party() const {
  for (const model::Actor& actor : of.actors())
    if (actor.role == model::ActorRole::body) return actor.id;
  return "a panel of three, the third named by the other two";
}

Moment Context::anchor() const {
  Moment moment;
  if (!of.events().empty()) {
    moment.events = {{of.events().front().id, {}}};
    return moment;
  }
  if (of.data().signed_on) {
    moment.kind = Moment::Kind::date;
    moment.date = *of.data().signed_on;
    return moment;
  }
  const auto milestone =
      std::ranges::find(of.obligations(), ObligationKind::milestone, &Obligation::kind);
  if (milestone != of.obligations().end()) {
    moment.events = {{milestone->id, {}}};
    return moment;
  }
  moment.kind = Moment::Kind::date;
  moment.date = dates.first ? Date(*dates.first) : Date(std::chrono::sys_days{});
  return moment;
}

const model::Allow* Context::allowance(std::size_t o, std::string_view rule) const {
  const auto found = std::ranges::find(at(o).allow, rule, &model::Allow::rule);
  return found == at(o).allow.end() ? nullptr : &*found;
}

}  // namespace tandem::lint
