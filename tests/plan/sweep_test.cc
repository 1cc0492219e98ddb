#include "tandem/plan/sweep.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/support/drafts.h"

namespace tandem::plan {
namespace {

using test::blank_case;
using test::must;
using test::principal;
using test::step;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Two favours that pay as long as both are patient; the discounts are written, one with a range.
model::CaseDraft favours() {
  model::CaseDraft draft = blank_case(2, 12);
  draft.parties = {principal("north", 0.9), principal("south", 0.9)};
  draft.parties[0].discount.at.line = 4;
  draft.parties[1].discount = model::Number(0.6, 0.8, 0.9);
  draft.parties[1].discount.at.line = 8;
  draft.measures = {step("gift", {"north"}, {{"north", -1}, {"south", 2}}),
                    step("thanks", {"south"}, {{"south", -1}, {"north", 2}})};
  for (model::MeasureDraft& measure : draft.measures) measure.reversibility = 0.9;
  draft.measures[0].final_goal = 1;
  draft.objectives = {{"final_goals", 1, {}}};
  return draft;
}

std::vector<std::vector<double>> values_of(const Sweep& all) {
  std::vector<std::vector<double>> list;
  for (const SweepRun& run : all.runs) list.push_back(run.values);
  return list;
}

TEST(SweepOf, CombinesAllValuesTheLastVariedFastest) {
  const std::vector<Varied> varied{{"parties.north.discount", {0.5, 0.9}},
                                   {"parties.south.discount", {0.6, 0.7, 0.8}}};
  const Sweep all = must(sweep_of(favours(), varied));
  EXPECT_THAT(values_of(all),
              ElementsAre(ElementsAre(0.5, 0.6), ElementsAre(0.5, 0.7), ElementsAre(0.5, 0.8),
                          ElementsAre(0.9, 0.6), ElementsAre(0.9, 0.7), ElementsAre(0.9, 0.8)));
  EXPECT_EQ(all.runs[3].number, 4U);
  EXPECT_DOUBLE_EQ(all.runs[3].of.parties()[0].discount.mode, 0.9);
  EXPECT_DOUBLE_EQ(all.runs[3].of.parties()[1].discount.mode, 0.6);
}

TEST(SweepOf, DrawsEveryOtherRangeTheSameForEveryCombination) {
  const std::vector<Varied> varied{{"parties.north.discount", {0.5, 0.9}}};
  const Sweep all = must(sweep_of(favours(), varied, 2, 3));
  EXPECT_THAT(all.names, ElementsAre("parties.north.discount", "parties.south.discount"));
  ASSERT_EQ(all.runs.size(), 4U);
  EXPECT_EQ(all.runs[1].draw, 2U);
  EXPECT_EQ(all.runs[0].values[1], all.runs[2].values[1]);
  EXPECT_NE(all.runs[0].values[1], all.runs[1].values[1]);
  for (const SweepRun& run : all.runs) {
    EXPECT_GE(run.values[1], 0.6);
    EXPECT_LE(run.values[1], 0.9);
    EXPECT_DOUBLE_EQ(run.of.parties()[1].discount.mode, run.values[1]);
  }
}

TEST(SweepOf, SaysWhichNumberThereIsNot) {
  const std::vector<Varied> varied{{"parties.nort.discount", {0.5}}};
  const auto all = sweep_of(favours(), varied);
  ASSERT_FALSE(all);
  EXPECT_EQ(all.error().code, Errc::not_found);
  EXPECT_THAT(all.error().what, HasSubstr("did you mean 'parties.north.discount'?"));
}

TEST(SweepOf, SaysWithWhichValuesTheCaseIsNone) {
  const std::vector<Varied> varied{{"parties.north.discount", {0.5, 1.5}}};
  const auto all = sweep_of(favours(), varied);
  ASSERT_FALSE(all);
  EXPECT_THAT(all.error().what, HasSubstr("with parties.north.discount = 1.5"));
  EXPECT_FALSE(all.error().details.empty());
}

TEST(SweepOf, RefusesMoreThanCanBeHeld) {
  std::vector<double> many(101);
  for (std::size_t k = 0; k < many.size(); ++k) many[k] = 0.5 + 0.001 * static_cast<double>(k);
  const std::vector<Varied> varied{{"parties.north.discount", many}};
  EXPECT_TRUE(sweep_of(favours(), varied, 1));
  const auto all = sweep_of(favours(), varied, 100);
  ASSERT_FALSE(all);
  EXPECT_THAT(all.error().what, HasSubstr("at most 10000 plans"));
}

/// The objectives of a sweep by the number of the run.
std::map<std::size_t, double> planned(const Sweep& all, int jobs) {
  std::map<std::size_t, double> objectives;
  sweep(
      all, {}, jobs, [](const SweepRun& run) { return run.number != 2; },
      [&](const SweepRun& run, const Answer& answer) {
        objectives[run.number] = answer.objective;
      });
  return objectives;
}

TEST(Sweep, PlansWhatIsWantedWhateverTheJobs) {
  const std::vector<Varied> varied{{"parties.north.discount", {0.3, 0.5, 0.9}},
                                   {"parties.south.discount", {0.3, 0.9}}};
  const Sweep all = must(sweep_of(favours(), varied));
  const auto alone = planned(all, 1);
  EXPECT_EQ(alone, planned(all, 4));
  EXPECT_EQ(alone.size(), 5U);
  EXPECT_FALSE(alone.contains(2));
  for (const auto& [run, objective] : alone)
    EXPECT_DOUBLE_EQ(objective, plan(all.runs[run - 1].of).objective);
}

TEST(Sweep, TellsNothingOfWhatWasStopped) {
  const std::vector<Varied> varied{{"parties.north.discount", {0.5, 0.9}}};
  const Sweep all = must(sweep_of(favours(), varied));
  std::stop_source stop;
  Options options;
  options.stop = stop.get_token();
  int told = 0;
  sweep(
      all, options, 1, [](const SweepRun&) { return true; },
      [&](const SweepRun&, const Answer&) {
        ++told;
        stop.request_stop();
      });
  EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace tandem::plan
