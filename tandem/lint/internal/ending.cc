#include <fmt/format.h>

#include <algorithm>

#include "tandem/lint/internal/families.h"
#include "tandem/lint/internal/paste.h"

namespace tandem::lint {
namespace {

using model::Obligation;
using model::ObligationKind;

/// An end, a lapse or a reversal that hangs on a condition.
struct End {
  std::size_t of = 0;
  const Said* words = nullptr;  ///< of the condition; none: only the trigger says it
};

std::vector<End> conditional_ends(const Context& c) {
  std::vector<End> ends;
  for (std::size_t o = 0; o < c.size(); ++o) {
    const Said* condition = c.says(o, Topic::ending) ? c.find(o, Topic::condition) : nullptr;
    if (c.live(o) && (c.at(o).trigger.unless || condition != nullptr))
      ends.push_back({o, condition});
  }
  return ends;
}

Finding without_arbiter(const Rule& rule, const Context& c, const End& end, bool disputes) {
  const Obligation& it = c.at(end.of);
  Finding made = finding(rule, c, {end.of});
  made.at = end.words != nullptr ? c.place(end.of, *end.words) : c.trigger_place(end.of);
  made.words = end.words != nullptr ? c.quoted(end.of, *end.words) : it.trigger_written;
  made.message = fmt::format(
      "{}: it ends or turns around on a condition, and nobody is named who decides whether the "
      "condition is met{}",
      label(c, end.of), disputes ? "" : "; nor does the text have any procedure for disputes");
  made.repair = "name who decides, and let the decision be final within a set time";
  made.paste = paste_lines(it.id, {{"decided_by", yaml(c.third_party())}});
  return made;
}

/// Something ends, and a quarrel about it has nowhere to go.
Finding without_disputes(const Rule& rule, const Context& c, const std::vector<std::size_t>& ends) {
  Finding made = finding(rule, c, ends);
  made.words = short_title(c.at(ends.front()));
  made.message = fmt::format(
      "{} can end or turn around, and the text has no procedure for disputes: who contests the "
      "decision can only break off",
      ends.size() == 1 ? label(c, ends.front()) : ids(c, ends));
  made.repair = "add an obligation of kind dispute: who refers what to whom, and within how long";
  std::vector<model::ActorId> parties;
  for (std::size_t a = 0; a < c.of.actors().size(); ++a) {
    const model::Actor& actor = c.of.actors()[a];
    if (actor.role == model::ActorRole::party && actor.members.empty()) parties.emplace_back(a);
  }
  made.paste = paste_lines(
      new_id(c, "disputes"),
      {{"title", "Refer a dispute to the panel, which decides within 30 days of the request"},
       {"kind", "dispute"},
       {"actors", actor_list(c, parties)},
       {"trigger", "standing"},
       {"decided_by", yaml(c.third_party())}});
  return made;
}

}  // namespace

Found arbiterless_termination(const Rule& rule, const Context& c) {
  const bool disputes = std::ranges::any_of(
      c.of.obligations(), [](const Obligation& o) { return o.kind == ObligationKind::dispute; });
  Found found;
  std::vector<std::size_t> decided;
  for (const End& end : conditional_ends(c)) {
    if (says_none(c.at(end.of).decided_by))
      found.push_back(without_arbiter(rule, c, end, disputes));
    else
      decided.push_back(end.of);
  }
  if (!disputes && !decided.empty()) found.push_back(without_disputes(rule, c, decided));
  return found;
}

}  // namespace tandem::lint
