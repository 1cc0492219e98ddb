#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "tandem/base/random.h"
#include "tandem/stress/history.h"
#include "tandem/stress/world.h"
#include "tests/support/drafts.h"
#include "tests/support/random_case.h"
#include "tests/support/random_dynamics.h"
#include "tests/support/reference_history.h"
#include "tests/support/soak.h"

/// Histories that begin with a record.
namespace tandem::stress {
namespace {

/// From `low` to `high`, both included.
int among(Rng& rng, int low, int high) {
  return low + static_cast<int>(
                   rng.below(static_cast<std::size_t>(high) - static_cast<std::size_t>(low) + 1));
}

/// Something of everything that a record can say, at random.
Past random_past(Rng& rng, const World& world) {
  const auto& of = world.of;
  Past past;
  past.months = among(rng, 1, of.dynamics().months - 1);
  for (const Step& step : world.steps) {
    if (step.start >= past.months) break;
    const int done = step.start + among(rng, 0, step.months + 3);
    past.in_force.push_back(done <= past.months ? std::optional(done) : std::nullopt);
  }
  const auto add = [&](Past::Kind kind, std::size_t party, std::size_t thing, int month) {
    past.changes.push_back({month, kind, party, thing});
  };
  for (int k = among(rng, 0, 4); k > 0; --k) {
    const std::size_t m = rng.below(of.measures().size());
    const int month = among(rng, 0, past.months + 6);
    add(Past::Kind::withdrawn, 0, m, month);
    if (among(rng, 0, 1) == 0) add(Past::Kind::restored, 0, m, month + among(rng, 1, 9));
  }
  if (among(rng, 0, 1) == 0) {
    const int month = among(rng, 0, past.months);
    add(Past::Kind::suspended, 0, 0, month);
    if (month < past.months) add(Past::Kind::resumed, 0, 0, among(rng, month + 1, past.months));
  }
  if (among(rng, 0, 9) == 0) add(Past::Kind::collapsed, 0, 0, past.months);
  for (const auto& administration : of.dynamics().administrations)
    add(Past::Kind::government, administration.party.index(),
        rng.below(administration.governments.size()), among(rng, 0, past.months));
  std::ranges::stable_sort(past.changes, {}, &Past::Change::month);
  if (among(rng, 0, 1) == 0)
    for (std::size_t p = 0; p < of.parties().size(); ++p) past.broken.push_back(among(rng, 0, 2));
  return past;
}

TEST(Past, TheFastHistoryIsThePlainOneAfterAnyRecord) {
  std::size_t suspended = 0;
  for (std::uint64_t seed = 0; seed < test::soaked(200); ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 0);
    model::CaseDraft draft = test::random_case_draft(rng, {.structure = seed % 2 == 0});
    test::add_random_dynamics(draft, rng);
    const model::Case of = test::must_case(draft);
    const World world(
        of, test::random_roadmap(rng, of, seed % 3 == 0 ? test::Grid::off : test::Grid::on));
    const Setting setting{.past = random_past(rng, world)};
    Histories fast(world, seed, setting);
    for (std::uint64_t number = 0; number < 8; ++number) {
      Outcome outcome;
      std::vector<Event> story;
      std::vector<Event> plain_story;
      fast.play(number, outcome, &story);
      const Outcome plain = test::reference_history(world, seed, number, setting, &plain_story);
      ASSERT_TRUE(story == plain_story) << number;
      ASSERT_EQ(outcome.value, plain.value) << number;
      ASSERT_EQ(outcome.security, plain.security) << number;
      ASSERT_EQ(outcome.indicators, plain.indicators) << number;
      ASSERT_EQ(outcome.runs, plain.runs) << number;
      ASSERT_EQ(outcome.running, plain.running) << number;
      ASSERT_EQ(outcome.first_breakdown, plain.first_breakdown) << number;
      ASSERT_EQ(outcome.collapse, plain.collapse) << number;
      suspended += static_cast<std::size_t>(outcome.suspended > 0);
    }
  }
  EXPECT_GT(suspended, 100U);
}

/// What happened in a history until `months`, written down.
Past record_of(const std::vector<Event>& story, int months) {
  Past past;
  past.months = months;
  for (const Event& event : story) {
    if (event.kind == EventKind::started && event.month < months)
      past.in_force.resize(std::max(past.in_force.size(), event.thing + 1));
    else if (event.kind == EventKind::in_force && event.month <= months &&
             event.thing < past.in_force.size())
      past.in_force[event.thing] = event.month;
  }
  return past;
}

/// Where nothing is left to chance all goes as agreed; then the record of its first months changes
/// nothing of a history.
TEST(Past, TheRecordOfAnUndisturbedHistoryIsThatHistory) {
  int compared = 0;
  for (std::uint64_t seed = 0; seed < test::soaked(400); ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 1);
    model::CaseDraft draft = test::random_case_draft(rng);
    test::make_certain(draft);
    const model::Case of = test::must_case(draft);
    const auto roadmap = test::random_roadmap(rng, of, test::Grid::on);
    if (roadmap.increments.empty()) continue;
    const World world(of, roadmap);
    Outcome whole;
    std::vector<Event> story;
    Histories(world, seed).play(0, whole, &story);
    const auto begun = std::ranges::count_if(story, [&](const Event& event) {
      return event.kind == EventKind::started && event.month == world.steps[event.thing].start;
    });
    // A roadmap may ask for what its case does not allow; then its clock waits.
    if (whole.first_breakdown || begun != std::ssize(world.steps)) continue;
    for (const int months : {1, 5, 12, 30}) {
      if (months >= of.dynamics().months) continue;
      Outcome again;
      Histories(world, seed, {.past = record_of(story, months)}).play(0, again);
      ASSERT_FALSE(again.first_breakdown) << months;
      for (std::size_t p = 0; p < whole.value.size(); ++p)
        EXPECT_NEAR(again.value[p], whole.value[p], 1e-9) << months;
      EXPECT_EQ(again.goals, whole.goals) << months;
      EXPECT_EQ(again.security, whole.security) << months;
      EXPECT_EQ(again.running, whole.running - months);
      ++compared;
    }
  }
  EXPECT_GT(compared, 20);
}

}  // namespace
}  // namespace tandem::stress
