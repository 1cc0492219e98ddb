#include <fmt/format.h>

#include <algorithm>

#include "tandem/lint/internal/families.h"
#include "tandem/lint/internal/paste.h"

namespace tandem::lint {
namespace {

using model::Obligation;
using model::ObligationKind;
using model::Timing;
using model::Trigger;

constexpr int kUsualWork = 60;  // days between a start and its end, where a repair proposes some

bool must_be_completed(Timing timing) {
  switch (timing) {
    case Timing::by:
    case Timing::at:
    case Timing::upon:
    case Timing::with:
    case Timing::span:
    case Timing::between:
    case Timing::proportion:
      return true;
    default:
      return false;
  }
}

/// The completed acts of another side that a mere start is exchanged for.
std::vector<std::size_t> completed_for(const Context& c, std::size_t o) {
  const Timing timing = c.at(o).trigger.timing;
  if (!c.is_step(o) || (timing != Timing::start_by && timing != Timing::from)) return {};
  // what goes on for good is no half of an exchange unless the text makes it one
  std::vector<std::size_t> acts = timing == Timing::from ? c.counterparts_of(o) : c.answers_to(o);
  std::erase_if(acts, [&](std::size_t a) {
    return !c.live(a) || !must_be_completed(c.at(a).trigger.timing);
  });
  return acts;
}

Finding only_a_start(const Rule& rule, const Context& c, const std::vector<std::size_t>& starts) {
  const auto acts = completed_for(c, starts.front());
  Finding made = finding(rule, c, starts);
  made.at = c.trigger_place(starts.front());
  made.words = c.at(starts.front()).trigger_written;
  made.message = fmt::format(
      "{}: only a start is owed by {}, in exchange for {} by {}, which must "
      "be completed",
      starts.size() == 1 ? label(c, starts.front()) : ids(c, starts), actors(c, starts.front()),
      acts.size() == 1 ? label(c, acts.front()) : ids(c, acts), actors(c, acts.front()));
  made.repair = "say when it is done, or exchange it for a start";
  for (const std::size_t o : starts) {
    Trigger mended;
    mended.timing = Timing::span;
    mended.first = c.at(o).trigger.first;
    mended.second = later(*mended.first, kUsualWork);
    made.paste += paste_lines(c.at(o).id, {{"trigger", yaml(model::trigger_text(mended))}});
  }
  return made;
}

bool beside_the_text(const Obligation& it) {
  return it.off_text || it.kind == ObligationKind::side_agreement;
}

/// Obligations of the text whose expected day hangs on `o`, through what is off the text too.
/// @param seen_by  of each obligation the last `o` that came by, kNone at first
/// Source: the drivers of the critical path; each obligation has one.
std::vector<std::size_t> driven_by(const Context& c, std::size_t o,
                                   const std::vector<std::vector<std::size_t>>& driven,
                                   std::vector<std::size_t>& seen_by) {
  std::vector<std::size_t> found;
  std::vector<std::size_t> open{o};
  seen_by[o] = o;
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    for (const std::size_t next : driven[at]) {
      if (seen_by[next] == o) continue;
      seen_by[next] = o;
      if (beside_the_text(c.at(next)))
        open.push_back(next);
      else
        found.push_back(next);
    }
  }
  return found;
}

/// What each obligation drives, or is waited for by.
std::vector<std::vector<std::size_t>> all_driven(const Context& c) {
  std::vector<std::vector<std::size_t>> driven = c.dependents;
  for (std::size_t o = 0; o < c.size(); ++o) {
    const auto& driver = c.dates.of[o].driver;
    if (driver && !driver->outside) driven[driver->index].push_back(o);
  }
  return driven;
}

bool speaks_for_all(const Context& c, std::size_t o) {
  return c.at(o).kind == ObligationKind::milestone || c.at(o).kind == ObligationKind::rule;
}

/// Whether the text says in which order or in which shares the parallel acts come.
bool is_paired(const Context& c, std::size_t o, const std::vector<bool>& phase_has_pairs) {
  if (!c.paired[o].empty()) return true;
  if (speaks_for_all(c, o)) return phase_has_pairs[c.phase[o]];
  return c.at(o).trigger.timing != Timing::parallel && !c.refs[o].empty();
}

/// Steps that it would be exchanged for, as far as the text lets one guess.
std::vector<std::size_t> likely_pairs(const Context& c, std::size_t o) {
  std::vector<std::size_t> found;
  for (const std::size_t other : c.refs[o])
    if (other != o && c.opposed(o, other)) found.push_back(other);
  if (found.empty()) found = c.answers_to(o);
  if (!found.empty()) return found;
  for (std::size_t other = 0; other < c.size() && found.empty(); ++other)
    if (other != o && c.is_step(other) && c.opposed(o, other)) found.push_back(other);
  for (std::size_t other = 0; other < c.size() && found.empty(); ++other)
    if (other != o && c.live(other)) found.push_back(other);
  return found;
}

/// Two opposed steps, to be paired under a heading that speaks for all.
std::string pair_below(const Context& c, std::size_t o) {
  for (const std::size_t a : c.in_phase[c.phase[o]])
    for (const std::size_t b : c.in_phase[c.phase[o]])
      if (c.is_step(a) && c.is_step(b) && c.opposed(a, b))
        return paste_lines(c.at(a).id, {{"for", id_list(c, std::span(&b, 1))}});
  return {};
}

std::string pairing_lines(const Context& c, std::size_t o) {
  const std::vector<std::size_t> pairs = likely_pairs(c, o);
  if (speaks_for_all(c, o)) {
    std::string below = pair_below(c, o);
    if (!below.empty()) return below;
  }
  if (pairs.empty()) return paste_lines(c.at(o).id, {{"text", yaml(c.at(o).id)}});
  Keys keys{{"for", id_list(c, pairs)}};
  if (c.at(o).trigger.timing == Timing::parallel) {
    Trigger mended = c.at(o).trigger;
    mended.timing = Timing::proportion;
    keys.emplace_back("trigger", yaml(model::trigger_text(mended)));
  }
  return paste_lines(c.at(o).id, keys);
}

}  // namespace

