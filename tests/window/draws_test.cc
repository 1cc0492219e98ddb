#include "tandem/window/draws.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tandem/model/numbers.h"
#include "tests/support/drafts.h"

namespace tandem::window {
namespace {

using model::Case;
using model::CaseDraft;
using testing::HasSubstr;

/// North must freeze, a burden of one point, and can carry between 0.2 and 1.8 points a phase.
CaseDraft burden() {
  CaseDraft draft = test::blank_case(2, 12);
  draft.distribution = "uniform";
  draft.parties = {test::principal("north", 0.9), test::principal("south", 0.9)};
  draft.parties.front().capacity = model::Number(0.2, 0.9, 1.8);
  draft.parties.front().capacity->at.line = 1;  // what is written is drawn
  draft.parties.front().reserve = -5.0;
  draft.measures = {test::step("freeze", {"north"}, {{"north", -1}, {"south", 2}})};
  draft.measures.front().mandatory = true;
  draft.principles.min_margin = -1.0;
  return draft;
}

/// Draws in which north can carry it, read off the drawn numbers.
std::size_t light_draws(const DrawsWanted& wanted) {
  std::size_t light = 0;
  for (std::size_t k = 0; k < wanted.draws; ++k)
    light += model::drawn(burden(), wanted.seed, k).parties.front().capacity->mode >= 1 ? 1 : 0;
  return light;
}

std::size_t position_of(const Answer& answer, std::string_view name) {
  for (std::size_t k = 0; k < answer.limits.size(); ++k)
    if (model::name_of(answer.aim.of, answer.limits[k]) == name) return k;
  ADD_FAILURE() << name;
  return 0;
}

constexpr DrawsWanted kWanted{.draws = 60, .seed = 7};

TEST(WindowDraws, ALimitIsInAConflictInTheDrawsWhoseNumbersSaySo) {
  const auto answer = why(test::must_case(burden()), {});
  ASSERT_TRUE(answer.has_value());
  EXPECT_FALSE(answer->possible());
  const auto draws = conflicts_in_draws(burden(), {}, *answer, kWanted);
  ASSERT_TRUE(draws.has_value());
  const std::size_t light = light_draws(kWanted);
  EXPECT_GT(light, 10U);
  EXPECT_LT(light, 50U);
  EXPECT_EQ(draws->made, kWanted.draws);
  EXPECT_EQ(draws->possible.seen, light);
  EXPECT_EQ(draws->possible.unknown, 0U);
  EXPECT_EQ(draws->hopeless.seen, 0U);
  ASSERT_EQ(draws->in_conflict.size(), answer->limits.size());
  for (const char* name : {"capacity.north", "mandatory.freeze"})
    EXPECT_EQ(draws->in_conflict[position_of(*answer, name)].seen, kWanted.draws - light) << name;
  EXPECT_EQ(draws->in_conflict[position_of(*answer, "reserve.south")].seen, 0U);
  EXPECT_TRUE(draws->suffices.empty());
}

TEST(WindowDraws, ARelaxationSufficesWhereWhatIsLeftCanBeHeld) {
  const auto answer = relax(test::must_case(burden()), {}, {"capacity", "mandatory"});
  ASSERT_TRUE(answer.has_value());
  ASSERT_EQ(answer->openings.size(), 2U);
  const auto draws = relaxations_in_draws(burden(), {}, *answer, kWanted);
  ASSERT_TRUE(draws.has_value());
  EXPECT_EQ(draws->possible.seen, light_draws(kWanted));
  EXPECT_GT(draws->possible.seen, 10U);
  for (const Often& often : draws->suffices) {
    EXPECT_EQ(often.seen, kWanted.draws);
    EXPECT_EQ(often.unknown, 0U);
  }
  // Nothing given up suffices exactly where it is possible as it stands.
  Answer nothing = *answer;
  nothing.openings.resize(1);
  nothing.openings.front().limits.clear();
  const auto none = relaxations_in_draws(burden(), {}, nothing, kWanted);
  ASSERT_TRUE(none.has_value());
  EXPECT_EQ(none->suffices.front().seen, none->possible.seen);
}

TEST(WindowDraws, WhereTheStructureRulesItOutNothingIsToBlame) {
  CaseDraft draft = burden();
  draft.parties.front().capacity.reset();
  draft.measures.front().duration = model::Number(1, 6, 40);
  draft.measures.front().duration.at.line = 1;
  Options options;
  options.targets = {"freeze@12"};
  const auto answer = why(test::must_case(draft), options);
  ASSERT_TRUE(answer.has_value()) << answer.error().what;
  const auto draws = conflicts_in_draws(draft, options, *answer, kWanted);
  ASSERT_TRUE(draws.has_value());
  EXPECT_GT(draws->hopeless.seen, 10U);
  EXPECT_EQ(draws->hopeless.seen + draws->possible.seen, kWanted.draws);
  for (const Often& often : draws->in_conflict) EXPECT_EQ(often.seen, 0U);
}

TEST(WindowDraws, EndsWhenItIsToldTo) {
  const auto answer = why(test::must_case(burden()), {});
  ASSERT_TRUE(answer.has_value());
  std::stop_source stop;
  stop.request_stop();
  Options options;
  options.search.stop = stop.get_token();
  const auto draws = conflicts_in_draws(burden(), options, *answer, kWanted);
  ASSERT_TRUE(draws.has_value());
  EXPECT_EQ(draws->made, 0U);
}

TEST(WindowDraws, ADrawThatIsNoCaseIsNamed) {
  CaseDraft draft = burden();
  const auto answer = why(test::must_case(draft), {});
  ASSERT_TRUE(answer.has_value());
  draft.parties.front().capacity->low = -5;
  const auto draws = conflicts_in_draws(draft, {}, *answer, kWanted);
  ASSERT_FALSE(draws.has_value());
  EXPECT_THAT(draws.error().what, HasSubstr("of seed 7 is no case; narrow the ranges"));
}

}  // namespace
}  // namespace tandem::window
