#include "tests/report/played.h"

#include "tests/support/drafts.h"

namespace tandem::test {
namespace {

model::CaseDraft draft() {
  model::CaseDraft made = small_brief().draft;
  made.dynamics.months = 24;
  model::CrisisDraft crisis;
  crisis.id = "clash";
  crisis.title = "A clash at <sea>";
  crisis.hazard = 0.1;
  made.dynamics.crises = {crisis};
  model::IndicatorDraft launchers;
  launchers.id = "launchers";
  launchers.title = "Launchers";
  launchers.unit = "pieces & parts";
  launchers.start = 40.0;
  launchers.stock = model::StockDraft{};
  made.dynamics.indicators = {launchers};
  return made;
}

report::Brief brief_of_draft() {
  const report::Brief small = small_brief();
  return brief_of(draft(), small.roadmap);
}

Sketch of(std::initializer_list<double> values) {
  Sketch made;
  for (const double value : values) made.add(value);
  return made;
}

/// Of which the quantile `q` is q, for every q that is drawn.
Sketch evenly() {
  Sketch made;
  for (int k = 0; k <= 20; ++k) made.add(k / 20.0);
  return made;
}

stress::Mark mark(int month, std::size_t unbroken, std::size_t alive, double indicator) {
  stress::Mark made{.month = month, .security = evenly(), .goals = of({0.2})};
  for (std::size_t k = 0; k < 2; ++k) {
    made.unbroken.add((unbroken + 1 - k) / 2, 2);
    made.alive.add((alive + 1 - k) / 2, 2);
    made.running.add((alive + 1 - k) / 2, 2);
    made.completed.add(0, 2);
  }
  made.indicators = {of({indicator})};
  return made;
}

stress::Results played() {
  stress::Results made;
  made.months = 24;
  made.histories = 4;
  made.worlds = 2;
  made.marks = {mark(12, 2, 4, 40), mark(24, 1, 3, 80)};
  made.breakdowns.resize(26);
  made.breakdowns[6] = 2;
  made.breakdowns[18] = 1;
  made.breakdowns[25] = 1;
  made.collapses.resize(26);
  made.collapses[20] = 1;
  made.collapses[25] = 3;
  made.completions.resize(26);
  made.completions[25] = 4;
  made.chains[{std::nullopt, {.kind = stress::EventKind::crisis}}] = 3;
  made.chains[{std::nullopt, {.kind = stress::EventKind::defection, .thing = 2}}] = 1;
  made.phases = {0, 3, 1, 0, 0, 0};
  made.values = {of({-10, 0, 10, 20, 30}), of({5}), of({5})};
  made.running = of({20});
  made.suspended = of({2, 4});
  made.crises = of({1});
  made.all_breakdowns = 4;
  made.disputes = 8;
  made.settled = 4;
  return made;
}

}  // namespace

Played::Played() : brief(brief_of_draft()), results(played()) {}

}  // namespace tandem::test
