#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "tandem/stress/stress.h"
#include "tests/support/drafts.h"

/// The simulator on processes whose outcome has a closed form. An estimate from n histories must
/// lie within the 99.9 % band of its own; Slow tests play a million.
namespace tandem::stress {
namespace {

using model::CaseDraft;
using model::NamedNumber;
using model::Number;

constexpr double kZ = 3.29;  // of 99.95 %

Number exactly(double value) { return value; }

/// A chain of measures of a month each, one a phase of a month, every one of them good for both;
/// nothing of it can go wrong by itself.
CaseDraft chain(int phases, int months) {
  CaseDraft draft = test::blank_case(phases, 1, 1200);
  draft.parties = {test::principal("a", 1), test::principal("b", 1)};
  for (int k = 0; k < phases; ++k) {
    auto one = test::step("m" + std::to_string(k), {"a"}, {{"a", 1.0}, {"b", 1.0}});
    one.duration = 1.0;
    if (k > 0) one.after = {{"m" + std::to_string(k - 1), std::nullopt}};
    draft.measures.push_back(std::move(one));
  }
  model::DynamicsDraft& dynamics = draft.dynamics;
  dynamics.months = months;
  dynamics.lateness = {{"a", exactly(0)}, {"b", exactly(0)}};
  dynamics.noise = {{"a", exactly(0)}, {"b", exactly(0)}};
  model::CrisisDraft crisis;
  crisis.id = "crisis";
  crisis.settled = exactly(0);
  dynamics.crises = {crisis};
  dynamics.resume = exactly(0);
  dynamics.collapse = exactly(1);
  return draft;
}

World world_of(const CaseDraft& draft) {
  const model::Case of = test::must_case(draft);
  std::vector<test::Tranche> tranches;
  for (std::size_t k = 0; k < draft.measures.size(); ++k)
    tranches.push_back({draft.measures[k].id.text, static_cast<int>(k) + 1, 1});
  return {of, test::must_roadmap(of, tranches)};
}

struct Estimate {
  double mean = 0;
  double error = 0;  ///< of the mean, its band
};

Estimate estimated(const World& world, std::size_t histories,
                   const std::function<double(const Outcome&)>& what) {
  double sum = 0;
  double squares = 0;
  Histories playing(world, 7);
  Outcome outcome;
  for (std::size_t k = 0; k < histories; ++k) {
    playing.play(k, outcome);
    const double value = what(outcome);
    sum += value;
    squares += value * value;
  }
  const auto n = static_cast<double>(histories);
  const double mean = sum / n;
  return {mean, kZ * std::sqrt((squares / n - mean * mean) / n)};
}

void expect_estimate(const Estimate& estimate, double truth) {
  EXPECT_NEAR(estimate.mean, truth, estimate.error);
  EXPECT_GT(estimate.error, 0);
}

void check_geometric(std::size_t histories) {
  CaseDraft draft = chain(1, 60);
  draft.dynamics.crises[0].hazard = 0.03;
  const World world = world_of(draft);
  for (const int month : {1, 12, 48})
    expect_estimate(estimated(world, histories,
                              [&](const Outcome& o) {
                                return !o.first_breakdown || *o.first_breakdown > month ? 1 : 0;
                              }),
                    std::pow(0.97, month));
}

/// Five phases; success .3, breakdown .1 a month; suspended: resumes .25, collapses .05.
void check_three_states(std::size_t histories) {
  CaseDraft draft = chain(5, 250);
  draft.dynamics.crises[0].hazard = 0.1;
  draft.dynamics.crises[0].while_suspended = 0.0;
  draft.dynamics.lateness[0].number = 2.0 / 3;  // of the .9 without a crisis a third succeed: .3
  draft.dynamics.resume = 0.25;
  draft.dynamics.collapse = 0.05;
  const World world = world_of(draft);
  expect_estimate(estimated(world, histories,
                            [](const Outcome& o) { return o.completed.has_value() ? 1.0 : 0.0; }),
                  0.7631229608);
  expect_estimate(estimated(world, histories,
                            [](const Outcome& o) {
                              return static_cast<double>(
                                  std::min(o.completed.value_or(250), o.collapse.value_or(250)));
                            }),
                  18.9501631397);
}

/// Six successes in a row, of .8 each; a failure takes a month, and one more till all begins anew.
void check_starting_over(std::size_t histories) {
  CaseDraft draft = chain(6, 250);
  draft.dynamics.crises[0].hazard = 0.2;
  draft.dynamics.crises[0].while_suspended = 0.0;
  draft.dynamics.resume = 1.0;
  draft.dynamics.collapse = 0.0;
  draft.dynamics.starts_over = true;
  const double running = 14.0734863281;
  expect_estimate(
      estimated(world_of(draft), histories,
                [](const Outcome& o) { return static_cast<double>(o.completed.value_or(250)); }),
      running * (1 + 0.2));
}

model::GovernmentDraft government(const std::string& id, std::vector<NamedNumber> next) {
  model::GovernmentDraft made;
  made.id = id;
  made.next = std::move(next);
  return made;
}

/// `a` has friendly and hostile governments, which hold nothing of the agreement.
CaseDraft with_elections(CaseDraft draft, double turns_hostile, double turns_friendly, int every) {
  draft.parties[0].breakdown_per_year = 0.0001;
  model::AdministrationDraft elections;
  elections.id = "a";
  elections.in_office = "friendly";
  elections.first = format_date(add_months(*parse_date(draft.start.text), every));
  elections.every = every;
  elections.governments = {
      government("friendly", {{"friendly", 1 - turns_hostile}, {"hostile", turns_hostile}}),
      government("hostile", {{"friendly", turns_friendly}, {"hostile", 1 - turns_friendly}})};
  elections.governments[1].worth = {{"all", exactly(0)}};
  draft.dynamics.administrations = {elections};
  return draft;
}

/// Six phases of a month; every fourth month an election, after which .35 repudiate.
void check_elections(std::size_t histories) {
  const CaseDraft draft = with_elections(chain(6, 24), 0.35, 0, 4);
  expect_estimate(estimated(world_of(draft), histories,
                            [](const Outcome& o) { return o.completed.has_value() ? 1.0 : 0.0; }),
                  0.65);
}

/// Governments of two types follow each other; a crisis comes only under the second.
void check_succession(std::size_t histories) {
  CaseDraft draft = with_elections(chain(1, 40), 0.3, 0.2, 1);
  draft.parties[0].breakdown_per_year = 0.0;
  model::CrisisDraft& crisis = draft.dynamics.crises[0];
  crisis.hazard = 0.5;
  crisis.settled = 1.0;
  crisis.governments = {{"friendly", exactly(0)}};
  double hostile = 0;  // month 0 is friendly
  double crises = 0;
  for (int month = 1; month < 40; ++month) {
    hostile = hostile * (1 - 0.2) + (1 - hostile) * 0.3;
    crises += 0.5 * hostile;
  }
  EXPECT_NEAR(hostile, 0.6 * (1 - std::pow(0.5, 39)), 1e-12);  // the closed form
  expect_estimate(estimated(world_of(draft), histories,
                            [](const Outcome& o) { return static_cast<double>(o.crises); }),
                  crises);
}

/// One margin of 30 points, weighed with noise 20; the other party cannot err.
void check_logit(std::size_t histories) {
  CaseDraft draft = chain(1, 2);
  draft.measures[0].worth = {{"a", 0.3}, {"b", 1.0}};
  auto rest = test::step("rest", {"b"}, {{"a", 0.7}});
  draft.measures.push_back(rest);
  draft.dynamics.noise[0].number = 20;
  const model::Case of = test::must_case(draft);
  const World world(of, test::must_roadmap(of, {{"m0", 1, 1}}));
  const double margin =
      world.rounds[0].weighed[0][0].choices.comply - world.rounds[0].weighed[0][0].choices.defect;
  EXPECT_NEAR(margin, 30, 0.1);
  const double truth = 1 / (1 + std::exp(margin / 20));
  expect_estimate(estimated(world, histories,
                            [](const Outcome& o) {
                              const bool at_once =
                                  o.cause.kind == EventKind::defection && o.cause.thing == 1;
                              return at_once ? 1.0 : 0.0;
                            }),
                  truth);
}

/// Work of a month that slips by one with chance .6 takes 1 + .6 / .4 months, geometrically.
void check_lateness(std::size_t histories) {
  CaseDraft draft = chain(1, 120);
  draft.dynamics.lateness[0].number = 0.6;
  const World world = world_of(draft);
  expect_estimate(
      estimated(world, histories,
                [](const Outcome& o) { return static_cast<double>(o.completed.value_or(120)); }),
      2.5);
  expect_estimate(
      estimated(world, histories, [](const Outcome& o) { return o.completed.value_or(120) > 4; }),
      std::pow(0.6, 4));
}

constexpr std::size_t kSome = 40'000;
constexpr std::size_t kMany = 1'000'000;

TEST(ClosedForm, SurvivalUnderOneHazardIsGeometric) { check_geometric(kSome); }
TEST(ClosedForm, ThreeStateChainCompletesAndLastsAsLong) { check_three_states(kSome / 4); }
TEST(ClosedForm, StartingOverTakesAsLong) { check_starting_over(kSome / 4); }
TEST(ClosedForm, ElectionsRepudiateAsOften) { check_elections(kSome); }
TEST(ClosedForm, GovernmentsOfTwoTypesSucceedEachOther) { check_succession(kSome); }
TEST(ClosedForm, AChoiceIsTheLogitOfItsMargin) { check_logit(kSome); }
TEST(ClosedForm, LatenessIsGeometric) { check_lateness(kSome); }

TEST(SlowClosedForm, SurvivalUnderOneHazardIsGeometric) { check_geometric(kMany); }
TEST(SlowClosedForm, ThreeStateChainCompletesAndLastsAsLong) { check_three_states(kMany); }
TEST(SlowClosedForm, StartingOverTakesAsLong) { check_starting_over(kMany); }
TEST(SlowClosedForm, ElectionsRepudiateAsOften) { check_elections(kMany); }
TEST(SlowClosedForm, GovernmentsOfTwoTypesSucceedEachOther) { check_succession(kMany); }
TEST(SlowClosedForm, AChoiceIsTheLogitOfItsMargin) { check_logit(kMany); }
TEST(SlowClosedForm, LatenessIsGeometric) { check_lateness(kMany); }

}  // namespace
}  // namespace tandem::stress
