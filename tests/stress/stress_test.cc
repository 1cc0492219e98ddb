#include "tandem/stress/stress.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "tandem/model/numbers.h"
#include "tandem/stress/openings.h"
#include "tandem/stress/saved.h"
#include "tandem/stress/sensitivity.h"
#include "tests/support/drafts.h"
#include "tests/support/random_case.h"
#include "tests/support/random_dynamics.h"
#include "tests/support/soak.h"

namespace tandem::stress {
namespace {

using model::CaseDraft;
using model::Number;

TEST(BestResponse, APartyBreaksOffJustWhereItsMarginIsNegative) {
  int broken = 0;
  for (std::uint64_t seed = 0; seed < test::soaked(400); ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 1);
    CaseDraft draft = test::random_case_draft(rng);
    test::make_certain(draft);
    const model::Case of = test::must_case(draft);
    const auto roadmap = test::random_roadmap(rng, of, test::Grid::on);
    if (roadmap.increments.empty()) continue;
    const value::Economics worth(of);
    const auto game = value::game_values(of, worth, roadmap, of.time().deviation);
    std::optional<std::pair<int, std::size_t>> first;
    for (std::size_t k = 0; k < game.months.size() && !first; ++k)
      for (std::size_t p = 0; p < of.parties().size() && !first; ++p)
        if (game.margin[p][k] < -1e-5 && game.months[k] <= of.phase_start(of.time().phases + 1))
          first = {game.months[k], p};
    const World world(of, roadmap);
    Outcome outcome;
    Histories(world, seed).play(0, outcome);
    const int response = std::max(1, of.time().response_months);
    if (!first || first->first + response > of.dynamics().months) {
      EXPECT_FALSE(outcome.first_breakdown);
      continue;
    }
    ++broken;
    ASSERT_EQ(outcome.cause.kind, EventKind::defection);
    EXPECT_EQ(outcome.cause.party, first->second);
    EXPECT_EQ(outcome.first_breakdown, first->first + response);
  }
  EXPECT_GT(broken, 50);
}

TEST(Undisturbed, EachPartyGetsItsNetGain) {
  int whole = 0;
  for (std::uint64_t seed = 0; seed < test::soaked(400); ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 2);
    CaseDraft draft = test::random_case_draft(rng, {.partners = false});
    test::make_certain(draft);
    for (model::PartyDraft& party : draft.parties) party.breakdown_once = Number(-1000.0);
    for (model::PartyDraft& party : draft.parties) party.breakdown_per_year = Number(-1000.0);
    const model::Case of = test::must_case(draft);
    const auto roadmap = test::random_roadmap(rng, of, test::Grid::on);
    const World world(of, roadmap);
    Outcome outcome;
    std::vector<Event> story;
    Histories(world, seed).play(0, outcome, &story);
    const bool broken = std::ranges::any_of(
        story, [](const Event& event) { return event.kind == EventKind::defection; });
    if (!outcome.completed || broken) continue;
    ++whole;
    const value::Economics worth(of);
    for (std::size_t p = 0; p < of.parties().size(); ++p) {
      const double net = value::net_gain(worth, roadmap, PartyId(p));
      EXPECT_NEAR(outcome.value[p], net, 1e-9 * (1 + std::abs(net)));
    }
  }
  EXPECT_GT(whole, 100);
}

std::string fingerprint(const Results& results) {
  std::string text;
  for (const Mark& mark : results.marks)
    text += fmt::format("{} {} {} {} {:a} {:a};", mark.month, mark.unbroken.hits(),
                        mark.alive.worlds().low, mark.running.sampling().high, mark.security.mean(),
                        mark.goals.quantile(0.3));
  for (const Sketch& value : results.values)
    text += fmt::format("{:a} {:a};", value.mean(), value.lower_tail(0.1));
  for (const auto& [chain, count] : results.chains) text += fmt::format("{} ", count);
  return text;
}

CaseDraft shaky(std::uint64_t seed) {
  Rng rng(seed, 3);
  CaseDraft draft = test::random_case_draft(rng);
  test::add_random_dynamics(draft, rng);
  model::CrisisDraft& crisis = draft.dynamics.crises[0];
  crisis.hazard = Number(0.0, 0.02, 0.2);
  crisis.hazard.at.line = 1;
  return draft;
}

