#include "tandem/model/limits.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tandem/model/rules.h"
#include "tests/model/border.h"
#include "tests/support/drafts.h"
#include "tests/support/random_case.h"

namespace tandem::model {
namespace {

/// A case with limits of every kind.
Case some_case(std::uint64_t seed) {
  Rng rng(seed, 61);
  CaseDraft draft = test::random_case_draft(rng, {4, 8, 4, true, true, true});
  draft.measures.front().mandatory = true;
  draft.parties.front().capacity = rng.uniform(4, 20);
  PrinciplesDraft& limits = draft.principles;
  limits.parallel_tracks = {"peace", "arms"};
  for (auto* threshold :
       {&limits.parallel_max_gap, &limits.reciprocal_min_index, &limits.reciprocal_min_step,
        &limits.proportional_max_gap, &limits.max_exposure, &limits.min_margin, &limits.by_month_12,
        &limits.by_month_24, &limits.by_month_36, &limits.min_detection, &limits.min_final_share})
    if (rng.uniform() < 0.7) *threshold = rng.uniform(0.05, 0.5);
  if (rng.uniform() < 0.5) limits.first_payoff_months = 18.0;
  return test::must_case(draft);
}

TEST(LimitsProperty, EachHasANameOfItsOwnThatFindsItAndWords) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Case of = some_case(seed);
    std::set<std::string> names;
    for (const Limit& limit : limits_of(of)) {
      const std::string name = name_of(of, limit);
      EXPECT_TRUE(names.insert(name).second) << name;
      EXPECT_EQ(find_limit(of, name), limit) << name;
      EXPECT_TRUE(words_of(of, limit).ends_with('.')) << name;
    }
  }
}

TEST(LimitsProperty, OneThatIsGivenUpIsNoLimitAnyMoreAndAllOthersAre) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Case of = some_case(seed);
    for (const Limit& limit : limits_of(of)) {
      const Case without = eased(of, std::vector<Easing>{{limit, std::nullopt}});
      EXPECT_EQ(limits_of(without).size() + 1, limits_of(of).size()) << name_of(of, limit);
      for (const Limit& other : limits_of(without))
        EXPECT_NE(name_of(without, other), name_of(of, limit));
    }
  }
}

TEST(LimitsProperty, OneThatIsMovedHasTheNumberItWasMovedTo) {
  std::size_t moved = 0;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Case of = some_case(seed);
    for (const Limit& limit : limits_of(of)) {
      const auto setting = setting_of(of, limit);
      if (!setting || setting->unit == "months") continue;
      const double to = setting->now + setting->direction * setting->step;
      if (setting->direction * (setting->last - to) < 0) continue;
      const Case other = eased(of, std::vector<Easing>{{limit, to}});
      EXPECT_DOUBLE_EQ(setting_of(other, limit)->now, to) << name_of(of, limit);
      ++moved;
    }
  }
  EXPECT_GT(moved, 300U);
}

TEST(Limits, ADeadlineIsTheLastStartThatIsInTime) {
  Rng rng(1, 62);
  model::CaseDraft draft = test::random_case_draft(rng, {2, 3, 4, false, false, false});
  draft.measures.front().duration = 6.0;
  draft.measures.front().not_after = "";
  const Case of = test::must_case(draft);
  const Case timely = with_deadline(of, MeasureId(0), 18);
  EXPECT_TRUE(timely.measures()[0].mandatory);
  EXPECT_EQ(timely.measures()[0].not_after, of.date_of(12));
  EXPECT_FALSE(with_deadline(of, MeasureId(0), std::nullopt).measures()[0].not_after);
}

TEST(Limits, ADateAfterWhichNothingStartsCanMoveTillTheLastPhase) {
  model::CaseDraft draft = test::border_draft();  // three phases of six months from 2027-07-01
  draft.boundaries = {{.id = "soon",
                       .holder = "north",
                       .kind = "not_after",
                       .measures = {"withdraw-guns"},
                       .date = "2028-01-01"}};
  const Case of = test::must_case(draft);
  const Boundary& soon = of.boundaries()[0];
  EXPECT_FALSE(rules_out(soon, *parse_date("2028-01-01")));
  EXPECT_TRUE(rules_out(soon, *parse_date("2028-01-02")));
  const Limit limit{LimitKind::boundary, 0};
  const Date last = of.date_of(of.phase_start(of.time().phases));
  EXPECT_EQ(setting_of(of, limit)->last, months_until(*soon.date, last));
  const Case moved = eased(of, std::vector<Easing>{{limit, 3.0}});
  EXPECT_EQ(moved.boundaries()[0].date, parse_date("2028-04-01"));
}

TEST(Limits, APolicyHasTheCasesLimitsLessWhatItGivesUpAndItsOwn) {
  model::CaseDraft draft = test::border_draft();
  const auto never = [](const char* id) {
    return BoundaryDraft{.id = id, .holder = "south", .kind = "never", .measures = {"monitors"}};
  };
  draft.boundaries = {never("kept"), never("gone")};
  draft.alternatives = {
      {.id = "talk", .title = "Talk"},
      {.id = "hard", .title = "Hard", .boundaries = {never("own")}, .gives_up = {"gone"}}};
  const Case of = test::must_case(draft);
  const auto hard = under(of, "hard");
  ASSERT_TRUE(hard.has_value());
  ASSERT_EQ(hard->boundaries().size(), 2U);
  EXPECT_EQ(hard->boundaries()[0].id, "kept");
  EXPECT_EQ(hard->boundaries()[1].id, "own");
  EXPECT_TRUE(hard->data().alternatives.empty());
  EXPECT_NE(under(of, "talk").error().what.find("neither what it insists on"), std::string::npos);
  EXPECT_NE(under(of, "hart").error().what.find("did you mean 'hard'"), std::string::npos);
}

}  // namespace
}  // namespace tandem::model
