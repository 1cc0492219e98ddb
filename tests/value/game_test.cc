#include "tandem/value/game.h"

#include <gtest/gtest.h>

#include "tests/support/drafts.h"

namespace tandem::value {
namespace {

using model::Deviation;
using test::Points;

/// Two phases of three months, a year in all, no discounting. Each step costs its actor 30 points
/// (2.5 a month) and gives the other 50 (4 1/6 a month); half of it can be taken back at once.
model::CaseDraft one_year() {
  auto draft = test::blank_case(2, 3, 12);
  draft.parties = {test::principal("a", 1), test::principal("b", 1)};
  for (const char* id : {"a1", "a2"})
    draft.measures.push_back(test::step(id, {"a"}, {{"a", -30}, {"b", 50}}));
  for (const char* id : {"b1", "b2"})
    draft.measures.push_back(test::step(id, {"b"}, {{"b", -30}, {"a", 50}}));
  for (auto& measure : draft.measures) measure.reversibility = 0.5;
  return draft;
}

model::Roadmap step_by_step(const model::Case& of) {
  return test::must_roadmap(of, {{"a1", 1}, {"b1", 1}, {"a2", 2}, {"b2", 2}});
}

class GameOfOneYear : public testing::Test {
 protected:
  model::Case of = test::must_case(one_year());
  Economics worth{of};
  model::Roadmap roadmap = step_by_step(of);
  PartyId a = test::party(of, "a");
  PartyId b = test::party(of, "b");