TEST(Run, IsTheSameOnAnyNumberOfThreads) {
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    const CaseDraft draft = shaky(seed);
    const model::Case of = test::must_case(draft);
    Rng rng(seed, 4);
    const auto roadmap = test::random_roadmap(rng, of, test::Grid::on);
    Options options{.seed = seed, .histories = 230, .per_world = 10, .threads = 1};
    const auto one = test::must(run(draft, of, roadmap, options));
    options.threads = 5;
    const auto five = test::must(run(draft, of, roadmap, options));
    EXPECT_EQ(fingerprint(one), fingerprint(five));
    EXPECT_EQ(one.histories, 230U);
    options.seed = seed + 1;
    EXPECT_NE(fingerprint(one), fingerprint(test::must(run(draft, of, roadmap, options))));
  }
}

TEST(Run, StopsWithTheHistoriesThatAreDone) {
  const CaseDraft draft = shaky(1);
  const model::Case of = test::must_case(draft);
  Rng rng(1, 4);
  const auto roadmap = test::random_roadmap(rng, of, test::Grid::on);
  std::stop_source stop;
  Options options{.histories = 100'000, .per_world = 10, .threads = 2};
  options.stop = stop.get_token();
  options.progress = [&](std::size_t done) {
    if (done >= 100) stop.request_stop();
  };
  const auto results = test::must(run(draft, of, roadmap, options));
  EXPECT_TRUE(results.stopped);
  EXPECT_GE(results.histories, 100U);
  EXPECT_LT(results.histories, 100'000U);
}

TEST(Run, PlaysOneWorldEvenIfItIsStoppedBeforeItBegins) {
  const CaseDraft draft = shaky(1);
  const model::Case of = test::must_case(draft);
  Rng rng(1, 4);
  const auto roadmap = test::random_roadmap(rng, of, test::Grid::on);
  std::stop_source stop;
  stop.request_stop();
  Options options{.histories = 1000, .per_world = 10, .threads = 3};
  options.stop = stop.get_token();
  const auto results = test::must(run(draft, of, roadmap, options));
  EXPECT_TRUE(results.stopped);
  EXPECT_EQ(results.worlds, 1U);
}

TEST(Chance, TellsWhatIsNotKnownFromChance) {
  Chance alike;  // every world has the same chance of a half
  Chance apart;  // half the worlds have a chance of a fifth, half of four fifths
  Rng rng(9, 0);
  for (int world = 0; world < 2000; ++world) {
    std::size_t hits[2] = {0, 0};
    for (int k = 0; k < 50; ++k) {
      hits[0] += rng.uniform() < 0.5 ? 1 : 0;
      hits[1] += rng.uniform() < (world % 2 == 0 ? 0.2 : 0.8) ? 1 : 0;
    }
    alike.add(hits[0], 50);
    apart.add(hits[1], 50);
  }
  EXPECT_NEAR(alike.worlds().low, 0.5, 0.05);
  EXPECT_NEAR(alike.worlds().high, 0.5, 0.05);
  EXPECT_LT(apart.worlds().low, 0.15);
  EXPECT_GT(apart.worlds().high, 0.85);
  const Interval narrow = alike.sampling();
  const Interval wide = apart.sampling();
  EXPECT_LT(narrow.low, 0.5);
  EXPECT_GT(narrow.high, 0.5);
  // A variance between worlds of 0.09 against one of 0.005 from chance alone.
  EXPECT_NEAR((wide.high - wide.low) / (narrow.high - narrow.low), std::sqrt(0.095 / 0.005), 0.8);
}

/// Two principals who gain from a step each, of which the south's alone is at stake.
CaseDraft simple() {
  CaseDraft draft = test::blank_case(2, 12, 120);
  draft.parties = {test::principal("north", 1), test::principal("south", 1)};
  draft.measures = {test::step("guns", {"north"}, {{"north", -1.0}, {"south", 3.0}}),
                    test::step("road", {"south"}, {{"north", 3.0}, {"south", -1.0}})};
  for (auto& measure : draft.measures) measure.reversibility = 1.0;
  test::make_certain(draft);
  draft.dynamics.crises[0].hazard = Number(0.001, 0.01, 0.05);
  draft.dynamics.crises[0].hazard.at.line = 1;
  draft.dynamics.crises[0].settled = Number(0.0);
  draft.dynamics.noise[0].number = Number(0.5, 0.6, 0.7);
  draft.dynamics.noise[0].number.at.line = 1;
  return draft;
}

TEST(Compare, DiffersByNothingFromItselfAndKnowsTheWager) {
  const CaseDraft draft = simple();
  const model::Case of = test::must_case(draft);
  const auto both = test::must_roadmap(of, {{"guns", 1, 1}, {"road", 1, 1}});
  const std::vector<Contender> contenders = {
      {"one", "One", both}, {"same", "The same", both}, {"none", "None", model::no_agreement(of)}};
  const auto made =
      test::must(compare(draft, of, contenders, {{.histories = 2000, .per_world = 20}, 500}));
  const auto alone = test::must(run(draft, of, both, {.histories = 2000, .per_world = 20}));
  EXPECT_EQ(text_of(made.results[0]), text_of(alone)) << "company changes nothing";
  for (const Estimate& e : made.differences[1].metrics) {
    EXPECT_EQ(e.mean, 0);
    EXPECT_EQ(e.low, e.high);
  }
  // Less the first, no agreement loses just what the first is worth.
  EXPECT_NEAR(made.differences[2].metrics[0].mean, -made.results[0].values[0].mean(), 1e-4);
  EXPECT_LT(made.differences[2].metrics[0].high, 0);
  ASSERT_EQ(made.wagers[0].size(), 2U);
  const Wager& north = made.wagers[0][0];
  // An insincere south never builds its road: the north gives up its guns for a year, for nothing.
  EXPECT_LT(north.insincere, 0);
  EXPECT_GT(north.sincere, 0);
  ASSERT_TRUE(north.worth_it);
  EXPECT_NEAR(*north.worth_it * north.sincere + (1 - *north.worth_it) * north.insincere, 0, 1e-9);
  EXPECT_LT(north.worth_it_range.low, *north.worth_it);
  EXPECT_GT(north.worth_it_range.high, *north.worth_it);
  // Sixteen times the histories, a quarter of the width; drawn anew, as far apart as the intervals
  // say.
  const auto more = test::must(
      compare(draft, of, contenders, {{.seed = 2, .histories = 20, .per_world = 20}, 8000}));
  const Wager& again = more.wagers[0][0];
  const auto width = [](const Interval& range) { return range.high - range.low; };
  EXPECT_NEAR(width(north.worth_it_range) / width(again.worth_it_range), 4, 1.2);
  EXPECT_NEAR(*again.worth_it, *north.worth_it, width(north.worth_it_range));
  EXPECT_EQ(made.families.front().id, "case");
  EXPECT_EQ(made.families[1].id, "calm");
  for (const auto& row : made.in_family)
    EXPECT_EQ(row[2].regret[0], row[0].values[0]);  // no agreement, which is worth nothing
}

TEST(Compare, TheIntervalOfTheWagerIsAsWideAsItsEstimatesLieApart) {
  const CaseDraft draft = simple();
  const model::Case of = test::must_case(draft);
  const std::vector<Contender> contenders = {
      {"one", "One", test::must_roadmap(of, {{"guns", 1, 1}, {"road", 1, 1}})}};
  std::vector<double> estimates;
  double width = 0;
  constexpr std::uint64_t kSeeds = 60;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const auto made = test::must(
        compare(draft, of, contenders, {{.seed = seed, .histories = 20, .per_world = 20}, 600}));
    const Wager& north = made.wagers[0][0];
    ASSERT_TRUE(north.worth_it);
    estimates.push_back(*north.worth_it);
    width += (north.worth_it_range.high - north.worth_it_range.low) / kSeeds;
  }
  double mean = 0;
  for (const double one : estimates) mean += one / kSeeds;
  double squares = 0;
  for (const double one : estimates) squares += (one - mean) * (one - mean) / (kSeeds - 1);
  EXPECT_NEAR(width / (2 * kNormal95 * std::sqrt(squares)), 1, 0.3);
}

TEST(Compare, PressureFirstKeepsTheGovernmentThatPressesUntilThen) {
  CaseDraft draft = simple();
  model::AdministrationDraft north;
  north.id = "north";
  north.in_office = "deals";
  north.first = "2040-01-01";
  for (const char* id : {"deals", "presses"}) {
    model::GovernmentDraft one;
    one.id = id;
    one.resumes = Number(std::string(id) == "deals" ? 1.0 : 0.5);
    north.governments.push_back(one);
  }
  draft.dynamics.administrations = {north};
  const model::Case of = test::must_case(draft);
  const auto both = test::must_roadmap(of, {{"guns", 1, 1}, {"road", 2, 1}});
  const auto all = openings(of, both, 24);
  ASSERT_EQ(all.size(), 5U);
  EXPECT_EQ(all[2].setting.begins, 12);
  EXPECT_EQ(all[4].setting.begins, 24);
  EXPECT_EQ(all[4].setting.until_then[0], 1U);
  const World world(of, both);
  std::vector<Event> story;
  Outcome outcome;
  Histories(world, 1, all[4].setting).play(0, outcome, &story);
  for (const Event& event : story)
    if (event.kind == EventKind::started) {
      EXPECT_GE(event.month, 24);
    }
  EXPECT_EQ(story.empty(), false);
}

TEST(Sensitivity, FindsTheNumberThatDecidesAndTheCornerInWhichItFails) {
  const CaseDraft draft = simple();
  const model::Case of = test::must_case(draft);
  const auto both = test::must_roadmap(of, {{"guns", 1, 1}, {"road", 1, 1}});
  const Target target = test::must(target_of(of, "unbroken@48"));
  const auto made = test::must(
      sensitivity(draft, of, both, target, {{.histories = 40'000, .per_world = 40}, 2, 500}));
  ASSERT_EQ(made.drivers.size(), 2U);
  EXPECT_EQ(made.drivers[0].name, "dynamics.crises.none.hazard");
  // It alone decides: both indices are 1, those of the noise 0.
  EXPECT_NEAR(made.drivers[0].first, 1, 0.25);
  EXPECT_NEAR(made.drivers[0].total, 1, 0.15);
  EXPECT_NEAR(made.drivers[1].total, 0, 0.05);
  EXPECT_LT(made.drivers[0].slope, -0.8);
  ASSERT_TRUE(made.box);
  ASSERT_EQ(made.box->sides.size(), 1U);
  EXPECT_EQ(made.box->sides[0].name, "dynamics.crises.none.hazard");
  EXPECT_TRUE(made.box->sides[0].above);
  EXPECT_GT(made.box->density, 0.7);
}

TEST(TargetOf, SaysWhatCanBeAskedAbout) {
  const model::Case of = test::must_case(simple());
  EXPECT_EQ(test::must(target_of(of, "value.south")).party, PartyId(1));
  for (const char* wrong : {"", "runing@96", "running", "running@0", "running@999", "value.west"})
    EXPECT_FALSE(target_of(of, wrong)) << wrong;
}

TEST(Sensitivity, KeepsNumbersApartWhereChancesOfWhatFollowsAreDrawn) {
  CaseDraft draft = simple();
  model::AdministrationDraft north;
  north.id = "north";
  north.in_office = "one";
  Number often(0.2, 0.5, 0.8);
  often.at.line = 1;
  for (const char* id : {"one", "two"}) {
    model::GovernmentDraft made;
    made.id = id;
    made.next = {{"one", often}, {"two", often}};
    north.governments.push_back(made);
  }
  draft.dynamics.administrations = {north};
  const model::Case of = test::must_case(draft);
  const auto both = test::must_roadmap(of, {{"guns", 1, 1}, {"road", 1, 1}});
  const Target target = test::must(target_of(of, "unbroken@48"));
  const auto made = test::must(
      sensitivity(draft, of, both, target, {{.histories = 20'000, .per_world = 40}, 6, 100}));
  ASSERT_EQ(made.drivers.size(), 6U);
  EXPECT_EQ(made.drivers[0].name, "dynamics.crises.none.hazard");
  for (const Driver& driver : made.drivers) {
    if (!driver.name.ends_with("hazard")) continue;
    EXPECT_GE(driver.low, 0.001);
    EXPECT_LE(driver.high, 0.05);
  }
}

TEST(Completed, DrawsDefaultsLikeWrittenNumbers) {
  CaseDraft draft = simple();
  draft.dynamics.resume.reset();
  const model::Case of = test::must_case(draft);
  const CaseDraft whole = model::completed(draft, of);
  std::set<double> seen;
  for (std::uint64_t draw = 0; draw < 5; ++draw)
    seen.insert(test::must(model::drawn_case(whole, 1, draw)).dynamics().resume.mode);
  EXPECT_EQ(seen.size(), 5U);
  EXPECT_GE(*seen.begin(), 0.03);
  EXPECT_LE(*seen.rbegin(), 0.1);
}

}  // namespace
}  // namespace tandem::stress
