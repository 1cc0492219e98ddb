#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tandem/plan/plan.h"
#include "tests/support/drafts.h"
#include "tests/support/planning_case.h"

namespace tandem::plan {
namespace {

using model::before;
using model::Increment;
using model::Roadmap;
using test::blank_case;
using test::must_case;
using test::principal;
using test::step;

/// Three favours of each for the other, wanted soon; half of a favour can be taken back.
model::Case favours() {
  model::CaseDraft draft = blank_case(4, 12);
  draft.parties = {principal("north", 0.9), principal("south", 0.9)};
  for (model::PartyDraft& party : draft.parties) party.capacity = 50.0;  // room for all
  for (const char* which : {"1", "2", "3"}) {
    draft.measures.push_back(
        step(std::string("gift-") + which, {"north"}, {{"north", -1}, {"south", 2}}));
    draft.measures.push_back(
        step(std::string("thanks-") + which, {"south"}, {{"south", -1}, {"north", 2}}));
  }
  for (model::MeasureDraft& measure : draft.measures) {
    measure.reversibility = 0.8;
    measure.final_goal = 1;
    measure.risk_reduction = 1;
  }
  draft.objectives = {{"early_security", 1, {}}, {"final_goals", 1, {}}};
  return must_case(draft);
}

Increment at(const model::Case& of, const char* id, int phase) {
  return {*of.find_measure(id), of.phase_start(phase), 1};
}

/// One pair of favours in each of the first three phases.
Roadmap in_pairs(const model::Case& of) {
  Roadmap roadmap = model::no_agreement(of);
  for (int phase = 1; phase <= 3; ++phase)
    for (const std::string name : {"gift-", "thanks-"})
      roadmap.increments.push_back(at(of, (name + std::to_string(phase)).c_str(), phase));
  model::canonicalise(roadmap);
  return roadmap;
}

std::optional<int> phase_of(const model::Case& of, const Roadmap& roadmap, const char* id) {
  for (const Increment& one : roadmap.increments)
    if (one.measure == of.find_measure(id)) return of.phase_of(one.start_month);
  return std::nullopt;
}

TEST(Replan, DoesTheRestAtOnceWhereNothingIsToBeKept) {
  const model::Case of = favours();
  const Roadmap agreed = in_pairs(of);
  const Answer answer =
      plan(of, {.continuation = Continuation{2, before(of, agreed, 2), agreed, 0}});
  ASSERT_EQ(answer.status, Status::optimal);
  EXPECT_EQ(phase_of(of, *answer.roadmap, "gift-1"), 1);
  for (const char* id : {"gift-2", "thanks-2", "gift-3", "thanks-3"})
    EXPECT_EQ(phase_of(of, *answer.roadmap, id), 2) << id;
}

TEST(Replan, KeepsAsManyStepsAsItIsAskedTo) {
  const model::Case of = favours();
  const Roadmap agreed = in_pairs(of);
  const auto kept = [&](double keep) {
    const Answer answer =
        plan(of, {.continuation = Continuation{2, before(of, agreed, 2), agreed, keep}});
    EXPECT_EQ(answer.status, Status::optimal);
    int same = 0;
    for (const Increment& one : agreed.increments)
      for (const Increment& now : answer.roadmap->increments)
        if (one.measure == now.measure && one.start_month == now.start_month) ++same;
    return same - 2;  // the first pair is done
  };
  EXPECT_EQ(kept(0.5), 2);
  EXPECT_EQ(kept(0.7), 3);
  EXPECT_EQ(kept(1), 4);
}

TEST(Replan, StartsAnewWhatWasNotDone) {
  const model::Case of = favours();
  const Roadmap agreed = in_pairs(of);
  Roadmap done = before(of, agreed, 3);
  std::erase_if(done.increments,
                [&](const Increment& one) { return one.measure == of.find_measure("thanks-1"); });
  const Answer answer = plan(of, {.continuation = Continuation{3, done, agreed, 0}});
  ASSERT_EQ(answer.status, Status::optimal);
  EXPECT_EQ(phase_of(of, *answer.roadmap, "thanks-1"), 3);
  EXPECT_EQ(phase_of(of, *answer.roadmap, "gift-1"), 1);
}

TEST(Replan, KeepsTheMonthsInWhichThingsReallyStarted) {
  const model::Case of = favours();
  const Roadmap agreed = in_pairs(of);
  Roadmap done = before(of, agreed, 2);
  for (Increment& one : done.increments) one.start_month += 5;
  const Answer answer = plan(of, {.continuation = Continuation{2, done, agreed, 0}});
  ASSERT_TRUE(answer.roadmap);
  EXPECT_EQ(answer.roadmap->increments.front().start_month, 5);
}

/// North has done all that it owes; what that exposes it to cannot be mended, but South's part can
/// still be done. What was to start together with a step that is done still may.
TEST(Replan, GoesOnWhereThePastHasBrokenALimitForGood) {
  model::CaseDraft draft = blank_case(3, 12);
  draft.parties = {principal("north", 0.9), principal("south", 0.9)};
  draft.measures = {step("gift", {"north"}, {{"north", -5}, {"south", 10}}),
                    step("thanks", {"south"}, {{"south", -1}, {"north", 10}})};
  draft.measures[0].with = {"thanks"};
  draft.measures[1].reversibility = 1;
  draft.measures[1].final_goal = 1;
  draft.objectives = {{"final_goals", 1, {}}};
  draft.principles.max_exposure = 0.01;
  draft.principles.min_margin = -1;
  const model::Case of = must_case(draft);
  Roadmap agreed = model::no_agreement(of);
  agreed.increments = {at(of, "gift", 1), at(of, "thanks", 1)};
  Roadmap done = agreed;
  done.increments.pop_back();
  const Answer answer = plan(of, {.continuation = Continuation{2, done, agreed, 0}});
  ASSERT_EQ(answer.status, Status::optimal);
  EXPECT_TRUE(phase_of(of, *answer.roadmap, "thanks"));
}

/// What South owes alone would not be done by a South that nobody owes anything any more.
TEST(Replan, SaysWhoWouldBreakOffWhereThereIsNoWayOn) {
  model::CaseDraft draft = blank_case(2, 12);
  draft.parties = {principal("north", 0.9), principal("south", 0.9)};
  draft.measures = {step("gift", {"north"}, {{"north", -1}, {"south", 2}}),
                    step("thanks", {"south"}, {{"south", -1}, {"north", 2}})};
  draft.measures[1].mandatory = true;
  const model::Case of = must_case(draft);
  Roadmap agreed = model::no_agreement(of);
  agreed.increments = {at(of, "gift", 1), at(of, "thanks", 2)};
  const Answer answer =
      plan(of, {.continuation = Continuation{2, before(of, agreed, 2), agreed, 0}});
  ASSERT_EQ(answer.status, Status::infeasible);
  ASSERT_FALSE(answer.obstacles.empty());
  EXPECT_EQ(answer.obstacles.front().rule, "self-enforcing");
  EXPECT_EQ(answer.obstacles.front().party, of.find_party("south"));
}

TEST(ReplanProperty, APlanThatIsCarriedOutIsItsOwnBestContinuation) {
  int found = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Rng rng(seed, 31);
    const model::Case of = must_case(test::planning_draft(rng, {4, 9, 4, true, true, true}));
    const Answer first = plan(of);
    if (!first.roadmap) continue;
    ++found;
    const int from = 2 + static_cast<int>(seed % 3);
    const Roadmap done = before(of, *first.roadmap, from);
    const Answer next = plan(of, {.continuation = Continuation{from, done, *first.roadmap, 0}});
    ASSERT_TRUE(next.roadmap) << "seed " << seed;
    const double slack = 3e-4 * std::max(1.0, std::abs(first.objective));
    EXPECT_GE(next.objective, first.objective - slack) << "seed " << seed;
    const Roadmap past = before(of, *next.roadmap, from);
    ASSERT_EQ(past.increments.size(), done.increments.size()) << "seed " << seed;
    const assess::Assessment assessment = test::assessed(of, *next.roadmap, next.ideal);
    const double least = 100 * of.principles().min_margin->mode;
    for (std::size_t p = 0; p < of.parties().size(); ++p)
      for (std::size_t k = 0; k < assessment.game.months.size(); ++k) {
        const int month = assessment.game.months[k];
        if (month < of.phase_start(from) || !value::acceded(of, *next.roadmap, PartyId(p), month))
          continue;
        EXPECT_GE(assessment.game.margin[p][k], least - 1e-4) << "seed " << seed;
      }
  }
  EXPECT_GT(found, 8);
}

}  // namespace
}  // namespace tandem::plan
