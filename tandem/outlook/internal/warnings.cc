#include "tandem/outlook/internal/warnings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "tandem/base/text.h"

namespace tandem::outlook::internal {
namespace {

/// Below which chance a count is called less than was to be expected: one in ten, at the middle.
constexpr double kUnlikely = 0.1;
/// By how much trust must have fallen to be named.
constexpr double kFall = 0.05;
constexpr double kNothing = 1e-9;

std::string share(double one) { return fmt::format("{:.0f} %", std::round(100 * one)); }

std::vector<std::uint64_t> entries_of(const ledger::State& state,
                                      const std::vector<std::string>& obligations) {
  std::vector<std::uint64_t> all;
  for (const std::string& id : obligations)
    if (const auto* one = state.find(id); one != nullptr && !one->entries.empty())
      all.push_back(one->entries.back());
  std::ranges::sort(all);
  const auto same = std::ranges::unique(all);
  all.erase(same.begin(), same.end());
  return all;
}

void of_plan(const ledger::State& state, const EarlyWarning& found, std::vector<Warning>& into) {
  for (const OwnPlan& plan : found.plan) {
    if (!plan.as_expected || plan.linked_open.empty() || plan.as_expected->middle >= kUnlikely)
      continue;
    if (!plan.party.empty() && !plan.owes_alone) continue;  // it is said of all together
    into.push_back(
        {Warning::Kind::behind_plan,
         fmt::format("{}{} of {} linked obligations whose day has come {} open; were each as late "
                     "as the case expects, so many would be with chance {}",
                     plan.party.empty() ? "" : plan.party + ": ", plan.linked_open.size(),
                     plan.linked, plan.linked_open.size() == 1 ? "is" : "are",
                     likely_words(*plan.as_expected)),
         entries_of(state, plan.linked_open), plan.linked_open});
  }
}

/// What is late and has no measure, so that there is no saying how late it was to be expected.
void of_unlinked(const ledger::State& state, const Held* held, const EarlyWarning& found,
                 std::vector<Warning>& into) {
  constexpr std::size_t kMostNamed = 5;
  const OwnPlan& all = found.plan.front();
  std::vector<std::string> late;
  std::vector<std::string> named;
  for (const std::string& id : all.still_open) {
    const ledger::ObligationState* const one = state.find(id);
    if (one->reported != ledger::Reported::late || !one->days_late) continue;
    if (std::ranges::find(all.linked_open, id) != all.linked_open.end()) continue;
    late.push_back(id);
    if (late.size() <= kMostNamed)
      named.push_back(
          fmt::format("{} by {} day{}", id, *one->days_late, *one->days_late == 1 ? "" : "s"));
  }
  if (late.empty()) return;
  if (late.size() > kMostNamed) named.push_back(fmt::format("{} more", late.size() - kMostNamed));
  const bool one = late.size() == 1;
  into.push_back({Warning::Kind::behind_plan,
                  fmt::format("{} obligation{}{} {} late: {}", late.size(), one ? "" : "s",
                              held == nullptr ? "" : " that no measure stands for",
                              one ? "is" : "are", join_words(named)),
                  entries_of(state, late), late});
}

void of_rates(const EarlyWarning& found, std::vector<Warning>& into) {
  for (const AgainstRate& one : found.rates) {
    if (one.so_few.middle >= kUnlikely) continue;
    into.push_back(
        {Warning::Kind::behind_others,
         fmt::format("{} of {} obligations are done; of {} as old, {} ({} to {}) were: so few or "
                     "fewer with chance {}, were they independent",
                     one.reported, one.obligations, base_rate(one.kind).words,
                     share(one.expected.share), share(one.expected.range.low),
                     share(one.expected.range.high), likely_words(one.so_few)),
         {},
         {}});
  }
}

void of_risks(const EarlyWarning& found, std::vector<Warning>& into) {
  for (const AtRisk& one : found.at_risk)
    into.push_back({Warning::Kind::at_risk,
                    fmt::format("{} is due on {} and expected on {}, {} day{} later{}", one.of,
                                format_date(one.due), format_date(one.expected), one.days,
                                one.days == 1 ? "" : "s",
                                one.waits_for.empty() ? "" : ": it waits for " + one.waits_for),
                    {},
                    {one.of}});
}

std::string what_of(Breach::Kind kind, const std::string& name, const std::string& of) {
  if (kind == Breach::Kind::not_met)
    return fmt::format("{} of {} was found not to be met", of, name);
  return fmt::format("{} {} {}", name,
                     kind == Breach::Kind::suspended ? "suspended" : "withdrew from", of);
}

void of_breaches(const Held& held, std::vector<Warning>& into) {
  for (const Breach& one : held.standing.breaches) {
    const std::string& name = held.of.party(one.party).name;
    const std::string of = one.of.empty() ? "the agreement" : one.of;
    const std::string what = what_of(one.kind, name, of);
    Warning made{Warning::Kind::breach,
                 fmt::format("{}, on {}; it counts against its word", what, format_date(one.on)),
                 {one.seq},
                 {}};
    if (!one.of.empty()) made.of.push_back(one.of);
    into.push_back(std::move(made));
  }
}

void of_trust(const Held& held, const EarlyWarning& found, std::vector<Warning>& into) {
  for (const TrustIn& one : found.trust) {
    if (one.now.middle > one.before - kFall) continue;
    into.push_back(
        {Warning::Kind::trust,
         fmt::format("what {} expects of {} has fallen from {} to {} ({} to {})",
                     held.of.party(one.of).name, held.of.party(one.in).name, share(one.before),
                     share(one.now.middle), share(one.now.low), share(one.now.high)),
         {},
         {}});
  }
}

/// A side that has nothing left to give while the other still owes it something.
void of_leverage(const Held& held, const EarlyWarning& found, std::vector<Warning>& into) {
  for (const Leverage& one : found.leverage) {
    if (one.now > kNothing || one.at_first <= kNothing) continue;
    const auto back = std::ranges::find_if(found.leverage, [&](const Leverage& other) {
      return other.holds == one.over && other.over == one.holds;
    });
    if (back == found.leverage.end() || back->now <= kNothing) continue;
    into.push_back(
        {Warning::Kind::leverage,
         fmt::format("{} has nothing left to hold back from {}, which still owes it {} "
                     "of its scale",
                     held.of.party(one.holds).name, held.of.party(one.over).name, share(back->now)),
         {},
         {}});
  }
}

}  // namespace

std::vector<Warning> warnings_in(const ledger::State& state, const Held* held,
                                 const EarlyWarning& found) {
  std::vector<Warning> all;
  if (held != nullptr) of_breaches(*held, all);
  of_plan(state, found, all);
  of_unlinked(state, held, found, all);
  of_rates(found, all);
  if (held != nullptr) of_trust(*held, found, all);
  if (held != nullptr) of_leverage(*held, found, all);
  of_risks(found, all);
  return all;
}

}  // namespace tandem::outlook::internal
