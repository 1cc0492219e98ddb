#include <gtest/gtest.h>

#include "tandem/casefile/agreement_file.h"
#include "tandem/drafting/draft.h"
#include "tests/support/drafts.h"

namespace tandem::drafting {
namespace {

using model::Case;

/// One year in two phases, from 1 February 2007; china is a partner.
Case yongbyon() {
  auto draft = test::blank_case(2, 6, 120);
  draft.start = "2007-02-01";
  draft.parties = {test::principal("dprk", 0.9), test::principal("us", 0.9)};
  draft.parties.emplace_back(test::principal("prc", 0.95)).role = "partner";
  auto shutdown = test::step("shutdown", {"dprk"}, {{"dprk", -4.0}, {"us", 10.0}});
  shutdown.duration = 1.0;
  auto oil = test::step("oil", {"us", "prc"}, {{"dprk", 6.0}, {"us", -1.0}});
  oil.divisible = true;
  draft.measures = {shutdown, oil};
  return test::must_case(draft);
}

struct Read {
  Result<ReadRoadmap> roadmap;
  Case of;
};

Read read(const std::string& obligations) {
  const auto text = test::must(casefile::load_agreement_text(
      "tandem: 1\nagreement: t\ntitle: T\nactors:\n  dprk: {name: DPRK}\n  us: {name: US}\n"
      "  china: {name: China, case_party: prc}\n  all: {name: All, members: [dprk, us, china]}\n"
      "events:\n  T0: {title: Signature, date: 2007-02-13}\n  storm: {title: A storm}\n"
      "obligations:\n" +
          obligations,
      "t.yaml"));
  Case of = yongbyon();
  auto roadmap = roadmap_of(text.valid, model::timetable(text.valid), of);
  return {std::move(roadmap), std::move(of)};
}

TEST(RoadmapOf, StartsAMeasureEarlyEnoughToBeDoneWhenDue) {
  const Read it = read(
      "  S1: {title: Shut down, actors: [dprk], measure: shutdown, trigger: T0 + 60d}\n"
      "  S2: {title: Oil, actors: [us, china], measure: oil, share: 0.5, trigger: start by T0 + "
      "60d}\n"
      "  S3: {title: More, actors: [us, china], measure: oil, share: 0.5, trigger: at T0 + 60d}\n");
  const ReadRoadmap& got = *it.roadmap;
  ASSERT_EQ(got.roadmap.increments.size(), 2U) << "the two halves of the oil come in one month";
  EXPECT_EQ(got.roadmap.increments[0].start_month, 1) << "done by 14 April, takes a month";
  EXPECT_EQ(got.roadmap.increments[1].start_month, 2) << "14 April is in the month from 1 April";
  EXPECT_EQ(got.roadmap.increments[1].share, 1);
  EXPECT_EQ(got.roadmap.accession[2], 1) << "China acts in phase 1";
  EXPECT_TRUE(got.left_out.empty());
}

TEST(RoadmapOf, SaysWhatHasNoDayOrFallsOutsideThePhases) {
  const Read it = read(
      "  S1: {title: Shut down, actors: [dprk], measure: shutdown, trigger: upon storm}\n"
      "  S2: {title: Oil, actors: [us], measure: oil, trigger: at T0 + 2y}\n"
      "  S3: {title: Talk, actors: [all], trigger: at T0 + 7m}\n");
  const ReadRoadmap& got = *it.roadmap;
  EXPECT_TRUE(got.roadmap.increments.empty());
  ASSERT_EQ(got.left_out.size(), 2U);
  EXPECT_EQ(got.left_out[0].rule, "no-day");
  EXPECT_EQ(got.left_out[1].rule, "outside-the-phases");
  EXPECT_EQ(got.roadmap.accession[2], 2) << "talks of all in September are in phase 2";
}

TEST(RoadmapOf, TakesTheRecordedDayWhereNoneIsWritten) {
  const Read it = read(
      "  S1: {title: Shut down, actors: [dprk], measure: shutdown, trigger: upon storm, done: "
      "2007-07-14}\n");
  ASSERT_EQ(it.roadmap->roadmap.increments.size(), 1U);
  EXPECT_EQ(it.roadmap->roadmap.increments[0].start_month, 4);
}

TEST(RoadmapOf, RefusesMeasuresThatTheCaseDoesNotHave) {
  const Read it = read("  S1: {title: S, actors: [dprk], measure: shutdwon, trigger: at T0}\n");
  ASSERT_FALSE(it.roadmap.has_value());
  EXPECT_EQ(it.roadmap.error().details[0].rule, "unknown-measure");
  EXPECT_EQ(it.roadmap.error().details[0].repair, "did you mean 'shutdown'?");
}

}  // namespace
}  // namespace tandem::drafting
