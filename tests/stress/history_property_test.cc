#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

#include "tandem/stress/stress.h"
#include "tests/support/drafts.h"
#include "tests/support/random_case.h"
#include "tests/support/random_dynamics.h"
#include "tests/support/reference_history.h"
#include "tests/support/soak.h"

/// The fast histories beside the plain ones, on random cases.
namespace tandem::stress {
namespace {

std::string bits(double value) { return fmt::format("{:a}", value); }

std::string all_of(const Outcome& o) {
  std::string text = fmt::format(
      "{} {} {} cause {} {} {} {} phase {} government {} running {} suspended {} breakdowns {} "
      "crises {} disputes {} settled {}",
      o.first_breakdown.value_or(-1), o.collapse.value_or(-1), o.completed.value_or(-1),
      o.cause.month, static_cast<int>(o.cause.kind), o.cause.party, o.cause.thing, o.phase,
      o.government ? o.government->month : -1, o.running, o.suspended, o.breakdowns, o.crises,
      o.disputes, o.settled);
  for (const auto* values : {&o.value, &o.security, &o.goals, &o.indicators})
    for (const double value : *values) text += " " + bits(value);
  for (const char runs : o.runs) text += runs ? 'r' : '-';
  return text;
}

TEST(HistoryProperty, TheFastOneIsThePlainOneToTheLastBit) {
  std::set<EventKind> seen;
  for (std::uint64_t seed = 0; seed < test::soaked(300); ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 0);
    model::CaseDraft draft = test::random_case_draft(rng, {.structure = seed % 2 == 0});
    test::add_random_dynamics(draft, rng);
    const model::Case of = test::must_case(draft);
    const auto roadmap =
        test::random_roadmap(rng, of, seed % 3 == 0 ? test::Grid::off : test::Grid::on);
    const World world(of, roadmap);
    Setting setting;
    if (seed % 5 == 0) setting.shocks = {{0, of.dynamics().months / 2}};
    if (seed % 7 == 0) setting.insincere.assign(of.parties().size(), true);
    if (seed % 4 == 0) setting.begins = 5;
    if (seed % 8 == 0) setting.until_then.assign(of.dynamics().administrations.size(), 1);
    if (seed % 6 == 0) setting.newly.assign(of.dynamics().administrations.size(), true);
    Histories fast(world, seed, setting);
    Outcome outcome;
    for (std::uint64_t number = 0; number < 12; ++number) {
      std::vector<Event> story;
      std::vector<Event> plain_story;
      fast.play(number, outcome, &story);
      const Outcome plain = test::reference_history(world, seed, number, setting, &plain_story);
      ASSERT_EQ(all_of(outcome), all_of(plain)) << number;
      ASSERT_TRUE(story == plain_story) << number;
      for (const Event& event : story) seen.insert(event.kind);
    }
  }
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(EventKind::completed) + 1);  // every kind
}

}  // namespace
}  // namespace tandem::stress
