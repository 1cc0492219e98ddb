#include "tandem/stress/internal/tally.h"

#include <algorithm>
#include <utility>

namespace tandem::stress::internal {
namespace {

using model::Case;

constexpr int kSoonAfter = 12;  // months in which a change of government counts as part of a chain

}  // namespace

Results empty_results(const Case& of) {
  Results made;
  made.months = of.dynamics().months;
  for (const int month : marks(of)) {
    Mark mark;
    mark.month = month;
    mark.indicators.resize(of.dynamics().indicators.size());
    made.marks.push_back(std::move(mark));
  }
  const auto months = static_cast<std::size_t>(made.months) + 2;
  for (auto* counts : {&made.breakdowns, &made.collapses, &made.completions})
    counts->assign(months, 0);
  made.phases.assign(static_cast<std::size_t>(of.time().phases) + 2, 0);
  made.values.resize(of.parties().size());
  return made;
}

namespace {

Chain chain_of(const Outcome& outcome) {
  Chain chain;
  chain.cause = outcome.cause;
  chain.cause.month = 0;
  if (outcome.government && outcome.cause.month - outcome.government->month < kSoonAfter) {
    chain.government = outcome.government;
    chain.government->month = 0;
  }
  return chain;
}

}  // namespace

void WorldTally::take(const Outcome& outcome) {
  Results& into = into_;
  std::vector<Hits>& hits = hits_;
  ++histories_;
  const auto never = static_cast<int>(into.breakdowns.size()) - 1;
  const auto count = [&](std::vector<std::uint64_t>& by_month, const std::optional<int>& month) {
    ++by_month[static_cast<std::size_t>(std::min(month.value_or(never), never))];
  };
  count(into.breakdowns, outcome.first_breakdown);
  count(into.collapses, outcome.collapse);
  count(into.completions, outcome.completed);
  for (std::size_t k = 0; k < into.marks.size(); ++k) {
    Mark& mark = into.marks[k];
    const auto not_yet = [&](const std::optional<int>& month) {
      return !month || *month > mark.month;
    };
    hits[k].unbroken += not_yet(outcome.first_breakdown) ? 1 : 0;
    hits[k].alive += not_yet(outcome.collapse) ? 1 : 0;
    hits[k].running += outcome.runs[k] ? 1 : 0;
    hits[k].completed += not_yet(outcome.completed) ? 0 : 1;
    mark.security.add(outcome.security[k]);
    mark.goals.add(outcome.goals[k]);
    const std::size_t indicators = mark.indicators.size();
    for (std::size_t i = 0; i < indicators; ++i)
      mark.indicators[i].add(outcome.indicators[k * indicators + i]);
  }
  if (outcome.first_breakdown) {
    ++into.chains[chain_of(outcome)];
    ++into.phases[static_cast<std::size_t>(outcome.phase)];
  }
  for (std::size_t p = 0; p < into.values.size(); ++p) into.values[p].add(outcome.value[p]);
  into.running.add(outcome.running);
  into.suspended.add(outcome.suspended);
  into.crises.add(outcome.crises);
  into.all_breakdowns += static_cast<std::uint64_t>(outcome.breakdowns);
  into.disputes += static_cast<std::uint64_t>(outcome.disputes);
  into.settled += static_cast<std::uint64_t>(outcome.settled);
}

void WorldTally::close() {
  into_.histories += histories_;
  ++into_.worlds;
  for (std::size_t k = 0; k < hits_.size(); ++k) {
    Mark& mark = into_.marks[k];
    mark.unbroken.add(hits_[k].unbroken, histories_);
    mark.alive.add(hits_[k].alive, histories_);
    mark.running.add(hits_[k].running, histories_);
    mark.completed.add(hits_[k].completed, histories_);
  }
}

}  // namespace tandem::stress::internal
