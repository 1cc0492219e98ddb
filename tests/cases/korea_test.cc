#include <gtest/gtest.h>

#include <algorithm>

#include "tandem/assess/assessment.h"
#include "tandem/casefile/casefile.h"
#include "tandem/plan/plan.h"
#include "tests/support/drafts.h"

/// What the case says with its present judgements. Another analyst's may say otherwise, and then
/// these facts, and NOTES.md, have to be written anew.
namespace tandem {
namespace {

using assess::Verdict;
using model::Case;

constexpr const char* kFolder = TANDEM_SOURCE_DIR "/cases/korea/2026/";
constexpr const char* kReview = "the judgements changed, review NOTES";

const Case& korea() {
  static const Case of = test::must(casefile::load_case(kFolder)).valid;
  return of;
}

model::Roadmap alternative(const std::string& id) {
  for (const model::Alternative& one : korea().data().alternatives)
    if (one.id == id)
      return one.roadmap.empty()
                 ? model::no_agreement(korea())
                 : test::must(casefile::load_roadmap(kFolder + one.roadmap, korea())).valid;
  test::give_up({Errc::not_found, "no alternative " + id});
}

assess::Assessment judged(const model::Roadmap& roadmap,
                          std::vector<std::optional<double>> ideal = {}) {
  return assess::assess(korea(), value::Economics(korea()), roadmap, {std::move(ideal), false});
}

const assess::Principle& principle(const assess::Assessment& of, const std::string& id) {
  return *std::ranges::find(of.principles, id, &assess::Principle::id);
}

double net_over_reserve(const assess::Assessment& of, const std::string& party) {
  const PartyId i = test::party(korea(), party);
  return of.game.net[i.index()] -
         korea().party(i).reserve.mode * value::Economics(korea()).scale(i);
}

/// Share of `measure` in force by month 12.
double within_a_year(const model::Roadmap& roadmap, const std::string& measure) {
  const MeasureId m = test::measure(korea(), measure);
  double share = 0;
  for (const model::Increment& step : roadmap.increments)
    if (step.measure == m && step.start_month + korea().measure(m).months <= 12)
      share += step.share;
  return share;
}

TEST(Korea, PreconditionsFirstIsNothingThatPyongyangWouldCarryOut) {
  const assess::Assessment found = judged(alternative("preconditions-first"));
  EXPECT_TRUE(principle(found, "self-enforcing").verdict == Verdict::fails ||
              net_over_reserve(found, "dprk") < 0)
      << kReview;
  EXPECT_FALSE(found.stands()) << kReview;
}

TEST(Korea, PressureDeliversNoSecurity) {
  for (const assess::Step& step : judged(alternative("pressure")).security)
    EXPECT_EQ(step.value, 0) << "nobody agreed to anything";
}

TEST(Korea, GrandBargainFailsOneOfThePrinciples) {
  const assess::Assessment found = judged(alternative("grand-bargain"));
  EXPECT_TRUE(std::ranges::any_of(found.principles, [](const auto& one) {
    return one.verdict == Verdict::fails;
  })) << kReview;
}

TEST(Korea, FreezeForFreezeHoldsAndLeavesTheFinalGoals) {
  const assess::Assessment found = judged(alternative("freeze-for-freeze"));
  EXPECT_EQ(principle(found, "self-enforcing").verdict, Verdict::meets) << kReview;
  EXPECT_EQ(principle(found, "long-game").verdict, Verdict::fails) << kReview;
}

TEST(Korea, PlannedRoadmapStandsAndFreezesWithinAYearSlow) {
  const plan::Answer answer = plan::plan(korea(), {.seed = 1});
  ASSERT_TRUE(answer.roadmap) << kReview;
  const assess::Assessment found = judged(*answer.roadmap, answer.ideal);
  for (const assess::Breach& breach : found.breaches) ADD_FAILURE() << breach.text;
  for (const assess::Principle& one : found.principles)
    EXPECT_NE(one.verdict, Verdict::fails) << one.id << "; " << kReview;
  for (const char* halt :
       {"yongbyon-shutdown", "nuclear-test-halt", "long-range-missile-test-halt"})
    EXPECT_EQ(within_a_year(*answer.roadmap, halt), 1) << halt << "; " << kReview;
}

}  // namespace
}  // namespace tandem
