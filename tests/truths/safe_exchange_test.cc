#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "tandem/value/game.h"
#include "tests/support/drafts.h"
#include "tests/support/truth_cases.h"

/// Delivery against payment where nothing enforces either: the smallest bond, the order of the
/// items and the number of instalments.
namespace tandem {
namespace {

using test::Item;
using test::SafeExchange;

constexpr double kTruth = 1e-6;

/// One action a month: an item delivered (with the share of it), or a payment.
struct Action {
  std::optional<std::size_t> item;
  double amount = 1;  // share of the item, or money
};

/// Margins in the parties' own money, before each action and after the last.
struct Margins {
  std::vector<double> supplier;
  std::vector<double> demander;
};

Margins play(SafeExchange truth, const std::vector<Action>& actions) {
  truth.months_per_phase = static_cast<int>(actions.size());
  const model::Case of = test::must_case(test::safe_exchange(truth));
  const value::Economics worth(of);
  model::RoadmapDraft draft;
  for (std::size_t t = 0; t < actions.size(); ++t) {
    const auto& [item, amount] = actions[t];
    const std::string measure = item ? "item-" + std::to_string(*item) : "pay";
    draft.increments.push_back(
        {measure, 0, static_cast<int>(t), item ? amount : amount / truth.price});
  }
  const auto game =
      value::game_values(of, worth, test::must_roadmap(of, draft), model::Deviation::withhold);
  const auto own_money = [&](const char* id) {
    const PartyId i = test::party(of, id);
    std::vector<double> margin = game.margin[i.index()];
    for (double& m : margin) m /= worth.scale(i);
    return margin;
  };
  return {own_money("supplier"), own_money("demander")};
}

double smallest(const Margins& margins) {
  return std::min(std::ranges::min(margins.supplier), std::ranges::min(margins.demander));
}

const std::vector<Item> kItems = {{3, 5}, {2, 6}, {4, 4.5}, {1, 0.5}};

SafeExchange four_items(double supplier_bond, double demander_bond) {
  return {kItems, false, 12.5, supplier_bond, demander_bond};
}

/// The plan that the smallest bond just allows.
const std::vector<Action> kPlan = {
    {3, 1}, {2, 1}, {std::nullopt, 4.5}, {0, 1}, {std::nullopt, 6}, {1, 1}, {std::nullopt, 2}};

TEST(SafeExchange, MarginsAtADeliveryAreTheWindowOfPayments) {
  const SafeExchange truth = four_items(0.5, 1.5);
  const Margins margins = play(truth, kPlan);
  double paid = 0;
  double cost_left = 10;
  double value_left = 16;
  for (std::size_t t = 0; t < kPlan.size(); ++t) {
    if (!kPlan[t].item) {
      paid += kPlan[t].amount;
      continue;
    }
    const auto& [cost, value] = kItems[*kPlan[t].item];
    value_left -= value;
    EXPECT_NEAR(margins.demander[t], paid - (truth.price - value_left - 1.5), kTruth);
    EXPECT_NEAR(margins.supplier[t], (truth.price - cost_left + 0.5) - paid, kTruth);
    cost_left -= cost;
  }
}

TEST(SafeExchange, PlanHoldsWithTheSmallestBondAndNotBelow) {
  EXPECT_NEAR(smallest(play(four_items(0, 2), kPlan)), 0, kTruth);
  EXPECT_NEAR(smallest(play(four_items(0, 1.9), kPlan)), -0.1, kTruth);
}

/// Bond that an order of deliveries needs: where the window at a delivery is empty without one, the
/// two margins there sum to less than zero, whatever is paid when.
double bond_for(const std::vector<std::size_t>& order) {
  std::vector<Action> actions(order.size() + 1, {std::nullopt, 12.5});
  for (std::size_t t = 0; t < order.size(); ++t) actions[t] = {order[t], 1};
  const Margins margins = play(four_items(0, 0), actions);
  double bond = 0;
  for (std::size_t t = 0; t < order.size(); ++t)
    bond = std::max(bond, -(margins.supplier[t] + margins.demander[t]));
  return bond;
}

TEST(SafeExchange, SmallestBondOverAllOrdersIsThatOfTheGreedyOrder) {
  std::vector<std::size_t> order = {0, 1, 2, 3};
  double least = 1e9;
  do {
    least = std::min(least, bond_for(order));
  } while (std::ranges::next_permutation(order).found);
  EXPECT_NEAR(least, 2, kTruth);
  EXPECT_NEAR(bond_for({3, 2, 0, 1}), 2, kTruth);
}

TEST(SafeExchange, WithoutABondTheLastDeliveryFails) {
  for (const std::vector<std::size_t>& order : {std::vector<std::size_t>{3, 2, 0, 1}, {0, 1, 2, 3}})
    EXPECT_GT(bond_for(order), 0);
}

struct Instalments {
  double cost;
  double mark_up;
  double bond;
  std::size_t fewest;
};

const std::vector<Instalments> kInstalments = {{100, 0.25, 5, 9},  {100, 0, 5, 20},
                                               {100, 1, 5, 5},     {100, 0.25, 1, 15},
                                               {100, 0.05, 1, 37}, {1000, 0.25, 1, 25}};

/// Chunks from the last one back: each may cost what is still to be gained plus the bond.
std::vector<double> chunks(const Instalments& row) {
  std::vector<double> found;
  double left = row.cost;
  for (double chunk = row.bond; left > 1e-9; chunk *= 1 + row.mark_up) {
    found.insert(found.begin(), std::min(chunk, left));
    left -= found.front();
  }
  return found;
}

SafeExchange one_good(const Instalments& row) {
  SafeExchange truth{{{row.cost, (1 + row.mark_up) * row.cost}}, true, row.cost};
  truth.supplier_bond = row.bond;
  truth.demander_moves_first = true;
  return truth;
}

/// Before each chunk the demander pays the most for which the supplier still delivers.
std::vector<Action> paid_in_advance(const Instalments& row, const std::vector<double>& sizes) {
  std::vector<Action> actions;
  double delivered = 0;
  double paid = 0;
  for (const double chunk : sizes) {
    const double due = std::min(row.cost, delivered + row.bond);
    if (due > paid + 1e-9) actions.push_back({std::nullopt, due - paid});
    paid = std::max(paid, due);
    actions.push_back({0, chunk / row.cost});
    delivered += chunk;
  }
  return actions;
}

TEST(Instalments, BackwardScheduleStartsBigAndEndsWithTheBond) {
  const std::array expected{5.0,           6.25,          7.8125,        9.765625,     12.20703125,
                            15.2587890625, 19.0734863281, 23.8418579102, 29.8023223877};
  const std::vector<double> sizes = chunks(kInstalments[0]);
  ASSERT_EQ(sizes.size(), expected.size());
  for (std::size_t k = 0; k + 1 < sizes.size(); ++k)
    EXPECT_NEAR(sizes[sizes.size() - 1 - k], expected[k], kTruth);
  EXPECT_LT(sizes.front(), expected.back()) << "the first chunk is what is left";
}

TEST(Instalments, FewestChunksHoldAndTheirMarginsVanish) {
  for (const Instalments& row : kInstalments) {
    SCOPED_TRACE(testing::Message() << row.cost << " " << row.mark_up << " " << row.bond);
    const std::vector<double> sizes = chunks(row);
    EXPECT_EQ(sizes.size(), row.fewest);
    const auto actions = paid_in_advance(row, sizes);
    const Margins margins = play(one_good(row), actions);
    EXPECT_NEAR(smallest(margins), 0, kTruth);
  }
}

TEST(Instalments, OneChunkFewerLeavesAnEmptyWindow) {
  for (const Instalments& row : kInstalments) {
    std::vector<double> sizes = chunks(row);
    sizes[1] += sizes[0];
    sizes.erase(sizes.begin());
    const auto actions = paid_in_advance(row, sizes);
    const Margins margins = play(one_good(row), actions);
    const auto first = static_cast<std::size_t>(
        std::ranges::find_if(actions, [](const Action& a) { return a.item.has_value(); }) -
        actions.begin());
    EXPECT_LT(margins.supplier[first] + margins.demander[first], -1e-6)
        << "no payment makes both go on";
  }
}

}  // namespace
}  // namespace tandem
