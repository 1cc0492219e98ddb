#include "tandem/plan/feasible.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/drafts.h"

namespace tandem::plan {
namespace {

using model::Case;
using model::Easing;

/// North can start one step, at once: it costs north 1 point and removes all the risk there is.
Case one_step(double capacity) {
  model::CaseDraft draft = test::blank_case(2, 12);
  draft.parties = {test::principal("north", 0.9), test::principal("south", 0.9)};
  draft.parties.front().reserve = -5.0;
  draft.parties.front().capacity = capacity;
  draft.measures = {test::step("freeze", {"north"}, {{"north", -1}, {"south", 2}})};
  draft.measures.front().risk_reduction = 10.0;
  draft.measures.front().mandatory = true;
  draft.principles.min_margin = -1.0;
  return test::must_case(draft);
}

Easing moved(const Case& of, const std::string& limit, std::optional<double> to) {
  return {*model::find_limit(of, limit, false), to};
}

TEST(Feasible, FindsARoadmapThatTheExactEvaluatorAccepts) {
  const Case of = one_step(1);
  Feasibility feasible(of, {});
  const auto trial = feasible.attempt({});
  EXPECT_EQ(trial.status, Status::feasible);
  ASSERT_TRUE(trial.roadmap.has_value());
  EXPECT_TRUE(feasible.stands(*trial.roadmap, {}));
  EXPECT_FALSE(feasible.stands(model::no_agreement(of), {}));
  EXPECT_TRUE(feasible.obstacles({}).empty());
}

TEST(Feasible, GivingUpWhatIsInTheWayHelpsAndItIsNamedWhileItIsHeld) {
  const Case of = one_step(0.5);
  Feasibility feasible(of, {});
  EXPECT_EQ(feasible.attempt({}).status, Status::infeasible);
  const auto obstacles = feasible.obstacles({});
  ASSERT_FALSE(obstacles.empty());
  EXPECT_EQ(obstacles.front().rule, "capacity");
  const std::vector<Easing> easings{moved(of, "capacity.north", std::nullopt)};
  EXPECT_EQ(feasible.attempt(easings).status, Status::feasible);
  EXPECT_TRUE(feasible.obstacles(easings).empty());
}

TEST(Feasible, AnImpossibilityByAHairIsNoneWhereRulesAreLooser) {
  const auto status = [](double capacity, double security, double looser) {
    const Case of = one_step(capacity);
    Feasibility feasible(of, {});
    const std::vector<Easing> easings{moved(of, "early-security-12", security)};
    return feasible.attempt(easings, looser).status;
  };
  constexpr double kLooser = 1e-5;
  EXPECT_EQ(status(1, 1, 0), Status::feasible);
  // A ceiling: the step takes 1 point of a capacity that is a little less.
  EXPECT_EQ(status(1 - 5e-6, 0, 0), Status::infeasible);
  EXPECT_NE(status(1 - 5e-6, 0, kLooser), Status::infeasible);
  EXPECT_EQ(status(1 - 5e-5, 0, kLooser), Status::infeasible);
  // A floor: all the risk is less than what is asked for; a tenth of it counts as one broken rule.
  EXPECT_EQ(status(1, 1 + 1e-6, 0), Status::infeasible);
  EXPECT_NE(status(1, 1 + 1e-6, kLooser), Status::infeasible);
  EXPECT_EQ(status(1, 1 + 1e-4, kLooser), Status::infeasible);
}

TEST(Feasible, TheMarginAndTheDeviationAreTheCasesOwn) {
  const Case of = one_step(1);
  Options options;
  options.min_margin = 0.9;
  options.deviation = model::Deviation::withdraw;
  EXPECT_EQ(Feasibility(of, options).attempt({}).status, Status::feasible);
}

}  // namespace
}  // namespace tandem::plan
