#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tandem/lint/internal/families.h"
#include "tandem/lint/internal/paste.h"

/// Each side waits for the other to move.
namespace tandem::lint {
namespace {

using model::Aspect;
using model::Obligation;
using model::Timing;
using model::Trigger;

constexpr int kFirstTranche = 30;           // days after the anchor
constexpr double kFirstTrancheShare = 0.1;  // of a quantity

Found circles(const Rule& rule, const Context& c) {
  Found found;
  for (const auto& circle : c.dates.circles) {
    std::vector<std::size_t> members;
    for (const auto id : circle) members.push_back(id.index());
    if (!c.across(members) || c.has_way_out(members)) continue;
    const std::size_t first = *std::ranges::min_element(members);
    std::ranges::stable_partition(members, [&](std::size_t o) { return o == first; });
    Finding made = finding(rule, c, members);
    made.level = Level::error;
    made.at = c.trigger_place(first);
    made.words = c.at(first).trigger_written;
    made.message = fmt::format(
        "{} wait for each other across the sides, in a circle: none of them "
        "can ever be due",
        ids(c, members));
    made.repair = fmt::format(
        "let a first part of {} fall due on a day, and the rest upon verified acts of the other "
        "side",
        c.at(first).id);
    made.paste = break_circle(c, first);
    found.push_back(std::move(made));
  }
  return found;
}

/// A deadline, or less, that says nothing of who moves first.
bool is_mere_deadline(Timing timing) {
  switch (timing) {
    case Timing::by:
    case Timing::start_by:
    case Timing::between:
    case Timing::after:
    case Timing::vague:
    case Timing::undated:
      return true;
    default:
      return false;
  }
}

bool may_owe_first_move(const Context& c, std::size_t o) {
  return c.is_step(o) && is_mere_deadline(c.at(o).trigger.timing);
}

/// Of a bundle, the steps whose triggers name no other step of it, where they are of two sides.
std::vector<std::size_t> unsettled(const Context& c, const std::vector<std::size_t>& bundle) {
  std::vector<std::size_t> mere;
  for (const std::size_t o : bundle) {
    const bool names_another = std::ranges::any_of(
        c.refs[o], [&](std::size_t other) { return std::ranges::binary_search(bundle, other); });
    if (may_owe_first_move(c, o) && !names_another) mere.push_back(o);
  }
  std::vector<std::size_t> distinct;
  for (const std::size_t o : mere) distinct.push_back(c.side[o]);
  std::ranges::sort(distinct);
  distinct.erase(std::ranges::unique(distinct).begin(), distinct.end());
  std::erase_if(mere, [&](std::size_t o) {
    return std::ranges::none_of(distinct,
                                [&](std::size_t side) { return c.opposed_sides(c.side[o], side); });
  });
  return mere;
}

/// What is exchanged one for another, in sets, without what a group holds together already.
std::vector<std::vector<std::size_t>> exchanges(const Context& c) {
  std::vector<std::size_t> root(c.size());
  for (std::size_t o = 0; o < c.size(); ++o) root[o] = o;
  const auto top = [&](std::size_t o) {
    while (root[o] != o) o = root[o] = root[root[o]];
    return o;
  };
  for (std::size_t o = 0; o < c.size(); ++o)
    for (const std::size_t other : c.paired[o])
      if (c.group[o] == kNone || c.group[o] != c.group[other])
        root[std::max(top(o), top(other))] = std::min(top(o), top(other));
  std::vector<std::vector<std::size_t>> sets(c.size());
  for (std::size_t o = 0; o < c.size(); ++o)
    if (c.live(o)) sets[top(o)].push_back(o);
  std::erase_if(sets, [](const auto& set) { return set.size() < 2; });
  return sets;
}

/// A share of a quantity, from the same source.
std::string part_of_quantity(const Context& c, const model::Quantity& whole, double share) {
  if (!whole.provenance) return fmt::format("{}", whole.mode * share);
  const model::Provenance& from = c.of.data().provenances[whole.provenance->index()];
  return fmt::format("{{value: {}, {}: {}}}", whole.mode * share,
                     from.judgement ? "judgement" : "source", from.id);
}

std::string tranche_lines(const Context& c, std::size_t first, std::size_t divided) {
  const Obligation& it = c.at(divided);
  Trigger day;
  day.timing = Timing::at;
  day.first = later(c.anchor(), kFirstTranche);
  Keys keys{{"title", yaml(it.title + ", first tranche")},
            {"kind", std::string(model::kObligationKinds[static_cast<std::size_t>(it.kind)])},
            {"actors", actor_list(c, it.actors)},
            {"counterparts", actor_list(c, it.counterparts)},
            {"quantity", part_of_quantity(c, *it.quantity, kFirstTrancheShare)},
            {"unit", yaml(it.unit)},
            {"trigger", yaml(model::trigger_text(day))},
            {"for", id_list(c, std::span(&first, 1))}};
  if (!it.financing.empty()) keys.emplace_back("financing", yaml(it.financing));
  if (it.verification) keys.emplace_back("verification", verification_value(c, divided));
  return paste_lines(new_id(c, it.id + "-first"), keys);
}

/// The first of the answers that can come in parts.
std::vector<std::size_t>::const_iterator divisible(const Context& c,
                                                   const std::vector<std::size_t>& answers) {
  return std::ranges::find_if(answers, [&](std::size_t o) {
    return c.at(o).quantity && !is_time_unit(c.at(o).unit) && c.at(o).quantity->mode > 0;
  });
}

/// One side acts by its deadline; what the others owe follows, a first part of it before.
std::string tranches(const Context& c, std::size_t first, const std::vector<std::size_t>& answers) {
  const auto divided = divisible(c, answers);
  std::string lines;
  if (divided != answers.end()) lines += tranche_lines(c, first, *divided);
  Trigger upon;
  upon.timing = Timing::upon;
  upon.first = event_of(c, first, Aspect::verified);
  for (const std::size_t o : answers) {
    Keys keys;
    if (divided != answers.end() && o == *divided)
      keys.emplace_back("quantity", part_of_quantity(c, *c.at(o).quantity, 1 - kFirstTrancheShare));
    keys.emplace_back("trigger", yaml(model::trigger_text(upon)));
    lines += paste_lines(c.at(o).id, keys);
  }
  return lines;
}

Finding nobody_first(const Rule& rule, const Context& c, const std::string& group,
                     std::vector<std::size_t> steps) {
  const std::size_t first = *std::ranges::min_element(
      steps, {}, [&](std::size_t o) { return c.sides[c.side[o]].size(); });
  std::vector<std::size_t> answers;
  std::ranges::copy_if(steps, std::back_inserter(answers),
                       [&](std::size_t o) { return c.opposed(o, first); });
  std::ranges::stable_partition(steps, [&](std::size_t o) { return o == first; });
  const auto divided = divisible(c, answers);
  const std::size_t answer = divided == answers.end() ? answers.front() : *divided;
  Finding made = finding(rule, c, steps);
  made.at = c.trigger_place(first);
  made.words = c.at(first).trigger_written;
  made.message = fmt::format(
      "{}: {} by {} and {} by {} have only deadlines, and no trigger names an act of the other "
      "side: each may wait for the other, and nobody has to move first",
      group.empty() ? "an exchange" : fmt::format("group '{}'", group), label(c, first),
      actors(c, first), label(c, answer), actors(c, answer));
  made.repair = "cut it into tranches: a first part on a day, the rest upon verified acts";
  made.paste = tranches(c, first, answers);
  return made;
}

}  // namespace

Found circular_wait(const Rule& rule, const Context& c) {
  Found found = circles(rule, c);
  for (const Bundle& group : c.groups) {
    const auto steps = unsettled(c, group.members);
    if (steps.size() > 1) found.push_back(nobody_first(rule, c, group.name, steps));
  }
  for (const auto& set : exchanges(c)) {
    const auto steps = unsettled(c, set);
    if (steps.size() > 1) found.push_back(nobody_first(rule, c, {}, steps));
  }
  return found;
}

}  // namespace tandem::lint
