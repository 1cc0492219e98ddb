#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tandem/plan/plan.h"
#include "tests/support/drafts.h"
#include "tests/support/truth_cases.h"

/// The optimiser on exchanges that only a bond, a share of a pool or a limit on power holds up.
namespace tandem {
namespace {

using plan::Answer;
using plan::Status;
using test::SafeExchange;

constexpr double kTruth = 1e-6;

struct Instalments {
  double cost;
  double mark_up;
  double bond;
  int fewest;
};

/// The demander pays before each chunk, in turn; the supplier's bond is the only one.
SafeExchange one_good(const Instalments& row) {
  SafeExchange truth{{{row.cost, (1 + row.mark_up) * row.cost}}, true, row.cost, row.bond};
  truth.phases = 2 * row.fewest;
  truth.demander_moves_first = true;
  truth.mandatory = true;
  return truth;
}

Answer fewest(const SafeExchange& truth) {
  model::CaseDraft draft = test::safe_exchange(truth);
  draft.moves = "alternating";
  plan::Options options;
  options.fewest_phases = true;
  return plan::plan(test::must_case(draft), options);
}

/// Shares of the good by delivery.
std::vector<double> chunks(const model::Roadmap& roadmap, MeasureId good) {
  std::vector<double> found;
  for (const model::Increment& step : roadmap.increments)
    if (step.measure == good) found.push_back(step.share);
  return found;
}

/// The row of 37 instalments needs more phases than a case may have.
TEST(PlannedInstalments, FewestAreTheClosedForm) {
  const std::vector<Instalments> rows = {
      {100, 0.25, 5, 9}, {100, 0, 5, 20}, {100, 1, 5, 5}, {100, 0.25, 1, 15}, {1000, 0.25, 1, 25}};
  for (const Instalments& row : rows) {
    SCOPED_TRACE(testing::Message() << row.cost << " " << row.mark_up << " " << row.bond);
    const double closed =
        row.mark_up == 0 ? row.cost / row.bond
                         : std::log1p(row.mark_up * row.cost / row.bond) / std::log1p(row.mark_up);
    EXPECT_EQ(static_cast<int>(std::ceil(closed - 1e-9)), row.fewest);
    const Answer answer = fewest(one_good(row));
    EXPECT_EQ(answer.status, Status::optimal);
    EXPECT_EQ(answer.phases_used, 2 * row.fewest) << "a payment before every chunk";
  }
}

TEST(PlannedInstalments, TightScheduleIsGeometricLargeChunksFirst) {
  const double whole = 5 * (std::pow(1.25, 9) - 1) / 0.25;
  const SafeExchange truth = one_good({whole * (1 - 1e-9), 0.25, 5, 9});
  const Answer answer = fewest(truth);
  ASSERT_TRUE(answer.roadmap);
  const model::Case of = test::must_case(test::safe_exchange(truth));
  const auto sizes = chunks(*answer.roadmap, test::measure(of, "item-0"));
  ASSERT_EQ(sizes.size(), 9U);
  for (std::size_t k = 0; k < sizes.size(); ++k)
    EXPECT_NEAR(sizes[k] * whole, 5 * std::pow(1.25, 8 - static_cast<double>(k)), 1e-5);
}

const std::vector<test::Item> kItems = {{3, 5}, {2, 6}, {4, 4.5}, {1, 0.5}};

SafeExchange four_items(double demander_bond) {
  SafeExchange truth{kItems, false, 12.5, 0, demander_bond};
  truth.phases = 8;
  truth.mandatory = true;
  return truth;
}

/// An order needs a bond of what a delivery costs beyond what both still gain after it.
double bond_for(const std::vector<std::size_t>& order) {
  double later = 0;
  double bond = 0;
  for (std::size_t k = order.size(); k-- > 0;) {
    bond = std::max(bond, kItems[order[k]].cost - later);
    later += kItems[order[k]].value - kItems[order[k]].cost;
  }
  return bond;
}

/// Without a bond the best smallest margin, as shares of the two scales (what each gains in all),
/// is short of the smallest bond by both scales together.
TEST(PlannedSafeExchange, BestSmallestMarginShowsTheSmallestBond) {
  model::CaseDraft draft = test::safe_exchange(four_items(0));
  draft.moves = "alternating";
  draft.principles.min_margin = -1;
  draft.objectives = {{"self_enforcement", 1, {}}};
  const model::Case of = test::must_case(draft);
  plan::Options options;
  options.relative_gap = 1e-9;
  const Answer answer = plan::plan(of, options);
  ASSERT_EQ(answer.status, Status::optimal);
  const double supplier_gains = 12.5;
  const double demander_gains = 16;
  EXPECT_NEAR(-answer.objective * (supplier_gains + demander_gains), 2.0, kTruth);
  std::vector<std::size_t> order;
  for (const model::Increment& step : answer.roadmap->increments)
    if (step.measure.index() < kItems.size()) order.push_back(step.measure.index());
  EXPECT_NEAR(bond_for(order), 2.0, kTruth);
  EXPECT_EQ(order.back(), 1U) << "the cheapest of the profitable items comes last";
}

TEST(PlannedSafeExchange, SmallestBondAllowsARoadmapAndLessDoesNot) {
  const auto status = [](double bond) {
    model::CaseDraft draft = test::safe_exchange(four_items(bond));
    draft.moves = "alternating";
    return plan::plan(test::must_case(draft)).status;
  };
  EXPECT_EQ(status(2.0), Status::optimal);
  EXPECT_EQ(status(1.999), Status::infeasible);
}

TEST(PlannedPool, ImpatientPartiesHaveAtLeastWhatHoldsThem) {
  model::CaseDraft draft = test::shared_pool({0.9, 0.6, 0.55});
  draft.objectives = {{"self_enforcement", 1, {}}};
  const Answer answer = plan::plan(test::must_case(draft));
  ASSERT_EQ(answer.status, Status::optimal);
  const std::vector<double> needed = {0.1, 0.4, 0.45};
  std::vector<double> shares(3);
  for (const model::Increment& step : answer.roadmap->increments)
    shares[step.measure.index()] += step.share;
  for (std::size_t p = 0; p < 3; ++p)
    EXPECT_NEAR(shares[p], needed[p] + 0.05 / 3, kTruth) << "the slack is shared evenly";
  EXPECT_NEAR(answer.objective, 0.05 / 3, kTruth);
}

TEST(PlannedPool, TooImpatientPartiesCannotShareIt) {
  for (const std::vector<double>& patience :
       {std::vector<double>{0.8, 0.5, 0.5}, {0.66, 0.66, 0.66}, {0.49, 0.49}}) {
    const Answer answer = plan::plan(test::must_case(test::shared_pool(patience)));
    EXPECT_EQ(answer.status, Status::infeasible);
    for (const plan::Obstacle& obstacle : answer.obstacles)
      EXPECT_EQ(obstacle.rule, "self-enforcing");
  }
  EXPECT_EQ(plan::plan(test::must_case(test::shared_pool({0.67, 0.67, 0.67}))).status,
            Status::optimal);
}

/// The whole of the shift, in the order that the story has.
model::CaseDraft whole_shift(double after) {
  model::CaseDraft draft = test::power_shift({.after = after});
  for (auto& measure : draft.measures) measure.mandatory = true;
  auto& whole_pie = draft.measures[0];
  auto& settlement = draft.measures[1];
  whole_pie.with = {"build-up"};
  settlement.after = {{"build-up", {}}};
  return draft;
}

TEST(PlannedPowerShift, SingleStepBeyondTheLimitIsRejectedByTheFallingPower) {
  EXPECT_EQ(plan::plan(test::must_case(whole_shift(0.3388))).status, Status::optimal);
  const Answer rejected = plan::plan(test::must_case(whole_shift(0.3390)));
  EXPECT_EQ(rejected.status, Status::infeasible);
  ASSERT_FALSE(rejected.obstacles.empty());
  EXPECT_EQ(rejected.obstacles.front().rule, "self-enforcing");
  EXPECT_EQ(rejected.obstacles.front().party, PartyId(1));
  EXPECT_EQ(rejected.obstacles.front().phase, 1);
}

}  // namespace
}  // namespace tandem
