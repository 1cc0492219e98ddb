#include "tandem/outlook/early_warning.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "tandem/casefile/casefile.h"
#include "tests/outlook/told.h"
#include "tests/support/drafts.h"

namespace tandem::outlook {
namespace {

using ledger::EventKind;

EarlyWarning warning_of(const Told& told, std::string_view on) {
  const Standing standing = test::must(told.standing(on));
  const Held held{told.draft(), told.of(), standing};
  return test::must(early_warning(told.state(on), &held));
}

TEST(AtLeast, CountsIndependentEvents) {
  EXPECT_DOUBLE_EQ(at_least(0, {.5}), 1);
  EXPECT_DOUBLE_EQ(at_least(1, {.5, .5}), .75);
  EXPECT_DOUBLE_EQ(at_least(2, {.5, .5}), .25);
  EXPECT_DOUBLE_EQ(at_least(3, {.5, .5}), 0);
  // .9 .8 (1-.5) + .9 .2 .5 + .1 .8 .5 + .9 .8 .5
  EXPECT_NEAR(at_least(2, {.9, .8, .5}), .36 + .09 + .04 + .36, 1e-12);
}

TEST(LikelyWords, CallNothingSure) {
  EXPECT_EQ(likely_words({0, .5, 1}), "0.5 (under .001 to over .999)");
  EXPECT_EQ(likely_words({.0004, .0113, .9996}, "<", ">"), "0.011 (<.001 to >.999)");
  EXPECT_EQ(likely_words({.001, .25, .999}), "0.25 (0.001 to 0.999)");
}

TEST(BaseRate, LiesBetweenItsPointsOnALine) {
  const BaseRate& all = base_rate(RateKind::all);
  EXPECT_EQ(rate_at(all, 0).share, 0);
  EXPECT_NEAR(rate_at(all, .5).share, .083, 1e-12);
  EXPECT_NEAR(rate_at(all, 2).share, (.166 + .3548) / 2, 1e-12);
  EXPECT_NEAR(rate_at(all, 2).range.low, (.1406 + .3202) / 2, 1e-12);
  EXPECT_EQ(rate_at(all, 30).share, .5813);
  EXPECT_EQ(rate_of_track("peace"), RateKind::political);
  EXPECT_EQ(rate_of_track("no such track"), RateKind::all);
  for (const auto kind : {RateKind::security, RateKind::verification, RateKind::political,
                          RateKind::economic, RateKind::humanitarian}) {
    EXPECT_EQ(base_rate(kind).kind, kind);
    double before = 0;
    for (const RatePoint& point : base_rate(kind).points) {
      EXPECT_LT(before, point.share);
      EXPECT_LT(point.range.low, point.share);
      EXPECT_GT(point.range.high, point.share);
      before = point.share;
    }
  }
}

TEST(EarlyWarning, CountsWhatWasDueAgainstItsOwnDays) {
  Told told;
  told.says(EventKind::reported, "2030-03-01", "north", "A1")
      .says(EventKind::reported, "2030-04-15", "south", "B1");
  const EarlyWarning found = warning_of(told, "2031-01-15");
  // A1 was due on 2 March 2030 and B1 with it, so that it came 45 days late; C1, of both, was due
  // on 1 January and is 14 days late.
  ASSERT_EQ(found.plan.size(), 3U);
  EXPECT_EQ(found.plan[0].due, 3U);
  EXPECT_EQ(found.plan[0].on_time, 1U);
  EXPECT_EQ(found.plan[0].late, 1U);
  EXPECT_EQ(found.plan[0].open, 1U);
  EXPECT_EQ(found.plan[0].mean_days_late, (45 + 14) / 2.0);
  EXPECT_EQ(found.plan[0].still_open, std::vector<std::string>{"C1"});
  EXPECT_EQ(found.plan[1].party, "north");
  EXPECT_EQ(found.plan[1].due, 2U);
  EXPECT_EQ(found.plan[2].party, "south");
  EXPECT_EQ(found.plan[2].late, 1U);
  // With the chance l of another month: A1 and B1 are due since 10.49 months, C1 since less than
  // one, so that at least one is open with 1 - (1 - l^11)^2 (1 - l).
  const double l = told.of().dynamics().lateness[told.measure("commission").index()].mode;
  ASSERT_TRUE(found.plan[0].as_expected);
  const double a1 = told.of().dynamics().lateness[told.measure("pull-back").index()].mode;
  const double b1 = told.of().dynamics().lateness[told.measure("road").index()].mode;
  EXPECT_NEAR(found.plan[0].as_expected->middle,
              1 - (1 - std::pow(a1, 11)) * (1 - std::pow(b1, 11)) * (1 - l), 1e-12);
  EXPECT_LT(found.plan[0].as_expected->low, found.plan[0].as_expected->high);
}

TEST(EarlyWarning, HoldsWhatIsDoneAgainstOtherAgreements) {
  Told told;
  told.says(EventKind::reported, "2030-03-01", "north", "A1")
      .found("2030-03-08", "commission", "A1", ledger::Finding::met);
  const EarlyWarning found = warning_of(told, "2031-01-01");
  // Security: the pull-back and two of scrapping; the commission is an institution; economic: the
  // road, the market twice, the line.
  ASSERT_EQ(found.rates.size(), 3U);
  EXPECT_EQ(found.rates[0].kind, RateKind::security);
  EXPECT_EQ(found.rates[0].obligations, 3U);
  EXPECT_EQ(found.rates[0].reported, 1U);
  EXPECT_EQ(found.rates[0].verified, 1U);
  EXPECT_EQ(found.rates[1].kind, RateKind::verification);
  EXPECT_EQ(found.rates[1].obligations, 1U);
  EXPECT_EQ(found.rates[2].kind, RateKind::economic);
  EXPECT_EQ(found.rates[2].obligations, 4U);
  EXPECT_EQ(found.rates[2].reported, 0U);
  const double p = rate_at(base_rate(RateKind::economic), 365 / 365.25).share;
  EXPECT_NEAR(found.rates[2].so_few.middle, std::pow(1 - p, 4), 1e-12);
}

TEST(EarlyWarning, LeverageIsWhatIsStillToBegin) {
  Told told;
  const EarlyWarning at_first = warning_of(told, "2030-01-02");
  ASSERT_EQ(at_first.leverage.size(), 2U);
  EXPECT_EQ(at_first.leverage[0].holds, told.party("north"));
  told.says(EventKind::reported, "2030-03-01", "north", "A1");
  const EarlyWarning later = warning_of(told, "2030-07-10");
  // The pull-back was worth 40 of south's 100, from month 2 of 120 on.
  EXPECT_NEAR(later.leverage[0].at_first, at_first.leverage[0].now, 1e-9);
  EXPECT_NEAR(later.leverage[0].at_first - later.leverage[0].now, .4 * 118 / 120, 1e-9);
  EXPECT_EQ(later.leverage[0].left.size(), 2U);  // the commission, the scrapping
  // What is begun can be stopped: the first half of the scrapping still counts.
  told.says(EventKind::started, "2031-01-05", "north", "A2");
  const EarlyWarning begun = warning_of(told, "2031-02-01");
  EXPECT_NEAR(begun.leverage[0].now, later.leverage[0].now, .005);
  EXPECT_EQ(begun.leverage[0].left[0], told.measure("scrapping"));
}

TEST(EarlyWarning, LeverageOutlastsTheMonthsOfThePlan) {
  Told told;
  told.says(EventKind::reported, "2030-03-01", "north", "A1");
  const EarlyWarning before = warning_of(told, "2030-07-10");
  const model::Case& of = told.of();
  const Date after = add_months(of.time().start, of.phase_start(of.time().phases + 1) + 2);
  const EarlyWarning late = warning_of(told, format_date(after));
  EXPECT_EQ(late.leverage[0].left, before.leverage[0].left) << "it is as open as it was";
  EXPECT_GT(late.leverage[0].now, 0);
  EXPECT_LT(late.leverage[0].now, before.leverage[0].now) << "fewer months are left to enjoy it";
}

TEST(EarlyWarning, SaysWhoOwesWhomAndWhatWillBeLate) {
  Told told;
  told.says(EventKind::reported, "2030-03-01", "north", "A1");
  const EarlyWarning found = warning_of(told, "2030-07-10");
  const auto owed = [&](std::string_view by, std::string_view to) {
    for (const Owed& one : found.owed)
      if (one.by == by && one.to == to)
        return std::to_string(one.open) + "/" + std::to_string(one.late);
    return std::string("nothing");
  };
  EXPECT_EQ(owed("north", "south"), "2/0");  // A2, A3; the commission is owed by both
  EXPECT_EQ(owed("south", "north"), "3/1");  // B1, late, B2 and B3
  EXPECT_EQ(owed("coast", "north"), "1/0");
}

TEST(EarlyWarning, NamesABreachWithItsEntry) {
  Told told;
  told.says(EventKind::reported, "2030-03-01", "north", "A1")
      .found("2030-03-20", "commission", "A1", ledger::Finding::not_met);
  const EarlyWarning found = warning_of(told, "2030-03-25");
  ASSERT_FALSE(found.warnings.empty());
  EXPECT_EQ(found.warnings[0].kind, Warning::Kind::breach);
  EXPECT_EQ(found.warnings[0].entries, std::vector<std::uint64_t>{4});
  EXPECT_EQ(found.warnings[0].says,
            "A1 of North was found not to be met, on 2030-03-20; it counts against its word");
}

/// Ten months after its day the road is begun and not open; a letter that no measure stands for is
/// not written either.
TEST(EarlyWarning, NamesWhatItsChanceIsOf) {
  const std::string text =
      test::must(casefile::read_source(TANDEM_SOURCE_DIR "/cases/tutorial/agreement.yaml")).text +
      "  X1: {title: Write, actors: [south], counterparts: [north], trigger: by 2030-02-01}\n";
  Told told(test::must(casefile::load_case(TANDEM_SOURCE_DIR "/cases/tutorial")), text,
            "2030-01-01");
  told.says(EventKind::reported, "2030-03-01", "north", "A1")
      .says(EventKind::started, "2030-03-01", "south", "B1");
  const EarlyWarning found = warning_of(told, "2030-12-30");
  const auto behind = std::ranges::find(found.warnings, Warning::Kind::behind_plan, &Warning::kind);
  ASSERT_NE(behind, found.warnings.end());
  EXPECT_EQ(behind->of, std::vector<std::string>{"B1"});
  EXPECT_EQ(behind->entries, std::vector<std::uint64_t>{4});
  EXPECT_EQ(found.plan[0].still_open, (std::vector<std::string>{"B1", "X1"}));
  // Of X1 there is no chance; from 1 February it is 332 days.
  const auto unlinked =
      std::ranges::find(found.warnings, std::vector<std::string>{"X1"}, &Warning::of);
  ASSERT_NE(unlinked, found.warnings.end());
  EXPECT_EQ(unlinked->kind, Warning::Kind::behind_plan);
  EXPECT_EQ(unlinked->says, "1 obligation that no measure stands for is late: X1 by 332 days");
}

TEST(EarlyWarning, WithoutACaseSaysWhatTheTextAloneTells) {
  Told told;
  told.says(EventKind::reported, "2030-03-01", "north", "A1");
  const EarlyWarning found = test::must(early_warning(told.state("2030-07-10"), nullptr));
  EXPECT_EQ(found.plan[0].due, 2U);
  EXPECT_FALSE(found.plan[0].as_expected);
  EXPECT_TRUE(found.leverage.empty());
  EXPECT_TRUE(found.trust.empty());
  EXPECT_FALSE(found.rates.empty());
}

}  // namespace
}  // namespace tandem::outlook
