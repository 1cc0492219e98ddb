#include "tandem/outlook/early_warning.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <utility>

#include "tandem/drafting/draft.h"
#include "tandem/outlook/internal/start_only.h"
#include "tandem/outlook/internal/warnings.h"
#include "tandem/stress/beliefs.h"
#include "tandem/stress/stress.h"
#include "tandem/value/game.h"

namespace tandem::outlook {
namespace {

using ledger::ObligationState;
using ledger::Reported;
using ledger::State;
using model::Agreement;
using model::Obligation;
using model::ObligationKind;

constexpr double kDaysOfYear = 365.25;
constexpr double kDaysOfMonth = kDaysOfYear / 12;
constexpr std::uint64_t kTrustWorlds = 200;

/// Whether it is something that is to be done, once.
bool counts(const ObligationState& one) {
  return one.removed_by == 0 && !one.void_by_default && one.why != model::Undated::standing;
}
double days_between(model::Day from, model::Day to) {
  return static_cast<double>((to - from).count());
}

/// Chance of `most` or fewer of `trials` independent events of chance `p`.
double at_most(std::size_t most, std::size_t trials, double p) {
  if (most >= trials) return 1;
  return 1 - at_least(most + 1, std::vector<double>(trials, p));
}

class Watch {
 public:
  Watch(const State& state, const Held* held, std::uint64_t seed)
      : state_(state), text_(*state.agreement), held_(held), seed_(seed) {}

  Result<EarlyWarning> run() {
    see_plan();
    see_rates();
    see_owed();
    see_risks();
    if (held_ != nullptr) {
      see_leverage();
      if (auto seen = see_trust(); !seen) return tl::unexpected(std::move(seen.error()));
    }
    made_.warnings = internal::warnings_in(state_, held_, made_);
    return std::move(made_);
  }

 private:
  // ---- its own plan

  struct Due {
    const ObligationState* state;
    std::optional<MeasureId> measure;
    std::vector<std::string> by;
  };

  [[nodiscard]] std::optional<MeasureId> measure_of(const Obligation& one) const {
    if (held_ == nullptr) return std::nullopt;
    return held_->of.find_measure(drafting::linked_measure(one));
  }
  [[nodiscard]] std::vector<std::string> who(const std::vector<model::ActorId>& actors) const {
    std::vector<std::string> all;
    for (const model::ActorId id : text_.members(actors)) all.push_back(text_.actor(id).id);
    return all;
  }

  /// All that the text asks for is reported, and not found otherwise.
  [[nodiscard]] bool is_done(const ObligationState& one) const {
    if (one.verification == ledger::Verification::not_met) return false;
    const auto id = text_.find_obligation(one.id);
    const bool begun = id && one.reported == Reported::started &&
                       internal::start_only(state_.dates.of[id->index()]);
    return one.reported == Reported::done || begun;
  }

  [[nodiscard]] std::vector<Due> due_by_now() const {
    const model::Day today{state_.view.on};
    std::vector<Due> all;
    for (const ObligationState& one : state_.obligations) {
      const auto id = text_.find_obligation(one.id);
      if (!id || !counts(one) || !one.due || *one.due > today) continue;
      const Obligation& written = text_.obligation(*id);
      if (written.kind == ObligationKind::happening) continue;
      all.push_back({&one, measure_of(written), who(written.actors)});
    }
    return all;
  }

  void see_plan() {
    const std::vector<Due> due = due_by_now();
    made_.plan.push_back(plan_of("", due));
    for (const model::Actor& actor : text_.actors()) {
      std::vector<Due> own;
      std::ranges::copy_if(due, std::back_inserter(own), [&](const Due& one) {
        return std::ranges::find(one.by, actor.id) != one.by.end();
      });
      if (!own.empty()) made_.plan.push_back(plan_of(actor.id, own));
    }
  }
  [[nodiscard]] OwnPlan plan_of(std::string party, const std::vector<Due>& due) const {
    OwnPlan plan{.party = std::move(party), .due = due.size()};
    double days = 0;
    for (const Due& one : due) {
      const bool done = is_done(*one.state);
      const int late = std::max(0, days_late(*one.state));
      if (!done) plan.still_open.push_back(one.state->id);
      ++(done ? late > 0 ? plan.late : plan.on_time : plan.open);
      days += late;
      if (one.measure) ++plan.linked;
      if (!one.measure || done) continue;
      plan.linked_open.push_back(one.state->id);
      plan.owes_alone = plan.owes_alone || one.by.size() == 1;
    }
    if (plan.late + plan.open > 0)
      plan.mean_days_late = days / static_cast<double>(plan.late + plan.open);
    if (plan.linked > 0) plan.as_expected = chance_of(due, plan.linked_open.size());
    return plan;
  }
  /// Done, or not done until now, after the day that it is due.
  [[nodiscard]] int days_late(const ObligationState& one) const {
    Date last = state_.view.on;
    if (is_done(one)) last = one.done ? *one.done : one.started.value_or(last);
    return static_cast<int>((model::Day(last) - *one.due).count());
  }

