#include <fmt/format.h>

#include <algorithm>

#include "tandem/lint/internal/families.h"
#include "tandem/lint/internal/paste.h"

namespace tandem::lint {
namespace {

using model::ActorId;
using model::Obligation;
using model::ObligationKind;

bool costs_money(const Context& c, std::size_t o) {
  const Obligation& it = c.at(o);
  switch (it.kind) {
    case ObligationKind::action:
    case ObligationKind::benefit:
    case ObligationKind::verification:
    case ObligationKind::side_agreement:
      return c.says(o, Topic::costly) && !c.says(o, Topic::paid);
    default:
      return false;
  }
}

/// Parties that no obligation names, themselves or through a group.
std::vector<ActorId> silent(const Context& c) {
  std::vector<bool> speaks(c.of.actors().size());
  for (std::size_t o = 0; o < c.size(); ++o)
    if (c.live(o))
      for (const ActorId a : c.sides[c.side[o]]) speaks[a.index()] = true;
  std::vector<ActorId> found;
  for (std::size_t a = 0; a < c.of.actors().size(); ++a) {
    const model::Actor& actor = c.of.actors()[a];
    if (actor.role == model::ActorRole::party && actor.members.empty() && !speaks[a])
      found.emplace_back(a);
  }
  return found;
}

}  // namespace

Found unfinanced(const Rule& rule, const Context& c) {
  std::vector<std::size_t> all;
  std::vector<std::string> keys;
  for (std::size_t o = 0; o < c.size(); ++o) {
    if (!says_none(c.at(o).financing) || !costs_money(c, o)) continue;
    all.push_back(o);
    keys.push_back(actor_list(c, c.at(o).actors));
  }
  Found found;
  for (const auto& set : in_sets(rule, c, all, keys)) {
    const std::size_t first = set.front();
    const Said* words = c.find(first, Topic::costly);
    Finding made = finding(rule, c, set);
    made.at = c.place(first, *words);
    made.words = c.quoted(first, *words);
    made.message = fmt::format("{} by {}: it costs money, and nothing says who pays",
                               set.size() == 1 ? label(c, first) : ids(c, set), actors(c, first));
    made.repair = "say who pays, also where it costs more than planned";
    for (const std::size_t o : set)
      made.paste += paste_lines(c.at(o).id, {{"financing", yaml(actors(c, o))}});
    found.push_back(std::move(made));
  }
  return found;
}

Found silent_actor(const Rule& rule, const Context& c) {
  const std::vector<ActorId> parties = silent(c);
  if (parties.empty()) return {};
  Finding made = finding(rule, c, {});
  made.words = names(c, parties);
  made.message = fmt::format(
      "{} {} and {} nothing: who has no part in it can undo it without breaking it", made.words,
      parties.size() == 1 ? "is a party" : "are parties", parties.size() == 1 ? "owes" : "owe");
  made.repair = "give each an obligation, or the role of a body if it has no stakes";
  for (const ActorId a : parties)
    made.paste += paste_lines(new_id(c, c.of.actor(a).id + "-supports"),
                              {{"title", "Do nothing that defeats the purpose of this agreement"},
                               {"kind", "rule"},
                               {"actors", actor_list(c, std::span(&a, 1))},
                               {"trigger", "standing"}});
  return {made};
}

}  // namespace tandem::lint