  [[nodiscard]] double margin(PartyId i, int month, Deviation deviation) const {
    return comply(worth, roadmap, i, month) - defect(of, worth, roadmap, i, month, deviation);
  }
};

TEST_F(GameOfOneYear, ComplyCountsWhatIsStillToCome) {
  EXPECT_NEAR(comply(worth, roadmap, a, 0), 20 + 20 * 0.75, 1e-12);
  EXPECT_NEAR(comply(worth, roadmap, a, 3), 30, 1e-12);
  EXPECT_NEAR(comply(worth, roadmap, a, 6), 20, 1e-12);
  EXPECT_NEAR(net_gain(worth, roadmap, a), 35, 1e-12);
}

TEST_F(GameOfOneYear, DefectorTakesTheOthersStepOfThePhaseAndLosesHalfOfWhatStands) {
  EXPECT_NEAR(defect(of, worth, roadmap, a, 0, Deviation::withhold), 12.5 + 18.75, 1e-12);
  EXPECT_NEAR(defect(of, worth, roadmap, a, 3, Deviation::withhold), 17.5 + 17.5, 1e-12);
  EXPECT_NEAR(defect(of, worth, roadmap, a, 6, Deviation::withhold), 10 + 5, 1e-12);
}

TEST_F(GameOfOneYear, WithdrawingTakesBackOneOwnsStepsBeforeTheBreakdown) {
  EXPECT_NEAR(defect(of, worth, roadmap, a, 3, Deviation::withdraw), 25 + 25 - 1.25 * 9, 1e-12);
  EXPECT_NEAR(margin(a, 0, Deviation::withdraw), margin(a, 0, Deviation::withhold), 1e-12)
      << "before anything is done there is nothing to take back";
}

TEST_F(GameOfOneYear, ExposureIsWhatAPartyLosesByMovingAlone) {
  EXPECT_NEAR(exposure(of, worth, roadmap, a, 0), 7.5 + 11.25, 1e-12);
  EXPECT_EQ(exposure(of, worth, roadmap, a, 3), 0) << "what b did in phase 1 outweighs it";
}

TEST_F(GameOfOneYear, LeverageIsWhatAPartyStillHasToGive) {
  EXPECT_NEAR(leverage(of, worth, roadmap, a, b, 0), 50 + 37.5, 1e-12);
  EXPECT_NEAR(leverage(of, worth, roadmap, a, b, 3), 37.5, 1e-12);
  EXPECT_EQ(leverage(of, worth, roadmap, a, b, 6), 0);
  EXPECT_EQ(leverage(of, worth, roadmap, a, a, 0), 0) << "burdens are no leverage";
}

TEST_F(GameOfOneYear, TableHoldsTheSameNumbersForBothParties) {
  const GameValues game = game_values(of, worth, roadmap, Deviation::withhold);
  EXPECT_EQ(game.months, (std::vector<int>{0, 3, 6}));
  const std::vector<double> margins{3.75, -5, 5};
  for (const PartyId i : {a, b})
    for (std::size_t k = 0; k < margins.size(); ++k)
      EXPECT_NEAR(game.margin[i.index()][k], margins[k], 1e-12);
}

TEST(Game, LongResponseLetsTheOthersGoOnToTheEndOfThePhaseOnly) {
  auto draft = one_year();
  draft.response_months = 5;
  const auto of = test::must_case(draft);
  EXPECT_EQ(round_end(of, 0), 3);
  EXPECT_EQ(round_end(of, 1), 3);
  EXPECT_EQ(round_end(of, 3), 6);
  EXPECT_EQ(breakdown_month(of, 1), 6);
}

TEST(Game, RoundLastsAtLeastItsMonthAndNotPastTheBreakdown) {
  auto draft = one_year();
  draft.response_months = 0;
  EXPECT_EQ(round_end(test::must_case(draft), 3), 4);
  draft.response_months = 2;
  EXPECT_EQ(round_end(test::must_case(draft), 3), 5);
}

TEST(Game, JointStepStartsOnlyIfAllItsActorsStartIt) {
  auto draft = one_year();
  draft.measures = {test::step("treaty", {"a", "b"}, {{"a", 100}, {"b", -40}}),
                    test::step("aid", {"b"}, {{"a", 10}, {"b", 100}})};
  const auto of = test::must_case(draft);
  const Economics worth(of);
  const auto roadmap = test::must_roadmap(of, {{"treaty", 1}});
  const PartyId a(0);
  const PartyId b(1);
  EXPECT_EQ(defect(of, worth, roadmap, a, 0, Deviation::withhold), 0);
  EXPECT_EQ(defect(of, worth, roadmap, b, 0, Deviation::withhold), 0);
  EXPECT_EQ(exposure(of, worth, roadmap, b, 0), 0);
}

TEST(Game, OnlyTheDeviatorPaysTheBreakdownsPrice) {
  auto draft = one_year();
  draft.parties[0].breakdown_once = -7;
  draft.parties[0].breakdown_per_year = 4;
  const auto of = test::must_case(draft);
  const Economics worth(of);
  const auto roadmap = step_by_step(of);
  const PartyId a(0);
  EXPECT_NEAR(defect(of, worth, roadmap, a, 0, Deviation::withhold), 31.25 - 7 + 3, 1e-12);
  EXPECT_NEAR(exposure(of, worth, roadmap, a, 0), 18.75 - 3, 1e-12);
}

TEST(Game, BreakdownShiftHoldsFromTheBreakdownOnAlsoForWhatIsWithdrawn) {
  auto draft = one_year();
  draft.measures[0].breakdown_shift = {{"a", 12}, {"b", -12}};
  const auto of = test::must_case(draft);
  const Economics worth(of);
  const auto roadmap = step_by_step(of);
  const PartyId a(0);
  const PartyId b(1);
  EXPECT_NEAR(defect(of, worth, roadmap, a, 0, Deviation::withhold), 31.25, 1e-12);
  EXPECT_NEAR(defect(of, worth, roadmap, b, 0, Deviation::withhold), 31.25 - 9, 1e-12);
  EXPECT_NEAR(defect(of, worth, roadmap, a, 3, Deviation::withhold), 35 + 6, 1e-12);
  EXPECT_NEAR(defect(of, worth, roadmap, a, 3, Deviation::withdraw), 38.75 + 6, 1e-12);
}

TEST(Game, PartnerIsHeldToItsMarginsFromItsAccessionOn) {
  auto draft = one_year();
  draft.parties.push_back(test::principal("c", 1));
  draft.parties.back().role = "partner";
  draft.measures[0].worth.push_back({"c", 100});
  const auto of = test::must_case(draft);
  const Economics worth(of);
  model::Roadmap roadmap = step_by_step(of);
  const PartyId c(2);
  roadmap.accession[c.index()] = 2;
  const GameValues game = game_values(of, worth, roadmap, Deviation::withhold);
  EXPECT_EQ(game.comply[c.index()][0], 0);
  EXPECT_NEAR(game.comply[c.index()][1], 75, 1e-12);
  EXPECT_NEAR(game.net[c.index()], 75, 1e-12) << "what came before its accession is not counted";
  roadmap.accession[c.index()] = std::nullopt;
  EXPECT_EQ(game_values(of, worth, roadmap, Deviation::withhold).net[c.index()], 0);
}

TEST(Game, EveryMonthInWhichSomethingStartsIsADecision) {
  const auto of = test::must_case(one_year());
  model::RoadmapDraft draft;
  draft.name = "off the grid";
  draft.increments = {{"a1", 0, 2, 1.0}, {"b1", 0, 2, 1.0}, {"a2", 0, 5, 1.0}};
  EXPECT_EQ(decision_months(of, test::must_roadmap(of, draft)), (std::vector<int>{0, 2, 3, 5, 6}));
}

}  // namespace
}  // namespace tandem::value