  /// A measure's work slips by one more month with the same chance each time, as in a history; so
  /// one that is due since k months is open with that chance to the power of k and one.
  [[nodiscard]] Likely chance_of(const std::vector<Due>& due, std::size_t open) const {
    const auto chance = [&](double model::Quantity::*end) {
      std::vector<double> each;
      for (const Due& one : due) {
        if (!one.measure) continue;
        const model::Quantity& late = held_->of.dynamics().lateness[one.measure->index()];
        const double since =
            days_between(*one.state->due, model::Day(state_.view.on)) / kDaysOfMonth;
        each.push_back(std::pow(late.*end, std::floor(since) + 1));
      }
      return at_least(open, each);
    };
    return {chance(&model::Quantity::low), chance(&model::Quantity::mode),
            chance(&model::Quantity::high)};
  }

  // ---- others

  /// By what it is, else by the track of its measure.
  [[nodiscard]] RateKind rate_of(const Obligation& one) const {
    if (one.kind == ObligationKind::verification || one.kind == ObligationKind::institution)
      return RateKind::verification;
    const auto measure = measure_of(one);
    return measure ? rate_of_track(held_->of.track(held_->of.measure(*measure).track).id)
                   : RateKind::all;
  }

  void see_rates() {
    std::optional<Date> signed_on;
    for (const ledger::VersionState& version : state_.versions)
      if (version.since && (!signed_on || *version.since < *signed_on)) signed_on = version.since;
    if (!signed_on) return;
    const double years = std::max(
        0.0, days_between(model::Day(*signed_on), model::Day(state_.view.on)) / kDaysOfYear);
    std::map<RateKind, AgainstRate> kinds;
    for (const ObligationState& one : state_.obligations) {
      const auto id = text_.find_obligation(one.id);
      if (!id || !counts(one)) continue;
      const Obligation& written = text_.obligation(*id);
      if (written.kind == ObligationKind::happening || written.kind == ObligationKind::rule)
        continue;
      count(kinds[rate_of(written)], one);
    }
    for (auto& [kind, one] : kinds) {
      one.kind = kind;
      one.expected = rate_at(base_rate(kind), years);
      const auto few = [&](double p) { return at_most(one.reported, one.obligations, p); };
      one.so_few = {few(one.expected.range.high), few(one.expected.share),
                    few(one.expected.range.low)};
      made_.rates.push_back(one);
    }
  }
  void count(AgainstRate& into, const ObligationState& one) const {
    ++into.obligations;
    if (!is_done(one)) return;
    ++into.reported;
    if (one.verification == ledger::Verification::verified) ++into.verified;
  }

  // ---- who owes whom

  void see_owed() {
    std::map<std::pair<std::string, std::string>, Owed> pairs;
    for (const ObligationState& one : state_.obligations) {
      const auto id = text_.find_obligation(one.id);
      if (!id || !counts(one) || is_done(one)) continue;
      const Obligation& written = text_.obligation(*id);
      if (written.kind == ObligationKind::happening) continue;
      const auto to = who(written.counterparts);
      for (const std::string& by : who(written.actors))
        for (const std::string& other : to) {
          if (by == other || std::ranges::find(to, by) != to.end()) continue;
          Owed& owed = pairs[{by, other}];
          ++owed.open;
          if (one.reported == Reported::late) ++owed.late;
        }
    }
    for (auto& [names, owed] : pairs) {
      std::tie(owed.by, owed.to) = names;
      made_.owed.push_back(owed);
    }
  }

  void see_risks() {
    const model::Day today{state_.view.on};
    for (std::size_t o = 0; o < text_.obligations().size(); ++o) {
      const model::Dates& dates = state_.dates.of[o];
      const ObligationState& state = state_.obligations[o];  // in the order of the text
      if (is_done(state) || !dates.due || !dates.expected) continue;
      if (*dates.due <= today || *dates.expected <= *dates.due) continue;
      made_.at_risk.push_back({state.id, Date(*dates.due), Date(*dates.expected),
                               static_cast<int>((*dates.expected - *dates.due).count()),
                               dates.driver ? text_.target_text(*dates.driver) : ""});
    }
    std::ranges::stable_sort(made_.at_risk, {}, &AtRisk::due);
  }

  // ---- by the case

