#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "tandem/lint/internal/families.h"
#include "tandem/lint/internal/paste.h"

/// Who has given everything, while the other still owes.
namespace tandem::lint {
namespace {

using model::ActorId;
using model::Obligation;
using model::ObligationKind;
using model::Timing;

constexpr int kMuchLater = 60;  // days

bool goes_on(Timing timing) {
  return timing == Timing::standing || timing == Timing::from || timing == Timing::every;
}

double worth_to(const Obligation& it, ActorId actor) {
  const auto found = std::ranges::find(it.worth, actor, &Obligation::Worth::actor);
  return found == it.worth.end() ? 0 : found->points.mode;
}

/// Whether `actor` cares for it, as far as the text gives worths.
bool is_wanted_by(const Obligation& it, ActorId actor) {
  return it.worth.empty() || worth_to(it, actor) > 0;
}

/// What one actor owes another, and whether that is all it could give or withhold.
struct Owed {
  std::size_t last = kNone;  ///< its last step
  bool holds_more = false;   ///< something goes on, or can be taken back
};

/// After: by the days written, else by the phase.
bool is_later(const Context& c, std::size_t a, std::size_t b) {
  const auto day = [&](std::size_t o) {
    return c.dates.of[o].due ? c.dates.of[o].due : c.dates.of[o].start;
  };
  if (day(a) && day(b)) return *day(a) > *day(b);
  if (c.phase[a] != c.phase[b]) return c.phase[a] > c.phase[b];
  return a > b;
}

bool is_much_later(const Context& c, std::size_t a, std::size_t b) {
  const auto& d = c.dates.of;
  const auto day_a = d[a].due ? d[a].due : d[a].start;
  const auto day_b = d[b].due ? d[b].due : d[b].start;
  if (day_a && day_b) return *day_a > *day_b + std::chrono::days(kMuchLater);
  return c.phase[a] > c.phase[b];
}

class Ledger {
 public:
  explicit Ledger(const Context& c) : c_(c), can_contest_(c.of.actors().size()) {
    for (std::size_t o = 0; o < c.size(); ++o) {
      const Obligation& it = c.at(o);
      const bool reversal = it.kind == ObligationKind::dispute || it.trigger.unless ||
                            (c.says(o, Topic::ending) && c.says(o, Topic::condition));
      if (c.live(o) && reversal) let_contest(o);
      if (c.is_step(o)) enter(o);
    }
  }

  /// Of `from` to `to`, and the steps that `to` still owes `from` much later.
  [[nodiscard]] std::vector<std::size_t> still_owed(ActorId from, ActorId to,
                                                    const Owed& owed) const {
    std::vector<std::size_t> found;
    const auto back = steps_.find({to, from});
    if (owed.last == kNone || owed.holds_more || can_contest_[from.index()] || back == steps_.end())
      return found;
    for (const std::size_t o : back->second)
      if (is_much_later(c_, o, owed.last) && is_wanted_by(c_.at(o), from)) found.push_back(o);
    return found;
  }

  using Pair = std::pair<ActorId, ActorId>;
  [[nodiscard]] const std::map<Pair, Owed>& owed() const { return owed_; }

 private:
  /// Whoever acts in a dispute, or may turn something around, has a card left; where no party is
  /// named, everybody.
  void let_contest(std::size_t o) {
    const auto& side = c_.sides[c_.side[o]];
    if (side.empty()) can_contest_.assign(can_contest_.size(), true);
    for (const ActorId a : side) can_contest_[a.index()] = true;
  }

  void enter(std::size_t o) {
    const Obligation& it = c_.at(o);
    for (const ActorId from : c_.sides[c_.side[o]]) {
      for (const ActorId to : c_.owed_to[o]) {
        if (from == to || std::ranges::binary_search(c_.sides[c_.side[o]], to)) continue;
        Owed& owed = owed_[{from, to}];
        if (goes_on(it.trigger.timing) || it.reversibility.mode > 0) owed.holds_more = true;
        if (!goes_on(it.trigger.timing)) steps_[{from, to}].push_back(o);
        if (!is_wanted_by(it, to) || goes_on(it.trigger.timing)) continue;
        if (owed.last == kNone || is_later(c_, o, owed.last)) owed.last = o;
      }
    }
  }

  const Context& c_;
  std::vector<bool> can_contest_;
  std::map<Pair, Owed> owed_;
  std::map<Pair, std::vector<std::size_t>> steps_;
};

struct Spent {
  std::size_t last = kNone;
  std::vector<std::size_t> after;
  std::vector<ActorId> who;
  std::vector<ActorId> whom;
};

void add_once(std::vector<ActorId>& to, ActorId actor) {
  if (std::ranges::find(to, actor) == to.end()) to.push_back(actor);
}

/// Pairs with the same last card and the same steps after it are one finding.
std::vector<Spent> all_spent(const Context& c) {
  const Ledger ledger(c);
  std::map<std::pair<std::size_t, std::vector<std::size_t>>, Spent> spent;
  for (const auto& [pair, owed] : ledger.owed()) {
    const auto after = ledger.still_owed(pair.first, pair.second, owed);
    if (after.empty()) continue;
    Spent& it = spent[{owed.last, after}];
    it.last = owed.last;
    it.after = after;
    add_once(it.who, pair.first);
    add_once(it.whom, pair.second);
  }
  std::vector<Spent> all;
  for (auto& [key, one] : spent) all.push_back(std::move(one));
  return all;
}

double points_after(const Context& c, const Spent& spent) {
  double points = 0;
  for (const std::size_t o : spent.after) points += worth_to(c.at(o), spent.who.front());
  return points;
}

std::string take_back(const Context& c, const Spent& spent) {
  return paste_lines(
      new_id(c, c.at(spent.last).id + "-recourse"),
      {{"title", yaml(fmt::format("Refer what is not done of {} to a decision, and take back what "
                                  "was given until then",
                                  ids(c, spent.after)))},
       {"kind", "dispute"},
       {"actors", actor_list(c, spent.who)},
       {"counterparts", actor_list(c, spent.whom)},
       {"trigger", "standing"},
       {"decided_by", yaml(c.third_party())}});
}

}  // namespace

Found leverage_exhausted(const Rule& rule, const Context& c) {
  Found found;
  for (const Spent& spent : all_spent(c)) {
    std::vector<std::size_t> members{spent.last};
    members.insert(members.end(), spent.after.begin(), spent.after.end());
    Finding made = finding(rule, c, members);
    made.words = short_title(c.at(spent.last));
    made.at = c.at(spent.last).title_at;
    const double points = points_after(c, spent);
    made.message = fmt::format(
        "{} is the last card of {} against {}; after it {} still {}{}, and {} has nothing left to "
        "give, to withhold or to take back",
        label(c, spent.last), names(c, spent.who), names(c, spent.whom),
        spent.after.size() == 1 ? label(c, spent.after.front()) : ids(c, spent.after),
        spent.after.size() == 1 ? "comes" : "come",
        points > 0 ? fmt::format(" ({:g} points to {})", points, c.of.actor(spent.who.front()).name)
                   : "",
        spent.who.size() == 1 ? "it" : "each of them");
    made.repair =
        "keep a part of the last card until the last step of the other side, or add a recourse";
    made.paste = take_back(c, spent);
    found.push_back(std::move(made));
  }
  return found;
}

}  // namespace tandem::lint
