#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "tandem/lint/internal/families.h"
#include "tandem/lint/internal/paste.h"

/// Relief that one signature takes back, paid for with what takes years to rebuild.
namespace tandem::lint {
namespace {

using model::Obligation;
using model::ObligationKind;

/// How hard it is to undo: one signature, a waiver that must be renewed, a procedure, a vote of a
/// council that no single state controls, a parliament, another treaty. An act on the ground stands
/// above what a government can undo alone.
constexpr double kActOnTheGround = 2.5;
constexpr double kVerifiedAct = 2.4;   // a paper, too, may be verified
constexpr double kEasilyUndone = 0.5;  // reversibility, share taken back on breakdown

double rank_of_form(std::string_view form) {
  if (form == "executive") return 1;
  if (form == "waiver") return 2;
  if (form == "regulation") return 3;
  if (form == "resolution") return 3.5;
  if (form == "law") return 4;
  if (form == "treaty") return 5;
  return 0;
}

double rank_of(const Context& c, std::size_t o) {
  const Obligation& it = c.at(o);
  if (!it.legal_form.empty()) return rank_of_form(it.legal_form);
  const bool verified = it.verification && !says_none(it.verification->means);
  if (it.kind != ObligationKind::action || it.reversibility.mode >= kEasilyUndone) return 0;
  if (c.says(o, Topic::physical)) return kActOnTheGround;
  return verified ? kVerifiedAct : 0;
}

/// Of some obligations, for each side the one that is hardest to undo.
class Hardest {
 public:
  explicit Hardest(const Context& c) : c_(c), behind_(c.size()) {}

  void add(std::map<std::size_t, std::size_t>& best, std::size_t o) const {
    const bool effort = c_.at(o).trigger.effort || c_.says(o, Topic::effort);
    if (!c_.is_step(o) || effort || rank_of(c_, o) <= 0) return;
    const auto [entry, fresh] = best.try_emplace(c_.side[o], o);
    if (!fresh && rank_of(c_, o) > rank_of(c_, entry->second)) entry->second = o;
  }

  const std::map<std::size_t, std::size_t>& of_group(std::size_t group) {
    const auto [entry, fresh] = groups_.try_emplace(group);
    if (fresh)
      for (const std::size_t o : c_.groups[group].members) add(entry->second, o);
    return entry->second;
  }

  /// What the trigger of `o` waits for, milestones seen through.
  const std::map<std::size_t, std::size_t>& behind(std::size_t o, int depth = 0) {
    constexpr int kDeepest = 200;  // milestones upon milestones
    Behind& it = behind_[o];
    if (it.known || depth > kDeepest) return it.best;
    it.known = true;  // a circle ends here
    for (const std::size_t other : c_.refs[o]) {
      add(it.best, other);
      if (c_.at(other).kind != ObligationKind::milestone) continue;
      for (const auto& [side, best] : behind(other, depth + 1)) add(it.best, best);
    }
    return it.best;
  }

 private:
  struct Behind {
    bool known = false;
    std::map<std::size_t, std::size_t> best;
  };
  const Context& c_;
  std::vector<Behind> behind_;
  std::map<std::size_t, std::map<std::size_t, std::size_t>> groups_;
};

bool is_relief(const Context& c, std::size_t o) {
  const Obligation& it = c.at(o);
  return c.is_step(o) && !it.legal_form.empty() && it.kind != ObligationKind::verification;
}

/// Whether who does `other` is owed relief `o`: other givers of relief pay for nothing.
bool gets_relief(const Context& c, std::size_t o, std::size_t other) {
  const auto& owed_to = c.owed_to[o];
  return owed_to.empty() || std::ranges::any_of(c.sides[c.side[other]], [&](model::ActorId a) {
           return std::ranges::binary_search(owed_to, a);
         });
}

/// What relief `o` pays for that is hardest to undo, if that is harder than the relief.
std::size_t paid_with_more(const Context& c, Hardest& hardest, std::size_t o) {
  std::size_t most = kNone;
  const auto look = [&](std::size_t other) {
    if (!c.opposed(o, other) || rank_of(c, other) <= rank_of(c, o)) return;
    if (!gets_relief(c, o, other)) return;
    if (most == kNone || rank_of(c, other) > rank_of(c, most)) most = other;
  };
  for (const std::size_t other : c.paired[o])
    if (c.is_step(other)) look(other);
  if (c.paired[o].empty() && c.group[o] != kNone)  // what is written pair by pair says more
    for (const auto& [side, other] : hardest.of_group(c.group[o])) look(other);
  for (const auto& [side, other] : hardest.behind(o)) look(other);
  return most;
}

std::string worth_words(const Context& c, std::size_t o) {
  const std::string& form = c.at(o).legal_form;
  return form.empty() ? "an act on the ground that is slow to undo" : fmt::format("a {}", form);
}

std::string_view form_for(double rank) {
  // also for an act on the ground: what outlives a government
  return rank <= rank_of_form("law") ? "law" : "treaty";
}

Finding too_weak(const Rule& rule, const Context& c, const std::vector<std::size_t>& reliefs,
                 const std::vector<std::size_t>& paid) {
  const std::size_t first = reliefs.front();
  Finding made = finding(rule, c, reliefs);
  const bool alone = rank_of(c, first) < kActOnTheGround;
  made.words = short_title(c.at(first));
  made.at = c.at(first).title_at;
  made.message =
      fmt::format("{} by {} {}, but {} for {} by {}, {}: {}",
                  reliefs.size() == 1 ? label(c, first) : ids(c, reliefs), actors(c, first),
                  reliefs.size() == 1 ? fmt::format("has the form '{}'", c.at(first).legal_form)
                                      : "have a form that is easily undone",
                  reliefs.size() == 1 ? "pays" : "pay", c.at(paid[first]).id,
                  actors(c, paid[first]), worth_words(c, paid[first]),
                  alone ? "what one government grants alone, the next can stop"
                        : "it may not last as long as what it pays for");
  made.repair = "give it the form of what it pays for, or a penalty for taking it back";
  for (const std::size_t o : reliefs)
    made.paste +=
        paste_lines(c.at(o).id, {{"legal_form", std::string(form_for(rank_of(c, paid[o])))}});
  return made;
}

}  // namespace

Found weak_legal_form(const Rule& rule, const Context& c) {
  Hardest hardest(c);
  std::vector<std::size_t> paid(c.size(), kNone);
  std::vector<std::size_t> all;
  std::vector<std::string> keys;
  for (std::size_t o = 0; o < c.size(); ++o) {
    if (!is_relief(c, o)) continue;
    paid[o] = paid_with_more(c, hardest, o);
    if (paid[o] == kNone) continue;
    all.push_back(o);
    keys.push_back(fmt::format("{}", c.side[o]));
  }
  Found found;
  for (const auto& set : in_sets(rule, c, all, keys)) found.push_back(too_weak(rule, c, set, paid));
  return found;
}

}  // namespace tandem::lint