  void see_leverage() {
    const model::Case& of = held_->of;
    const value::Economics worth(of);
    // What is open can be held back also when the months of the plan are over.
    model::Roadmap roadmap = held_->standing.carried;
    for (const model::Increment& one : open_steps(held_->standing))
      roadmap.increments.push_back(one);
    const int month = held_->standing.month;
    for (std::size_t i = 0; i < of.parties().size(); ++i)
      for (std::size_t j = 0; j < of.parties().size(); ++j) {
        const PartyId holds(i);
        const PartyId over(j);
        if (i == j || of.party(holds).role != model::Role::principal ||
            of.party(over).role != model::Role::principal)
          continue;
        const double at_first =
            value::leverage(of, worth, held_->standing.agreed, holds, over, 0) / value::kScale;
        const double to_begin = value::leverage(of, worth, roadmap, holds, over, month);
        made_.leverage.push_back({holds, over, at_first,
                                  (to_begin + under_way(worth, holds, over)) / value::kScale,
                                  left_of(roadmap, worth, holds, over, month)});
      }
  }
  /// Benefit to `over` of what `holds` takes part in and has begun, month-0 points.
  [[nodiscard]] double under_way(const value::Economics& worth, PartyId holds, PartyId over) const {
    double sum = 0;
    for (const Carried& one : held_->standing.steps)
      if (held_back(one.measure, worth, holds, over) && !one.in_force)
        sum += one.share * worth.carried_out(over, one.measure, one.start, 0);
    return sum;
  }
  [[nodiscard]] bool held_back(MeasureId m, const value::Economics& worth, PartyId holds,
                               PartyId over) const {
    return held_->of.measure(m).has_actor(holds) && worth.stream(m, over).benefit;
  }
  [[nodiscard]] std::vector<MeasureId> left_of(const model::Roadmap& roadmap,
                                               const value::Economics& worth, PartyId holds,
                                               PartyId over, int month) const {
    std::vector<MeasureId> left;
    const auto add = [&](MeasureId m) {
      if (held_back(m, worth, holds, over) && std::ranges::find(left, m) == left.end())
        left.push_back(m);
    };
    for (const Carried& one : held_->standing.steps)
      if (!one.in_force) add(one.measure);
    for (const model::Increment& one : roadmap.increments)
      if (one.start_month >= month) add(one.measure);
    return left;
  }

  Result<void> see_trust() {
    const model::Case& of = held_->of;
    if (of.dynamics().beliefs.empty()) return {};
    const model::Roadmap roadmap = as_agreed(of, held_->standing);
    const stress::Worlds worlds(held_->draft, of, true, seed_);
    const std::size_t parties = of.parties().size();
    std::vector<std::vector<double>> drawn(parties * parties);
    for (std::uint64_t number = 0; number < kTrustWorlds; ++number) {
      auto one = worlds.drawn(number);
      if (!one) return tl::unexpected(std::move(one.error()));
      const auto beliefs =
          stress::beliefs_after(stress::World(*one, roadmap), held_->standing.past);
      for (std::size_t i = 0; i < parties; ++i)
        for (std::size_t j = 0; j < parties; ++j) drawn[i * parties + j].push_back(beliefs[i][j]);
    }
    for (std::size_t i = 0; i < parties; ++i)
      for (std::size_t j = 0; j < parties; ++j) {
        const bool both = of.parties()[i].role == model::Role::principal &&
                          of.parties()[j].role == model::Role::principal;
        if (i == j || !both) continue;
        auto& all = drawn[i * parties + j];
        std::ranges::sort(all);
        const auto at = [&](double part) {
          return all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))];
        };
        made_.trust.push_back(
            {PartyId(i), PartyId(j), of.dynamics().beliefs[i].mode, {at(.05), at(.5), at(.95)}});
      }
    return {};
  }

  const State& state_;
  const Agreement& text_;
  const Held* held_;
  std::uint64_t seed_;
  EarlyWarning made_;
};

}  // namespace

std::string likely_words(const Likely& one, std::string_view under, std::string_view over) {
  constexpr double kLeast = .001;
  const auto word = [&](double p) {
    if (p < kLeast) return fmt::format("{}.001", under);
    if (p > 1 - kLeast) return fmt::format("{}.999", over);
    // Three digits after the point, and no zeros at the end.
    return fmt::format("{}", std::round(1000 * p) / 1000);
  };
  return fmt::format("{} ({} to {})", word(one.middle), word(one.low), word(one.high));
}

double at_least(std::size_t least, const std::vector<double>& chances) {
  // Of so many come to pass, so far; the last counts all that are as many or more.
  std::vector<double> come(least + 1, 0);
  come[0] = 1;
  for (const double p : chances) {
    come[least] += least > 0 ? p * come[least - 1] : 0;
    for (std::size_t k = least; k-- > 0;)
      come[k] = (1 - p) * come[k] + (k > 0 ? p * come[k - 1] : 0);
  }
  return least == 0 ? 1 : come[least];
}

Result<EarlyWarning> early_warning(const State& state, const Held* held, std::uint64_t seed) {
  return Watch(state, held, seed).run();
}

}  // namespace tandem::outlook