Found start_only(const Rule& rule, const Context& c) {
  std::vector<std::size_t> all;
  std::vector<std::string> keys;
  for (std::size_t o = 0; o < c.size(); ++o) {
    const auto acts = completed_for(c, o);
    if (acts.empty()) continue;
    all.push_back(o);
    keys.push_back(fmt::format("{} {}", c.side[o], acts.front()));
  }
  Found found;
  for (const auto& set : in_sets(rule, c, all, keys)) found.push_back(only_a_start(rule, c, set));
  return found;
}

Found side_agreement(const Rule& rule, const Context& c) {
  const auto driven = all_driven(c);
  std::vector<std::size_t> seen_by(c.size(), kNone);
  Found found;
  for (std::size_t o = 0; o < c.size(); ++o) {
    if (!c.live(o) || !beside_the_text(c.at(o))) continue;
    std::vector<std::size_t> held = driven_by(c, o, driven, seen_by);
    std::erase_if(held, [&](std::size_t other) { return !c.live(other); });
    if (held.empty()) continue;
    std::vector<std::size_t> members{o};
    members.insert(members.end(), held.begin(), held.end());
    Finding made = finding(rule, c, members);
    made.words = short_title(c.at(o));
    made.at = c.at(o).title_at;
    made.message = fmt::format(
        "{} is not in the text, but {} in it {} for it: who reads the text "
        "cannot see what holds it up",
        label(c, o), held.size() == 1 ? label(c, held.front()) : ids(c, held),
        held.size() == 1 ? "waits" : "wait");
    made.repair = "write it into the text, with a day of its own";
    Keys keys{{"off_text", "false"}};
    if (c.at(o).kind == ObligationKind::side_agreement) keys.emplace_back("kind", "action");
    made.paste = paste_lines(c.at(o).id, keys);
    found.push_back(std::move(made));
  }
  return found;
}

Found unpaired_parallel(const Rule& rule, const Context& c) {
  std::vector<bool> phase_has_pairs(c.in_phase.size());
  for (std::size_t o = 0; o < c.size(); ++o)
    if (!c.paired[o].empty()) phase_has_pairs[c.phase[o]] = true;
  Found found;
  for (std::size_t o = 0; o < c.size(); ++o) {
    const bool by_trigger = c.at(o).trigger.timing == Timing::parallel;
    const Said* words = c.find(o, Topic::parallel);
    if (!c.live(o) || c.at(o).kind == ObligationKind::dispute) continue;
    if ((!by_trigger && words == nullptr) || is_paired(c, o, phase_has_pairs)) continue;
    Finding made = finding(rule, c, {o});
    made.at = words != nullptr ? c.place(o, *words) : c.trigger_place(o);
    made.words = words != nullptr ? c.quoted(o, *words) : c.at(o).trigger_written;
    made.message = fmt::format(
        "{}: it goes in parallel, but nothing says which act answers which; each side will hold "
        "that the other is behind",
        label(c, o));
    made.repair = "say what each act is for, and in which share or order";
    made.paste = pairing_lines(c, o);
    found.push_back(std::move(made));
  }
  return found;
}

}  // namespace tandem::lint
